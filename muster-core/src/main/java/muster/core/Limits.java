package muster.core;

/** How much of anything there may be; each limit says why it is what it is. */
public final class Limits {
  private Limits() {}

  /** The longest line of a service directory's small file: as in s6, a name and a newline. */
  public static final int LINE_BYTES = 4096;
}
