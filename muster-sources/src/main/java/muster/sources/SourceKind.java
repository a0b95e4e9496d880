package muster.sources;

import java.util.Optional;

/** What people keep services in. Not all of it is read. */
enum SourceKind {
  /** Pairs of names. */
  TSORT("tsort", "pairs of names"),
  /** Source definition directories of s6-rc. */
  S6_RC("s6-rc", "s6-rc source directories"),
  /** A tree of s6-overlay, version 3. */
  S6_OVERLAY("s6-overlay", "s6-overlay trees"),
  /** Service directories of s6 or runit. */
  SERVICEDIR("servicedir", "service directories"),
  /** Init scripts, or insserv's configuration. */
  LSB("lsb", "init scripts"),
  /** Our own format. */
  TOML("toml", "TOML"),
  /** Units of systemd. */
  SYSTEMD("systemd", "systemd units"),
  /** Service files of dinit. */
  DINIT("dinit", "dinit service files");

  private final String word;
  private final String shown;

  SourceKind(String word, String shown) {
    this.word = word;
    this.shown = shown;
  }

  /** What people call it. */
  String shown() {
    return shown;
  }

  /** How it is read, if it is. */
  Optional<Format> format() {
    return Format.of(word);
  }
}
