package muster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import muster.kernel.LinuxKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pictures in docs/pictures were looked at, and are drawn like that. To keep new ones: {@code
 * -Dmuster.golden=write}, and look at them.
 */
class PicturesTest {
  private static final Path PICTURES = Path.of("../docs/pictures");

  /** Sets that other people wrote, in our format, with what a picture shows of them. */
  private static final Path SETS = Path.of("src/test/resources/muster/cli/pictures");

  /** The same, as they were published; not everybody has them. */
  private static final Path PUBLISHED = Path.of("../../shared/corpus/s6-rc");

  static List<String> names() {
    return List.of("mlfs-s6", "michaeldeets-src", "smaeul-rc-user");
  }

  static Stream<String> published() {
    return names().stream().filter(name -> Files.isDirectory(PUBLISHED.resolve(name)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void setsInOurFormat(String name) throws IOException {
    check(name, picture(SETS.resolve(name)));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("published")
  void theSamePublishedForS6Rc(String name) throws IOException {
    assertThat(picture(PUBLISHED.resolve(name)))
        .isEqualTo(Files.readString(PICTURES.resolve(name + ".svg")));
  }

  @Test
  void aStart(@TempDir Path run) throws IOException {
    Path recorded = SETS.resolve("start");
    muster("compile", "-o", run.resolve("plan").toString(), recorded.toString());
    Files.copy(recorded.resolve("trace"), run.resolve("trace"));
    check("start", muster("chart", "--to", "svg", "--run", run.toString()));
  }

  private static void check(String name, String picture) throws IOException {
    Path file = PICTURES.resolve(name + ".svg");
    if (System.getProperty("muster.golden", "").equals("write")) {
      Files.writeString(file, picture);
    }
    assertThat(picture).isEqualTo(Files.readString(file));
  }

  private static String picture(Path set) {
    return muster("plan", "--to", "svg", set.toString());
  }

  private static String muster(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new Main(
                LinuxKernel::new,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8))
            .run(List.of(words));
    assertThat(code).as("%s", err.toString(UTF_8)).isZero();
    return out.toString(UTF_8);
  }
}
