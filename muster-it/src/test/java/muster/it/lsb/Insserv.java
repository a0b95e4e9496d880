package muster.it.lsb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Debian's insserv, enabling all scripts of a set in a tree of their own. */
final class Insserv {
  private static final String PROGRAM = "/sbin/insserv";

  /** A run takes some milliseconds. */
  private static final int SECONDS = 60;

  /** What it says before it refuses, and what that is to us: the rule of our finding. */
  private static final Map<String, String> REFUSALS = new LinkedHashMap<>();

  static {
    REFUSALS.put("has to be enabled to use service", "undefined");
    REFUSALS.put("has to exist for service", "undefined");
    REFUSALS.put("is missed in the runlevels", "runlevel");
    REFUSALS.put("Wrong runlevel key", "runlevel");
    REFUSALS.put("already provided!", "duplicate");
    REFUSALS.put("missing end of LSB comment", "header");
    REFUSALS.put("Loop detected during expanding system facilities", "cycle");
    REFUSALS.put("There is a loop", "cycle");
  }

  private final Path root;

  private Insserv(Path root) {
    this.root = root;
  }

  /**
   * What it made of a set.
   *
   * @param refusals why it refused it, empty if it did not
   * @param start what it starts directly before each script, from .depend.boot and .depend.start
   * @param stop what it stops directly before each script, from .depend.stop
   * @param startNumbers of the scripts' links S01name
   * @param stopNumbers of the scripts' links K01name
   * @param output all that it said
   */
  record Answer(
      Set<String> refusals,
      Order start,
      Order stop,
      Map<String, Integer> startNumbers,
      Map<String, Integer> stopNumbers,
      String output) {}

  /** The directory of the scripts of a tree. */
  static Path scripts(Path root) {
    return root.resolve("etc/init.d");
  }

  /**
   * Writes a set as it would be in /etc.
   *
   * @param scripts by name
   * @param configuration what insserv.conf says
   */
  static void write(Path root, Map<String, String> scripts, String configuration)
      throws IOException {
    Files.createDirectories(scripts(root));
    Files.createDirectories(root.resolve("dependencies"));
    Files.writeString(root.resolve("etc/insserv.conf"), configuration);
    for (var script : scripts.entrySet()) {
      Path file = scripts(root).resolve(script.getKey());
      Files.writeString(file, script.getValue());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /** Enables all scripts that are there, and then looks at the whole again. */
  static Answer enableAll(Path root) throws IOException, InterruptedException {
    List<String> names;
    try (var files = Files.list(scripts(root))) {
      names = files.map(Insserv::name).sorted().toList();
    }
    Insserv insserv = new Insserv(root);
    StringBuilder output = new StringBuilder();
    boolean accepted = insserv.run(names, output) && insserv.run(List.of(), output);
    return insserv.answer(accepted, output.toString());
  }

  private boolean run(List<String> scripts, StringBuilder output)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                PROGRAM,
                "-p",
                scripts(root).toString(),
                "-c",
                root.resolve("etc/insserv.conf").toString(),
                "-o",
                root.resolve("etc/insserv/overrides").toString(),
                "-i",
                root.resolve("dependencies").toString()));
    command.addAll(scripts);
    Path said = root.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("insserv does not end");
    }
    output.append(Files.readString(said));
    return process.exitValue() == 0;
  }

  private Answer answer(boolean accepted, String output) throws IOException {
    Set<String> refusals = new TreeSet<>();
    if (!accepted) {
      REFUSALS.forEach((said, rule) -> {
        if (output.contains(said)) {
          refusals.add(rule);
        }
      });
      if (refusals.isEmpty()) {
        refusals.add("?");
      }
      return new Answer(
          refusals, new Order(Map.of()), new Order(Map.of()), Map.of(), Map.of(), output);
    }
    Map<String, Set<String>> start = new TreeMap<>();
    read("boot", start);
    read("start", start);
    Map<String, Set<String>> stop = new TreeMap<>();
    read("stop", stop);
    return new Answer(
        refusals, new Order(start), new Order(stop), numbers('S'), numbers('K'), output);
  }

  /** Reads the rules of a file .depend.X, a makefile. */
  private void read(String name, Map<String, Set<String>> rules) throws IOException {
    for (String line : Files.readAllLines(root.resolve("dependencies/.depend." + name))) {
      int colon = line.indexOf(": ");
      if (colon >= 0) {
        rules
            .computeIfAbsent(line.substring(0, colon), _ -> new TreeSet<>())
            .addAll(Arrays.asList(line.substring(colon + 2).split(" ")));
      }
    }
  }

  private Map<String, Integer> numbers(char kind) throws IOException {
    Map<String, Integer> numbers = new TreeMap<>();
    try (var links = Files.walk(root.resolve("etc"), 2)) {
      links
          .map(Insserv::name)
          .filter(link -> link.matches(kind + "\\d\\d.+"))
          .forEach(link -> numbers.put(link.substring(3), Integer.valueOf(link.substring(1, 3))));
    }
    return numbers;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
