package muster.it.manager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Services of s6-rc and what is asked of them, a line each: {@code oneshot mount}, {@code longrun
 * web essential needs=mount,db}, {@code bundle all contents=web}, {@code ask stop web}. Other words
 * are files as s6-rc has them: {@code producer-for=log}. A oneshot that {@code fails} does so each
 * time that it is to come up. With a line {@code commands}, Muster is asked by its commands.
 *
 * <p>Several trees are in one source: to each name, the tree's own comes first, as in {@code
 * mixed-web}.
 */
final class RcTree {
  private static final String BY_CHANCE = "random";
  private static final int RANDOM_SERVICES = 12;
  private static final int RANDOM_ASKS = 8;

  private final String name;
  private final String scenario;
  private final List<List<String>> declarations = new ArrayList<>();
  private final List<List<String>> asks = new ArrayList<>();
  private boolean commands;

  private RcTree(String name, String scenario, List<String> lines) {
    this.name = name;
    this.scenario = scenario;
    for (String line : lines) {
      List<String> words = List.of(line.split(" ", -1));
      switch (words.getFirst()) {
        case "ask" -> asks.add(own(words.subList(1, words.size()), words.size()));
        case "oneshot", "longrun", "bundle" -> declarations.add(own(words, 2));
        case "commands" -> commands = true;
        case "#" -> {}
        default -> throw new IllegalArgumentException(name + ": " + line);
      }
    }
  }

  /** With the tree's names in place of those that were written. */
  private List<String> own(List<String> words, int plainUntil) {
    List<String> owned = new ArrayList<>(words);
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      int names = i < plainUntil ? 0 : word.indexOf('=') + 1;
      if (i < plainUntil || names > 0) {
        String prefixed = name + "-" + word.substring(names).replace(",", "," + name + "-");
        owned.set(i, word.substring(0, names) + prefixed);
      }
    }
    return owned;
  }

  static RcTree read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).replace(".tree", "");
    return new RcTree(name, name, Files.readAllLines(file));
  }

  static RcTree random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < RANDOM_SERVICES; i++) {
      StringBuilder line = new StringBuilder(random.nextBoolean() ? "oneshot" : "longrun");
      if (line.charAt(0) == 'o' && random.nextInt(4) == 0) {
        line.append(" s").append(i).append(" fails");
      } else {
        line.append(" s").append(i);
      }
      if (i > 0) {
        List<String> needs = random.ints(0, i).limit(2).distinct().mapToObj(n -> "s" + n).toList();
        line.append(" needs=").append(String.join(",", needs));
      }
      lines.add(line.toString());
    }
    for (int i = 0; i < RANDOM_ASKS; i++) {
      String verb = List.of("start", "start", "stop", "prune").get(random.nextInt(4));
      lines.add("ask " + verb + " s" + random.nextInt(RANDOM_SERVICES));
    }
    return new RcTree(BY_CHANCE + seed, BY_CHANCE, lines);
  }

  String name() {
    return name;
  }

  /** As the table of differences calls it: those that are made by chance are one. */
  String scenario() {
    return scenario;
  }

  /** Whether commands ask, each of which takes a JVM, or somebody who needs none. */
  boolean hasCommands() {
    return commands;
  }

  /** A verb of Muster's, or {@code prune}, and names. */
  List<List<String>> asks() {
    return asks;
  }

  /** Oneshots and longruns. */
  Set<String> services() {
    Set<String> services = new HashSet<>();
    for (List<String> words : declarations) {
      if (!words.getFirst().equals("bundle")) {
        services.add(words.get(1));
      }
    }
    return services;
  }

  // ---- as s6-rc has it ----------------------------------------------------------------------

  /** Into the directory {@code source}, beside other trees. */
  void write(Scene scene) throws IOException {
    for (List<String> words : declarations) {
      String path = "source/" + words.get(1);
      scene.file(path + "/type", words.getFirst() + "\n");
      for (String word : words.subList(2, words.size())) {
        attribute(scene, path, word);
      }
      switch (words.getFirst()) {
        case "oneshot" -> oneshot(scene, path, words.get(1), words.contains("fails"));
        case "longrun" -> longrun(scene, path, words.get(1));
        default -> {}
      }
    }
  }

  private static void attribute(Scene scene, String path, String word) throws IOException {
    String[] parts = word.split("=", 2);
    switch (parts[0]) {
      case "fails" -> {}
      case "essential" -> scene.file(path + "/flag-essential", "");
      case "needs" -> names(scene, path + "/dependencies.d/", parts[1]);
      case "contents" -> names(scene, path + "/contents.d/", parts[1]);
      default -> scene.file(path + "/" + parts[0], parts[1] + "\n");
    }
  }

  private static void names(Scene scene, String directory, String names) throws IOException {
    for (String each : names.split(",", -1)) {
      scene.file(directory + each, "");
    }
  }

  private static void oneshot(Scene scene, String path, String name, boolean fails)
      throws IOException {
    String script = "sh -c \"echo %s >>%s; %s\"\n";
    Path notes = scene.at("notes");
    String outcome = fails ? "exit 1" : "echo +%s >>%s".formatted(name, notes);
    scene.file(path + "/up", script.formatted("^" + name, notes, outcome));
    scene.file(path + "/down", script.formatted("-" + name, notes, "exit 0"));
  }

  private static void longrun(Scene scene, String path, String name) throws IOException {
    scene.file(path + "/notification-fd", "3\n");
    scene.script(
        path + "/run",
        """
        cd %s && . ./lib
        trap "note -%s; exit 0" TERM
        note ^%s
        note +%s
        echo >&3
        rest\
        """
            .formatted(scene.at(""), name, name, name));
  }

  // ---- what must hold for both --------------------------------------------------------------

  /**
   * What was begun before what it needs was there, or went down before what needs it.
   *
   * @param notes of all trees: {@code ^web} when web begins to come up, {@code +web} when it is up,
   *     {@code -web} when it has gone
   */
  List<String> outOfOrder(List<String> notes) {
    Map<String, Set<String>> needs = needs();
    Set<String> up = new HashSet<>();
    List<String> wrong = new ArrayList<>();
    for (String note : notes) {
      String service = note.substring(1);
      if (needs.containsKey(service)) {
        boolean right =
            switch (note.charAt(0)) {
              case '^' -> up.containsAll(of(needs, service));
              case '+' -> up.add(service);
              case '-' ->
                  up.remove(service)
                      && up.stream().noneMatch(other -> of(needs, other).contains(service));
              default -> false;
            };
        if (!right) {
          wrong.add(note);
        }
      }
    }
    return wrong;
  }

  private static Set<String> of(Map<String, Set<String>> needs, String service) {
    return Objects.requireNonNull(needs.get(service));
  }

  /** A producer needs its consumer. */
  private Map<String, Set<String>> needs() {
    Map<String, Set<String>> needs = new HashMap<>();
    for (List<String> words : declarations) {
      Set<String> some = new HashSet<>();
      for (String word : words) {
        if (word.startsWith("needs=") || word.startsWith("producer-for=")) {
          some.addAll(List.of(word.substring(word.indexOf('=') + 1).split(",", -1)));
        }
      }
      needs.put(words.get(1), some);
    }
    return needs;
  }
}
