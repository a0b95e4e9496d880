package muster.it.s6rc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a program did.
 *
 * @param output what it wrote to standard output and error
 */
record Tool(int code, String output) {
  /** A run takes some seconds at most on an idle machine. */
  private static final long DEADLINE_SECONDS = 300;

  /** A command and files as its last arguments. */
  static List<String> command(List<String> command, List<Path> files) {
    List<String> all = new ArrayList<>(command);
    files.forEach(file -> all.add(file.toString()));
    return all;
  }

  /**
   * Runs a program to its end.
   *
   * @param directory is for what it writes
   */
  static Tool run(List<String> command, Path directory) throws IOException, InterruptedException {
    Path output = Files.createTempFile(directory, "output", "");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("it hangs: " + command);
    }
    return new Tool(process.exitValue(), Files.readString(output, UTF_8));
  }
}
