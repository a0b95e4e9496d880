package muster.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import muster.kernel.LinuxKernel;
import muster.plan.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of variables. */
class EnvironmentFilesTest {
  @TempDir Path directory;
  private final LinuxKernel kernel = new LinuxKernel();

  private EnvironmentFiles read(String... files) {
    Surroundings here = Surroundings.of(kernel, directory.toString(), List.of());
    Attributes attributes = new Attributes(null, 0, List.of(), null, List.of(files));
    return EnvironmentFiles.read(
        kernel, new Services.Of("web").attributes(attributes).settings(), here);
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text, StandardCharsets.ISO_8859_1);
  }

  @Test
  void linesAreVariablesAndLaterOnesReplaceEarlierOnes() throws IOException {
    file("one", "\n# a=b\n  ; c\nA=1\n_b2= yes = no \t\n");
    file("two", "A='it is'\nC=\"\\\"\\$x\\n\\`\\\\\"\r\nD=\nE=''\nF=\u00e9 'x'");
    assertThat(read("one", "-none", directory + "/two"))
        .isEqualTo(
            new EnvironmentFiles(
                List.of("_b2=yes = no", "A=it is", "C=\"$x\\n`\\", "D=", "E=", "F=\u00e9 'x'"),
                null));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "A,this is no NAME=VALUE",
        "=x,this is no NAME=VALUE",
        "1A=x,this is no NAME=VALUE",
        "A =x,this is no NAME=VALUE",
        "export A=x,this is no NAME=VALUE",
        "A='x,a quote has no end",
        "A='x' y,a quote has no end",
        "A=\"x\\\",a quote has no end",
        "A=',a quote has no end"
      })
  void whatIsNoVariableIsToldWithItsLine(String line, String told) throws IOException {
    file("one", "B=1\n" + line + "\n");
    assertThat(read("one").problem()).startsWith(directory + "/one:2: " + told);
    assertThat(read("one").variables()).isEmpty();
  }

  @Test
  void filesAreThereAndHaveABound() throws IOException {
    assertThat(read("none").problem()).isEqualTo(directory + "/none: there is no such file");
    assertThat(read("-.").problem()).isEqualTo(directory + "/.: Is a directory");
    file("big", "A=" + "x".repeat(65_533) + "\n");
    assertThat(read("big").problem()).isNull();
    file("big", "A=" + "x".repeat(65_534) + "\n");
    assertThat(read("big").problem()).contains("more than 65536 bytes");
  }
}
