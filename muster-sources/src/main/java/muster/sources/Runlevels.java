package muster.sources;

/**
 * A set of runlevels.
 *
 * @param bits one for each of {@link Runlevel#KEYS}, in that order
 */
record Runlevels(int bits) {
  static final Runlevels NONE = new Runlevels(0);

  /** That of the scripts that initialise a machine. */
  static final Runlevels S = of("S");

  /** Those in which a machine serves. */
  static final Runlevels MULTI_USER = of("2345");

  /** Those that a machine boots to. */
  static final Runlevels BOOT = of("S2345");

  /** The runlevels with these keys. */
  static Runlevels of(String keys) {
    int bits = 0;
    for (int i = 0; i < keys.length(); i++) {
      bits |= 1 << Runlevel.KEYS.indexOf(keys.charAt(i));
    }
    return new Runlevels(bits);
  }

  static Runlevels of(Runlevel runlevel) {
    return of(runlevel.toString());
  }

  Runlevels and(Runlevel runlevel) {
    return new Runlevels(bits | of(runlevel).bits);
  }

  Runlevels without(Runlevels others) {
    return new Runlevels(bits & ~others.bits);
  }

  /** Is there one that is in both? */
  boolean meet(Runlevels others) {
    return (bits & others.bits) != 0;
  }

  boolean isEmpty() {
    return bits == 0;
  }

  /** As a header has them: {@code 2 3 4 5}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Runlevel.KEYS.length(); i++) {
      if ((bits & 1 << i) != 0) {
        text.append(text.isEmpty() ? "" : " ").append(Runlevel.KEYS.charAt(i));
      }
    }
    return text.toString();
  }
}
