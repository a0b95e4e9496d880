package muster.daemon;

/** Where a service's lines go. */
public sealed interface LogTarget {
  /**
   * An s6-log directory.
   *
   * @param path absolute, bytes as chars
   * @param keep how many archives are kept
   * @param sizeBytes at which {@code current} becomes an archive
   */
  record Directory(String path, int keep, int sizeBytes) implements LogTarget {
    public static final int KEEP = 10;

    /** s6-log's, with its limits below. */
    public static final int SIZE_BYTES = 99_999;

    private static final int SIZE_MIN = 4096;
    private static final int SIZE_MAX = 268_435_455;

    public Directory {
      keep = Math.max(keep, 0);
      sizeBytes = Math.clamp(sizeBytes, SIZE_MIN, SIZE_MAX);
    }
  }

  /** The directory that all share whose lines go nowhere else; each line says whose it is. */
  record CatchAll() implements LogTarget {}

  /** They are read and thrown away. */
  record Nothing() implements LogTarget {}
}
