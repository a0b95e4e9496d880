package muster.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine; without it the test is skipped, and says why. */
public final class Needs {
  private Needs() {}

  /**
   * Skips the test if {@code ./check} could not install a package: it lists those in the property
   * muster.missing.
   */
  public static void debianPackage(String name) {
    String missing = System.getProperty("muster.missing", "");
    Assumptions.assumeFalse(
        Arrays.asList(missing.split(" ")).contains(name), name + " is not installed");
  }

  /** Skips the test if a program, which is no package of Debian's, is not in the PATH. */
  public static void program(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    Assumptions.assumeTrue(
        Arrays.stream(path.split(":", -1)).anyMatch(in -> Files.isExecutable(Path.of(in, name))),
        name + " is not installed");
  }
}
