package muster.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.plan.PlanReader.Refused;
import org.jspecify.annotations.Nullable;

/**
 * A paragraph of the plan file: a line that says what it is, and indented lines of a key and its
 * words. What is asked for is taken out; what is left in the end was not understood.
 */
final class PlanBlock {
  /** An indented line. */
  record Field(int line, List<String> words) {
    String key() {
      return words.getFirst();
    }

    /** One of the words after the key. */
    String word(int index) throws Refused {
      if (index + 1 >= words.size()) {
        throw refused("something is missing");
      }
      return words.get(index + 1);
    }

    /** All words after the key, of which there may be none. */
    List<String> rest() {
      return words.subList(1, words.size());
    }

    List<String> from(int index) throws Refused {
      word(index);
      return words.subList(index + 1, words.size());
    }

    long number(int index) throws Refused {
      long number = signed(index);
      if (number < 0) {
        throw refused(word(index) + " is no number");
      }
      return number;
    }

    /** A number that may be negative. */
    long signed(int index) throws Refused {
      try {
        return Long.parseLong(word(index));
      } catch (NumberFormatException e) {
        throw refused(word(index) + " is no number");
      }
    }

    Position position(int index) throws Refused {
      return new Position(word(index), (int) number(index + 1), (int) number(index + 2));
    }

    <E extends Enum<E>> E constant(int index, Class<E> type) throws Refused {
      for (E constant : type.getEnumConstants()) {
        if (PlanWriter.word(constant).equals(word(index))) {
          return constant;
        }
      }
      throw refused(word(index) + " is not known");
    }

    Refused refused(String why) {
      return new Refused(line, key() + ": " + why);
    }
  }

  private final Field head;
  private final List<Field> fields = new ArrayList<>();

  private PlanBlock(Field head) {
    this.head = head;
  }

  static List<PlanBlock> split(String text) throws Refused {
    List<PlanBlock> blocks = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    Map<String, String> known = new HashMap<>();
    for (int i = 1; i < lines.length; i++) { // the first is the banner
      if (lines[i].isEmpty()) {
        continue;
      }
      Optional<List<String>> words = Words.split(lines[i].strip());
      if (words.isEmpty()) {
        throw new Refused(i + 1, "it is no line of words");
      }
      Field field = new Field(i + 1, shared(words.get(), known));
      if (!lines[i].startsWith("  ")) {
        blocks.add(begin(field));
      } else if (blocks.isEmpty()) {
        throw field.refused("it belongs to nothing");
      } else {
        blocks.getLast().fields.add(field);
      }
    }
    return blocks;
  }

  /** The daemon keeps most of the words, and most are the same in each service. */
  private static List<String> shared(List<String> words, Map<String, String> known) {
    List<String> shared = new ArrayList<>(words.size());
    for (String word : words) {
      String before = known.putIfAbsent(word, word);
      shared.add(before == null ? word : before);
    }
    return shared;
  }

  private static PlanBlock begin(Field head) throws Refused {
    if (!head.key().equals("service") && !head.key().equals("bundle")) {
      throw head.refused("it is neither service nor bundle");
    }
    head.word(0);
    return new PlanBlock(head);
  }

  String kind() {
    return head.key();
  }

  String name() {
    return head.words().get(1);
  }

  List<Field> all(String key) {
    List<Field> found = new ArrayList<>();
    for (Iterator<Field> rest = fields.iterator(); rest.hasNext(); ) {
      Field field = rest.next();
      if (field.key().equals(key)) {
        found.add(field);
        rest.remove();
      }
    }
    return found;
  }

  @Nullable Field maybe(String key) throws Refused {
    List<Field> found = all(key);
    if (found.size() > 1) {
      throw found.get(1).refused("it is there twice");
    }
    return found.isEmpty() ? null : found.getFirst();
  }

  Field one(String key) throws Refused {
    Field field = maybe(key);
    if (field == null) {
      throw refused("it has no " + key);
    }
    return field;
  }

  boolean flag(String key) throws Refused {
    return maybe(key) != null;
  }

  @Nullable String text(String key) throws Refused {
    Field field = maybe(key);
    return field == null ? null : field.word(0);
  }

  long millis(String key) throws Refused {
    Field field = maybe(key);
    return field == null ? 0 : field.number(0);
  }

  /** Says what was not understood. */
  void done() throws Refused {
    if (!fields.isEmpty()) {
      throw fields.getFirst().refused("it is not known here");
    }
  }

  Refused refused(String why) {
    return head.refused(name() + ": " + why);
  }
}
