package muster.it;

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
}
