package muster.plan;

/**
 * What a service says of another.
 *
 * @param on the other's name: a service or a bundle
 * @param at where it says so
 */
public record Dependency(Kind kind, String on, Position at) {
  /** What is said. */
  public enum Kind {
    /**
     * The other is up (ready, done) before this starts, and comes along; without it, this fails.
     */
    NEEDS,
    /** The other comes along and starts before this; when it fails, this starts all the same. */
    WANTS,
    /** When both start, this starts after the other. */
    AFTER,
    /** When both start, this starts before the other. */
    BEFORE
  }
}
