package muster.plan;

import java.util.List;

/**
 * Something to say about a source.
 *
 * @param rule a short name that stays the same in every version, for filters: {@code cycle}
 * @param text what is wrong, why, and what to do, in one line
 * @param notes other places that belong to it, in the order of reading
 */
public record Finding(Severity severity, String rule, Position at, String text, List<Note> notes) {

  /** A place that belongs to a finding. */
  public record Note(Position at, String text) {
    @Override
    public String toString() {
      return visible(at + ": note: " + text);
    }
  }

  /** Copies its notes. */
  public Finding {
    notes = List.copyOf(notes);
  }

  /** One line, as compilers print it; notes are lines of their own. */
  @Override
  public String toString() {
    return visible(at + ": " + severity.word() + ": " + text);
  }

  /** What is repeated of a source may have anything in it; a line it has to stay. */
  private static String visible(String line) {
    if (line.chars().noneMatch(Character::isISOControl)) {
      return line;
    }
    StringBuilder visible = new StringBuilder();
    line.chars()
        .forEach(c -> {
          if (Character.isISOControl(c)) {
            visible.append("\\x%02x".formatted(c));
          } else {
            visible.append((char) c);
          }
        });
    return visible.toString();
  }
}
