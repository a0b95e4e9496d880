package muster.it.shells;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real program {@code muster}, of the classes that were just compiled, in a directory. */
final class Program {
  /** A command takes a second at most on an idle machine. */
  static final long DEADLINE_SECONDS = 120;

  private static final List<String> MODULES =
      List.of("cli", "view", "sources", "plan", "daemon", "core", "kernel");

  private Program() {}

  /** Makes {@code muster} in a directory that can be in PATH. */
  static Path in(Path directory) throws IOException {
    List<String> classes = new ArrayList<>();
    for (String module : MODULES) {
      Path of = Path.of("../muster-" + module + "/target/classes").toAbsolutePath().normalize();
      if (!Files.isDirectory(of)) {
        throw new AssertionError("not compiled: " + of);
      }
      classes.add(of.toString());
    }
    String script =
        """
        #!/bin/sh
        exec '%s/bin/java' -XX:TieredStopAtLevel=1 -cp '%s' muster.cli.Main "$@"
        """
            .formatted(System.getProperty("java.home"), String.join(":", classes));
    Path program = Files.writeString(directory.resolve("muster"), script);
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What a command prints on both outputs together; it has to exit 0. */
  static String run(Path directory, List<String> words) throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "out", "");
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it hangs: " + words);
    }
    String text = Files.readString(out);
    if (process.exitValue() != 0) {
      throw new AssertionError(words + " exited " + process.exitValue() + ": " + text);
    }
    return text;
  }
}
