package muster.sources.script;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** What is said in scripts to those who read them. */
final class Comment {
  private static final int WIDTH = 96;

  private Comment() {}

  /** A text in one line, in which everything that is there can be seen. */
  static String visible(String text) {
    StringBuilder visible = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '\n' -> visible.append("\\n");
            case '\t' -> visible.append("\\t");
            case '\r' -> visible.append("\\r");
            default -> {
              if (shows(c)) {
                visible.appendCodePoint(c);
              } else {
                visible.append("\\u{%x}".formatted(c));
              }
            }
          }
        });
    return visible.toString();
  }

  private static boolean shows(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** Text of several lines, each a comment. */
  static String of(String text) {
    return text.lines().map(line -> line.isEmpty() ? "#\n" : "# " + line + "\n").collect(joining());
  }

  /** A heading. */
  static String rule(String text) {
    String begun = "# ---- " + text + " ";
    return begun + "-".repeat(Math.max(4, WIDTH - begun.length())) + "\n";
  }

  /**
   * What stands above a service. No line ends with a backslash, with which make would continue it.
   */
  static String of(Step step, Sync sync) {
    StringBuilder text = new StringBuilder();
    text.append(
        rule(step.number() + ". " + visible(step.name()) + ": " + step.service().work().kind()));
    text.append("# defined at ").append(visible(step.service().at().toString())).append('\n');
    if (sync == Sync.PRECISE && !step.after().isEmpty()) {
      text.append("# after ").append(list(step.after())).append('\n');
    }
    if (!step.needs().isEmpty()) {
      text.append("# needs ").append(list(step.needs())).append('\n');
    }
    return text.toString();
  }

  private static String list(List<Step> steps) {
    return steps.stream()
        .map(step -> step.number() + " (" + visible(step.name()) + ")")
        .collect(joining(", "));
  }
}
