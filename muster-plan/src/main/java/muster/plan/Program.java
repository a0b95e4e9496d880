package muster.plan;

import java.util.List;

/** Something to execute. Relative names are relative to the service's directory. */
public sealed interface Program {
  /**
   * A program and its arguments, which are executed as they are. A name without / is found in PATH.
   */
  record Arguments(List<String> words) implements Program {
    /** Copies the words, of which there is at least one. */
    public Arguments {
      words = List.copyOf(words);
      if (words.isEmpty()) {
        throw new IllegalArgumentException("a program has a name");
      }
    }
  }

  /** A text for /bin/sh. */
  record Script(String text) implements Program {}
}
