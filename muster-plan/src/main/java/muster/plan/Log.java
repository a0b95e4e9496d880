package muster.plan;

/** Where a service's standard output goes. */
public sealed interface Log {
  /** Into a directory of its own, as s6-log writes it: so many old files of so many bytes. */
  record Files(int keep, long sizeBytes) implements Log {}

  /** Into a directory of its own, by a script of s6-log. */
  record Script(String text) implements Log {}

  /** To the catch-all logger. */
  record CatchAll() implements Log {}

  /** Nowhere. */
  record None() implements Log {}

  /**
   * Into a pipe to the standard input of another longrun of the set, its logger (s6-rc:
   * producer-for).
   */
  record To(String consumer, Position at) implements Log {}

  /** To the service in {@code log/} of its own service directory. */
  record OwnLogger() implements Log {}
}
