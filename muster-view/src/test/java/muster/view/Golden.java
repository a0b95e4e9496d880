package muster.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Results that were looked at and kept, in src/test/resources beside the tests. With
 * -Dmuster.golden=write they are written instead of compared; look at what git says has changed.
 */
final class Golden {
  private static final Path RESOURCES = Path.of("src/test/resources");

  private Golden() {}

  /** What was kept under that name for the test. */
  static String read(Class<?> test, String name) throws IOException {
    return Files.readString(file(test, name));
  }

  private static Path file(Class<?> test, String name) {
    return RESOURCES.resolve(test.getPackageName().replace('.', '/')).resolve(name);
  }

  /** Is it what was kept under that name for the test? */
  static void check(Class<?> test, String name, String actual) throws IOException {
    Path file = file(test, name);
    if (System.getProperty("muster.golden", "").equals("write")) {
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, actual);
    }
    assertThat(actual)
        .as("%s; -Dmuster.golden=write keeps what is here", file)
        .isEqualTo(Files.readString(file));
  }
}
