package muster.it.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;

/** Ends the processes that work in a directory, then deletes the directory. */
final class Cleaner {
  private static final String PREFIX = "muster-conformance-";
  private static final Pattern OWNED = Pattern.compile(PREFIX + "(\\d+)-.*");

  /** A process may start another one while we look: only this often is enough for everybody. */
  private static final int LOOKS = 200;

  private Cleaner() {}

  /** A directory for the plays of this process, after clearing those of processes that died. */
  static Path makeBase() throws IOException {
    var temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (var entries = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      for (var entry : entries) {
        var owner = OWNED.matcher(String.valueOf(entry.getFileName()));
        if (owner.matches() && !Stage.isAlive(Long.parseLong(owner.group(1)))) {
          clear(entry);
        }
      }
    }
    return Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
  }

  static void clear(Path directory) throws IOException {
    int quietLooks = 0;
    for (int look = 0; look < LOOKS && quietLooks < 2; look++) {
      quietLooks = killThoseIn(directory) ? 0 : quietLooks + 1;
    }
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      throw new IOException(e);
    }
  }

  /** Kills every process whose working directory is inside; false if there was none. */
  private static boolean killThoseIn(Path directory) throws IOException {
    boolean found = false;
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        try {
          if (Files.readSymbolicLink(process.resolve("cwd")).startsWith(directory)) {
            found = true;
            ProcessHandle.of(Long.parseLong(String.valueOf(process.getFileName())))
                .ifPresent(ProcessHandle::destroyForcibly);
          }
        } catch (IOException _) {
          // It has just ended, or is a zombie.
        }
      }
    }
    return found;
  }
}
