package muster.it.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;

/** Ends the processes that work in a directory, then deletes the directory. */
public final class Cleaner {
  private static final String PREFIX = "muster-conformance-";
  private static final Pattern OWNED = Pattern.compile(PREFIX + "(\\d+)-.*");

  /** A kill takes effect at once; only a disk or a crowded machine makes it take longer. */
  private static final long DEADLINE_SECONDS = 60;

  private Cleaner() {}

  /** A directory for the plays of this process, after clearing those of processes that died. */
  public static Path makeBase() throws IOException {
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

  /**
   * Kills and deletes until nothing is left: one process may start another while we look, and a
   * killed one that has several threads can no longer be found here while its last thread still
   * makes a file.
   */
  public static void clear(Path directory) throws IOException {
    long deadline = System.nanoTime() + DEADLINE_SECONDS * 1_000_000_000L;
    while (true) {
      boolean quiet = !killThoseIn(directory);
      try {
        if (quiet) {
          delete(directory);
          return;
        }
      } catch (DirectoryNotEmptyException | NoSuchFileException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("processes keep being started in " + directory);
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
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
