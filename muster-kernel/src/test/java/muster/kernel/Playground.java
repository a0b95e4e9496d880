package muster.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for one test, and nothing left of the test when it ends. */
final class Playground {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private final Kernel kernel;
  private Path directory = Path.of("/nonexistent");
  private List<Path> openBefore = List.of();

  Playground(Kernel kernel) {
    this.kernel = kernel;
  }

  String directory() {
    return directory.toString();
  }

  void open() {
    try {
      directory = Files.createTempDirectory("muster-kernel");
      openBefore = descriptors();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void close() {
    try {
      for (Path descriptor : descriptors()) {
        if (!openBefore.contains(descriptor) && isOfTests(descriptor)) {
          kernel.close(Integer.parseInt(descriptor.getFileName().toString()));
        }
      }
      endChildren();
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Of a test that failed half way; the next one shall not see them. Not by ProcessHandle: the JDK
   * sets SIGCHLD to its default when that class is loaded, caught or not.
   */
  private void endChildren() throws IOException {
    for (Path process : list(Path.of("/proc"))) {
      String name = process.getFileName().toString();
      if (name.matches("[0-9]+") && parentOf(process) == kernel.getpid()) {
        int pid = Integer.parseInt(name);
        kernel.kill(pid, Signals.KILL);
        kernel.waitid(Linux.P_PID, pid, 0, new ChildStatus());
      }
    }
  }

  private static int parentOf(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
      // After the name, which may have anything in it: state and parent.
      return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 4).split(" ", 2)[0]);
    } catch (IOException e) {
      return 0; // It ended meanwhile.
    }
  }

  private static List<Path> descriptors() throws IOException {
    return list(DESCRIPTORS);
  }

  private static List<Path> list(Path path) throws IOException {
    try (Stream<Path> all = Files.list(path)) {
      return all.toList();
    }
  }

  /** The JVM opens files of its own meanwhile, and caught signals stay so. */
  private boolean isOfTests(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("pipe:")
          || target.startsWith(directory.toString())
          || (target.startsWith("anon_inode:") && !target.contains("eventfd"));
    } catch (IOException e) {
      return false; // It was the one that listed the others.
    }
  }
}
