package muster.kernel;

/** A resource limit, soft and hard; −1 is no limit. The caller's buffer. */
public final class Limit {
  public long soft;
  public long hard;
}
