package muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import muster.kernel.LinuxKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aVersionIsAResult() {
    assertThat(run("--version")).isZero();
    assertThat(text(out)).isEqualTo("muster " + Main.VERSION + "\n");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void helpIsAResult() {
    assertThat(run("--help")).isZero();
    assertThat(text(out)).startsWith("Usage: muster ").contains("scan DIR");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void anUnknownCommandIsWrongUsageInOneLine() {
    assertThat(run("frobnicate", "x")).isEqualTo(100);
    assertThat(text(out)).isEmpty();
    assertThat(text(err))
        .isEqualTo("muster: cannot run frobnicate: there is no such command; try muster --help\n");
  }

  @Test
  void noCommandIsWrongUsageInOneLine() {
    assertThat(run()).isEqualTo(100);
    assertThat(text(err)).startsWith("muster: cannot run: ").hasLineCount(1);
  }

  @Test
  void whatASourceIsNeedNotBeSaid(@TempDir Path directory) throws IOException {
    Path pairs = Files.writeString(directory.resolve("pairs"), "1 2\n3 4\n");
    assertThat(run("plan", pairs.toString())).isZero();
    assertThat(text(out)).isEqualTo("1 3\n2 4\n");
    assertThat(run("plan", "--from", "auto", directory.toString())).isEqualTo(1);
    assertThat(text(err))
        .isEqualTo(
            directory
                + ":1:1: error: nothing in this directory is known; say with --from what it is\n");
  }

  @Test
  void onlyInitScriptsHaveRunlevels(@TempDir Path directory) throws IOException {
    Path pairs = Files.writeString(directory.resolve("pairs"), "1 2\n3 4\n");
    assertThat(run("plan", "--runlevel", "2", pairs.toString())).isEqualTo(100);
    assertThat(run("plan", "--runlevel", "7", pairs.toString())).isEqualTo(100);
    assertThat(text(err))
        .isEqualTo(
            """
            muster: cannot plan: --runlevel: only init scripts have runlevels
            muster: cannot plan: --runlevel: 7 is none of S and 0 to 6
            """);
  }

  private int run(String... arguments) {
    return new Main(LinuxKernel::new, stream(out), stream(err)).run(List.of(arguments));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
