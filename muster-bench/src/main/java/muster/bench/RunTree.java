package muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A random set of services, about two dependencies each, that are ready 0 to 50 ms after their
 * start: the same for every manager. Each is a script of sh that says it is ready by a newline on
 * descriptor 3, and a byte into a FIFO for the benchmark.
 */
final class RunTree implements AutoCloseable {
  private static final int READY_MS_MAX = 50;
  private static final int DEPENDENCIES_MAX = 4;

  /** Dependencies are among the last so many: a graph as deep as those of real machines. */
  private static final int NEAR = 200;

  private final Path directory;
  final int services;
  final List<List<Integer>> needs = new ArrayList<>();
  final int[] readyMillis;

  private RunTree(Path directory, int services) {
    this.directory = directory;
    this.services = services;
    this.readyMillis = new int[services];
  }

  static RunTree make(int services, long seed) throws IOException {
    Path directory = Files.createTempDirectory(Path.of("/dev/shm"), "muster-bench");
    RunTree tree = new RunTree(directory, services);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < services; i++) {
      tree.readyMillis[i] = random.nextInt(READY_MS_MAX + 1);
      List<Integer> needed = new ArrayList<>();
      int count = i == 0 ? 0 : random.nextInt(DEPENDENCIES_MAX + 1);
      for (int k = 0; k < count; k++) {
        int another = i - 1 - random.nextInt(Math.min(i, NEAR));
        if (!needed.contains(another)) {
          needed.add(another);
        }
      }
      tree.needs.add(needed);
      tree.writeScript(i);
    }
    tree.writeToml();
    tree.writeDinit();
    return tree;
  }

  private static String name(int service) {
    return "s" + service;
  }

  Path script(int service) {
    return directory.resolve(name(service) + ".sh");
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  private void writeScript(int i) throws IOException {
    String text =
        "#!/bin/sh\nsleep 0.%03d\necho >&3\nexec 3>&-\nexec sleep 100000\n"
            .formatted(readyMillis[i]);
    Files.writeString(script(i), text);
    Files.setPosixFilePermissions(script(i), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void writeToml() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < services; i++) {
      text.append("[%s]\nrun = [\"./%s\"]\n".formatted(name(i), script(i).getFileName()));
      text.append("ready = { fd = 3 }\nlog = \"none\"\n");
      if (!needs.get(i).isEmpty()) {
        text.append("needs = [");
        needs.get(i).forEach(k -> text.append('"').append(name(k)).append("\", "));
        text.append("]\n");
      }
    }
    text.append("[all]\nbundle = [");
    for (int i = 0; i < services; i++) {
      text.append('"').append(name(i)).append("\", ");
    }
    text.append("]\n[default]\nbundle = []\n");
    Files.writeString(file("set.toml"), text);
  }

  private void writeDinit() throws IOException {
    Path dinit = Files.createDirectory(file("dinit"));
    StringBuilder all = new StringBuilder("type = internal\n");
    for (int i = 0; i < services; i++) {
      StringBuilder text = new StringBuilder("type = process\ncommand = " + script(i) + "\n");
      text.append("ready-notification = pipefd:3\nrestart = no\n");
      needs.get(i).forEach(k -> text.append("depends-on = ").append(name(k)).append('\n'));
      Files.writeString(dinit.resolve(name(i)), text);
      all.append("depends-on = ").append(name(i)).append('\n');
    }
    Files.writeString(dinit.resolve("all"), all);
    Files.writeString(dinit.resolve("boot"), "type = internal\n");
  }

  /** The longest chain of the waits for readiness, in milliseconds: no manager can be faster. */
  double criticalMillis() {
    double[] end = new double[services];
    double longest = 0;
    for (int i = 0; i < services; i++) {
      double start = 0;
      for (int k : needs.get(i)) {
        start = Math.max(start, end[k]);
      }
      end[i] = start + readyMillis[i];
      longest = Math.max(longest, end[i]);
    }
    return longest;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
