package muster.sources;

import java.util.Optional;

/** The formats that are read. */
public enum Format {
  /** Pairs of names, as for tsort(1). */
  TSORT("tsort"),
  /** Source directories of s6-rc. */
  S6_RC("s6-rc"),
  /** Trees of s6-overlay, version 3. */
  S6_OVERLAY("s6-overlay"),
  /** Service directories of s6 or runit. */
  SERVICEDIR("servicedir"),
  /** Init scripts with LSB headers. */
  LSB("lsb"),
  /** Our own: a table a service. */
  TOML("toml");

  private final String word;

  Format(String word) {
    this.word = word;
  }

  /** Its name on the command line. */
  public String word() {
    return word;
  }

  /** The format of that name. */
  public static Optional<Format> of(String word) {
    for (Format format : values()) {
      if (format.word.equals(word)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
