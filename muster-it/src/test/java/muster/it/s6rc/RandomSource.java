package muster.it.s6rc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Source directories of s6-rc made by chance: a set that is right and has something of everything,
 * in which most often one thing is then made wrong or odd.
 */
final class RandomSource {
  private static final List<String> NAMES =
      List.of("a", "bb", "c c", "\u00e4", "-e", "f=g", "G.h", "i@1", "j,", "k#", "zz");

  private static final List<String> SOURCES = List.of("one", "two");

  private static final List<String> SCRIPTS =
      List.of("", "true", "#!/bin/sh\necho { a \"b c\" }\n", "if { x }\n  y \\\n z # end\n");

  private static final List<String> RIGHT_NUMBERS = List.of("0", "5000\n", "007\n\n", "4294967295");

  private static final List<String> NUMBERS =
      List.of(
          "",
          "\n",
          "-1",
          "+5",
          "5 ",
          " 5",
          "5\r\n",
          "soon",
          "4294967296",
          "99999999999999999999",
          "5\n6\n",
          "\n5",
          "0x10",
          "5\0006");

  private static final List<String> TYPES =
      List.of(
          "",
          "\n",
          "oneshot\n\n",
          "longrun\n\n",
          "bundle\n\n",
          "oneshot\r\n",
          "bundle ",
          "Bundle",
          "longrunner",
          "oneshot\nx",
          "bundle\nx",
          "long\0run");

  /** Of files that have a number each. */
  private static final List<String> NUMBER_FILES =
      List.of(
          "timeout-up",
          "timeout-down",
          "timeout-kill",
          "timeout-finish",
          "notification-fd",
          "lock-fd",
          "max-death-tally");

  private final SplittableRandom random;
  private final List<String> names = new ArrayList<>();
  private final Map<String, String> types = new LinkedHashMap<>();
  private final Map<String, String> places = new LinkedHashMap<>();

  /** What is in files, by their paths. */
  private final Map<String, String> files = new TreeMap<>();

  private final Set<String> directories = new TreeSet<>();
  private final Map<String, String> links = new TreeMap<>();

  private RandomSource(SplittableRandom random) {
    this.random = random;
  }

  static RandomSource of(SplittableRandom random) {
    RandomSource source = new RandomSource(random);
    source.directories.addAll(SOURCES);
    source.makeRight();
    for (int faults = source.one(4) ? 0 : source.one(4) ? 2 : 1; faults > 0; faults--) {
      source.makeOdd();
    }
    source.settle();
    return source;
  }

  /** What two odd things made of one path is only one of them. */
  private void settle() {
    Set<String> inside = new TreeSet<>(directories);
    files.keySet().stream().map(RandomSource::directory).forEach(inside::add);
    files.keySet().removeIf(inside::contains);
    files.keySet().removeIf(file -> files.containsKey(directory(file)));
    links.keySet().removeIf(link -> files.containsKey(link) || inside.contains(link));
  }

  private static String directory(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  /** The source directories below one that it is written to. */
  static List<String> sources(Path directory) {
    return SOURCES.stream().map(name -> directory.resolve(name).toString()).toList();
  }

  void write(Path directory) throws IOException {
    for (String name : directories) {
      Files.createDirectories(directory.resolve(name));
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.resolveSibling("."));
      Files.writeString(path, file.getValue());
    }
    for (Map.Entry<String, String> link : links.entrySet()) {
      Files.createSymbolicLink(directory.resolve(link.getKey()), Path.of(link.getValue()));
    }
  }

  /** All of it, as text. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    directories.forEach(name -> text.append(name).append("/\n"));
    files.forEach((path, bytes) ->
        text.append(path).append(": ").append(bytes.replace("\n", "\\n")).append('\n'));
    links.forEach((path, to) -> text.append(path).append(" -> ").append(to).append('\n'));
    return text.toString();
  }

  // ---- what is right ------------------------------------------------------------------------

  private boolean one(int of) {
    return random.nextInt(of) == 0;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private void makeRight() {
    int count = random.nextInt(1, NAMES.size());
    for (String name : NAMES.subList(0, count)) {
      String type = any(List.of("oneshot", "longrun", "longrun", "bundle"));
      types.put(name, type);
      places.put(name, any(SOURCES));
      file(name, "type", type + (one(3) ? "" : "\n"));
      switch (type) {
        case "oneshot" -> oneshot(name);
        case "longrun" -> longrun(name);
        default -> set(name, "contents", true);
      }
      if (!type.equals("bundle") || one(4)) {
        set(name, "dependencies", one(4));
      }
      if (one(6)) {
        file(name, "flag-essential", "");
      }
      names.add(name);
    }
    pipelines();
    if (one(4)) {
      files.put(any(SOURCES) + "/README", "no service\n");
      files.put(any(SOURCES) + "/.git/config", "");
    }
  }

  private String path(String name, String file) {
    return places.get(name) + "/" + name + "/" + file;
  }

  private void file(String name, String file, String text) {
    files.put(path(name, file), text);
  }

  private void oneshot(String name) {
    file(name, "up", any(SCRIPTS));
    if (one(2)) {
      file(name, "down", any(SCRIPTS));
    }
    timeouts(name);
  }

  private void longrun(String name) {
    file(name, "run", "#!/bin/sh\n");
    if (one(3)) {
      file(name, "finish", "");
    }
    if (one(3)) {
      file(name, "notification-fd", any(List.of("3\n", "4", "1\n")));
    }
    if (one(5)) {
      file(name, "lock-fd", "9\n");
    }
    for (String number : List.of("timeout-kill", "timeout-finish", "max-death-tally")) {
      if (one(6)) {
        file(name, number, any(RIGHT_NUMBERS));
      }
    }
    if (one(6)) {
      file(name, "down-signal", any(List.of("SIGINT\n", "HUP", "15\n", "usr1\n")));
    }
    if (one(6)) {
      file(name, "data/check", "");
      file(name, "env/A", "b");
    }
    timeouts(name);
  }

  private void timeouts(String name) {
    for (String timeout : List.of("timeout-up", "timeout-down")) {
      if (one(4)) {
        file(name, timeout, any(RIGHT_NUMBERS));
      }
    }
  }

  /** Names of services before this one, in one of the two forms or in both. */
  private void set(String name, String file, boolean needed) {
    int form = needed ? random.nextInt(1, 4) : random.nextInt(4);
    if ((form & 1) != 0) {
      file(name, file, list(someNames()));
    }
    if ((form & 2) != 0) {
      directories.add(path(name, file + ".d"));
      someNames().forEach(other -> file(name, file + ".d/" + other, one(8) ? "x\n" : ""));
      if (one(8)) {
        file(name, file + ".d/.hidden", "");
      }
    }
  }

  private Set<String> someNames() {
    Set<String> some = new LinkedHashSet<>();
    for (int count = names.isEmpty() ? 0 : random.nextInt(3); count > 0; count--) {
      some.add(any(names));
    }
    return some;
  }

  private String list(Set<String> some) {
    StringBuilder text = new StringBuilder(one(4) ? "# some names\n\n \n" : "");
    some.forEach(name -> text.append(one(4) ? " \t" : "").append(name).append('\n'));
    if (one(6) && !some.isEmpty()) {
      text.append(some.iterator().next());
    }
    return text.toString();
  }

  private List<String> ofType(String type) {
    return names.stream().filter(name -> type.equals(types.get(name))).toList();
  }

  /** Each longrun may write to an earlier one, so that there is no circle. */
  private void pipelines() {
    List<String> longruns = ofType("longrun");
    Map<String, Set<String>> producers = new LinkedHashMap<>();
    Set<String> writing = new LinkedHashSet<>();
    for (int i = 1; i < longruns.size(); i++) {
      if (one(2)) {
        String consumer = longruns.get(random.nextInt(i));
        file(longruns.get(i), "producer-for", list(Set.of(consumer)));
        writing.add(longruns.get(i));
        producers.computeIfAbsent(consumer, _ -> new LinkedHashSet<>()).add(longruns.get(i));
      }
    }
    int named = 0;
    for (Map.Entry<String, Set<String>> consumer : producers.entrySet()) {
      file(consumer.getKey(), "consumer-for", list(consumer.getValue()));
      if (one(2) && (!writing.contains(consumer.getKey()) || one(6))) {
        file(consumer.getKey(), "pipeline-name", "pipe" + named++ + "\n");
      }
    }
  }

  // ---- what is wrong or odd -----------------------------------------------------------------

  private void makeOdd() {
    String name = any(names);
    switch (random.nextInt(7)) {
      case 0 -> oddType(name);
      case 1 -> oddKind(name);
      case 2 -> file(name, any(NUMBER_FILES), any(NUMBERS));
      case 3 -> oddName(name);
      case 4 -> oddReference(name);
      case 5 -> oddPipeline();
      default -> oddFile(name);
    }
  }

  private void oddType(String name) {
    String path = path(name, "type");
    switch (random.nextInt(4)) {
      case 0 -> files.remove(path);
      case 1 -> insteadADirectory(path);
      case 2 -> files.put(path, any(List.of("oneshot", "longrun", "bundle"))); // of another type
      default -> files.put(path, any(TYPES));
    }
  }

  /** A file that is missing, or is a directory, or a directory that is a file. */
  private void oddKind(String name) {
    List<String> needed =
        switch (String.valueOf(types.get(name))) {
          case "oneshot" -> List.of("up", "down", "reload");
          case "longrun" -> List.of("run", "finish", "data", "env", "template", "down-signal");
          default -> List.of("contents", "contents.d");
        };
    String file = any(one(3) ? List.of("dependencies", "dependencies.d", "timeout-up") : needed);
    String path = path(name, file);
    remove(path);
    switch (random.nextInt(3)) {
      case 0 -> {} // it is missing
      case 1 -> insteadADirectory(path);
      default -> files.put(path, "x\n");
    }
  }

  private void remove(String path) {
    files.keySet().removeIf(file -> file.equals(path) || file.startsWith(path + "/"));
    directories.remove(path);
  }

  private void insteadADirectory(String path) {
    remove(path);
    directories.add(path);
  }

  private void oddName(String name) {
    String source = any(SOURCES);
    switch (random.nextInt(6)) {
      case 0 -> directories.add(source + "/s6rc-x");
      case 1 -> files.put(source + "/s6-rc-y", "");
      case 2 -> links.put(source + "/dangling", "nowhere");
      case 3 -> directories.add(source + "/new\nline");
      case 4 -> {
        files.put("one/" + name + "/type", "bundle");
        files.put("two/" + name + "/type", "bundle");
        directories.add("one/" + name + "/contents.d");
        directories.add("two/" + name + "/contents.d");
      }
      default -> links.put(source + "/alias", "../" + places.get(name) + "/" + name);
    }
  }

  private void oddReference(String name) {
    String file = "bundle".equals(types.get(name)) ? "contents" : "dependencies";
    String other =
        any(
            List.of(
                any(names),
                any(names),
                any(names),
                name,
                "nobody",
                "s6rc-fdholder",
                "s6-rc-x",
                any(names) + " ",
                any(names) + "\r",
                "a/b",
                "pipe0",
                "."));
    if (directories.contains(path(name, file + ".d")) && !other.matches("[.]|.*/.*")) {
      file(name, file + ".d/" + other, "");
    } else {
      files.merge(path(name, file), other + "\n", (old, more) -> old + "\n" + more);
    }
  }

  private void oddPipeline() {
    String name = any(names);
    String file = any(List.of("producer-for", "consumer-for", "pipeline-name"));
    String said =
        any(
            List.of(
                "",
                "# nobody\n",
                any(names),
                any(names),
                any(names),
                "nobody",
                "p\nq",
                "s6rc-pipe\n",
                any(names) + "\n" + any(names),
                "pipe1"));
    files.put(path(name, file), said);
    if (one(4)) {
      files.put(path(any(names), "pipeline-name"), any(List.of("pipe0", any(names))));
    }
    if (one(3)) {
      String other = any(names);
      file(name, "producer-for", other);
      files.merge(path(other, "consumer-for"), name, (old, more) -> old + "\n" + more);
    }
  }

  private void oddFile(String name) {
    switch (random.nextInt(6)) {
      case 0 -> file(name, any(List.of("up", "down", "reload")), any(List.of("a {", "}", "\"a")));
      case 1 -> file(name, "down-signal", any(List.of("", "SIGTREM\n", "99\n", "KILL CONT")));
      case 2 -> {
        file(name, "notification-fd", any(List.of("3", "2", "0")));
        file(name, "lock-fd", any(List.of("3\n", "5\n", "1")));
      }
      case 3 -> file(name, "type.bak", "nothing");
      case 4 -> links.put(path(name, any(List.of("data", "finish", "dependencies"))), "nowhere");
      default -> file(name, "template/run", "");
    }
  }
}
