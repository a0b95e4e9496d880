package muster.sources.script;

import java.util.Arrays;
import java.util.Optional;

/** Where a script waits. */
public enum Sync {
  /** Each service waits for exactly those that it is after. */
  PRECISE("precise"),
  /**
   * A rank begins when all of the one before are done: as few points to wait at as there can be.
   */
  RANKS("ranks");

  private final String word;

  Sync(String word) {
    this.word = word;
  }

  /** Its name on the command line. */
  public String word() {
    return word;
  }

  /** The one of that name. */
  public static Optional<Sync> of(String word) {
    return Arrays.stream(values()).filter(sync -> sync.word.equals(word)).findFirst();
  }
}
