package muster.sources;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.plan.Position;

/**
 * What the comment between BEGIN INIT INFO and END INIT INFO says.
 *
 * @param at its first line, or the file where there is none
 * @param values the first of each key
 */
record LsbHeader(Position at, Map<Key, Value> values) {
  /** The keys that mean something here; case, and how many of - and _ are in one, do not matter. */
  enum Key {
    PROVIDES("provides", false),
    REQUIRED_START("required-start", false),
    REQUIRED_STOP("required-stop", false),
    SHOULD_START("should-start", true),
    SHOULD_STOP("should-stop", true),
    START_BEFORE("start-before", true),
    STOP_AFTER("stop-after", true),
    DEFAULT_START("default-start", false),
    DEFAULT_STOP("default-stop", false),
    INTERACTIVE("interactive", true),
    SHORT_DESCRIPTION("short-description", false),
    DESCRIPTION("description", false);

    private final String word;

    /** May it begin with X- and whatever follows? */
    private final boolean extension;

    Key(String word, boolean extension) {
      this.word = word;
      this.extension = extension;
    }

    /** As most write it: {@code X-Start-Before}. */
    String shown() {
      StringBuilder text =
          new StringBuilder(
              switch (this) {
                case START_BEFORE, STOP_AFTER, INTERACTIVE -> "x-";
                default -> "";
              });
      text.append(word);
      for (int i = 0; i < text.length(); i++) {
        if (i == 0 || text.charAt(i - 1) == '-') {
          text.setCharAt(i, Character.toUpperCase(text.charAt(i)));
        }
      }
      return text.toString();
    }

    /** Is its value names or runlevels? */
    boolean isList() {
      return switch (this) {
        case SHORT_DESCRIPTION, DESCRIPTION, INTERACTIVE -> false;
        default -> true;
      };
    }

    /**
     * @param written in small letters, with one - where there were several of - and _
     */
    static Optional<Key> of(String written) {
      for (Key key : values()) {
        if (written.equals(key.word)
            || key.extension && written.startsWith("x-") && written.endsWith(key.word)) {
          return Optional.of(key);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * What follows a key.
   *
   * @param at the key
   * @param text without blanks around
   * @param words of it
   */
  record Value(Position at, String text, List<Word> words) {
    /** Copies the words. */
    Value {
      words = List.copyOf(words);
    }
  }

  /** A name, and where it stands. */
  record Word(String text, Position at) {
    /** May what it names be missing? */
    boolean optional() {
      return text.startsWith("+");
    }

    String name() {
      return optional() ? text.substring(1) : text;
    }

    /** Does it stand for what insserv.conf says? */
    boolean isFacility() {
      return text.startsWith("$");
    }
  }

  /** Copies the values. */
  LsbHeader {
    Map<Key, Value> copy = new EnumMap<>(Key.class);
    copy.putAll(values);
    values = copy;
  }

  /** That of a script without one. */
  static LsbHeader none(String file) {
    return new LsbHeader(Position.of(file), Map.of());
  }

  boolean has(Key key) {
    return values.containsKey(key);
  }

  /** The words of a key, none if it is not there. */
  List<Word> words(Key key) {
    Value value = values.get(key);
    return value == null ? List.of() : value.words();
  }

  /** The text of a key, empty if it is not there. */
  String text(Key key) {
    Value value = values.get(key);
    return value == null ? "" : value.text();
  }

  /** The place of a key, or of the header if it is not there. */
  Position at(Key key) {
    Value value = values.get(key);
    return value == null ? at : value.at();
  }
}
