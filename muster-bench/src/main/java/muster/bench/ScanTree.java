package muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A scan directory of so many equal services, in memory, for one supervisor after the other. */
record ScanTree(Path root, int services) implements AutoCloseable {
  /** Each service writes a byte into a FIFO as soon as it runs, and then stays. */
  static ScanTree make(int services, boolean ready) throws IOException, InterruptedException {
    Path memory = Path.of("/dev/shm");
    ScanTree tree =
        new ScanTree(
            Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "muster-bench-")
                : Files.createTempDirectory("muster-bench-"),
            services);
    Command.milliseconds(List.of("mkfifo", tree.fifo().toString()));
    Files.createDirectory(tree.scan());
    for (int i = 0; i < services; i++) {
      Path service = Files.createDirectory(tree.service(i));
      String speak = ready ? "echo >&3\nexec 3>&-\n" : "";
      Path run =
          Files.writeString(
              service.resolve("run"),
              "#!/bin/sh\n" + speak + "echo > " + tree.fifo() + "\nexec sleep 1000000\n");
      if (!run.toFile().setExecutable(true)) {
        throw new IOException("cannot make " + run + " executable");
      }
      if (ready) {
        Files.writeString(service.resolve("notification-fd"), "3\n");
      }
    }
    return tree;
  }

  Path scan() {
    return root.resolve("scan");
  }

  Path fifo() {
    return root.resolve("fifo");
  }

  Path service(int i) {
    return scan().resolve("s" + i);
  }

  /** Away with everything, so that the next supervisor finds what the first one found. */
  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
