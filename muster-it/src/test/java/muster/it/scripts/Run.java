package muster.it.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a script did. */
record Run(int code, String out, String err) {
  /** A run takes a second at most on an idle machine. */
  private static final long DEADLINE_SECONDS = 120;

  /**
   * Runs a script to its end.
   *
   * @param directory is made and has to be new; the script leaves nothing in its {@code tmp}
   */
  static Run of(
      Interpreter interpreter, String script, Path directory, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path temporary = Files.createDirectories(directory.resolve("tmp"));
    Path file = Files.writeString(directory.resolve("script"), script);
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(interpreter.command(file))
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("MAKE.*|MFLAGS|MUSTER_.*"));
    builder.environment().put("TMPDIR", temporary.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("it hangs: " + file);
    }
    try (var left = Files.list(temporary)) {
      assertThat(left).as("what is left in TMPDIR").isEmpty();
    }
    return new Run(process.exitValue(), read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  /** Writes an executable file. */
  static Path program(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  /** What a recorder wrote: words, each with a NUL behind it. */
  static List<String> records(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    String text = read(file);
    assertThat(text).endsWith("\0");
    return List.of(text.substring(0, text.length() - 1).split("\0", -1));
  }
}
