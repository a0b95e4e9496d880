package muster.sources;

import java.util.Optional;

/**
 * A runlevel of System V's init.
 *
 * @param key S, in which a machine is initialised, or 0 (halt) to 6 (reboot)
 */
public record Runlevel(char key) {
  /** All of them, in the order in which they are printed. */
  static final String KEYS = "S0123456";

  /** Refuses what is no runlevel. */
  public Runlevel {
    if (KEYS.indexOf(key) < 0) {
      throw new IllegalArgumentException(key + " is no runlevel");
    }
  }

  /** The runlevel of that name; S may be small. */
  public static Optional<Runlevel> of(String name) {
    String key = name.equals("s") ? "S" : name;
    return key.length() == 1 && KEYS.contains(key)
        ? Optional.of(new Runlevel(key.charAt(0)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return String.valueOf(key);
  }
}
