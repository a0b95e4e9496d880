package muster.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PainterTest {
  private final Painter painter = new Painter();

  /** A terminal that knows no more than what is needed; its lines never end. */
  private static final class Screen {
    final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    int row;
    int column;

    void show(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '\n') {
          row++;
          column = 0;
          if (row == lines.size()) {
            lines.add(new StringBuilder());
          }
        } else if (c == '\r') {
          column = 0;
        } else if (c == '\u001b') {
          int end = i + 2;
          while (Character.isDigit(text.charAt(end))) {
            end++;
          }
          obey(text.charAt(end), text.substring(i + 2, end));
          i = end;
        } else {
          StringBuilder line = lines.get(row);
          line.setLength(Math.max(line.length(), column + 1));
          line.setCharAt(column++, c);
        }
      }
    }

    private void obey(char command, String number) {
      switch (command) {
        case 'A' -> row -= Integer.parseInt(number);
        case 'K' -> lines.get(row).setLength(column);
        case 'J' -> {
          lines.get(row).setLength(column);
          lines.subList(row + 1, lines.size()).clear();
        }
        default -> throw new AssertionError("unknown: " + command);
      }
    }

    List<String> shown() {
      return lines.stream().map(StringBuilder::toString).toList();
    }
  }

  @Test
  void linesScrollByAboveTheBlock() {
    SplittableRandom random = new SplittableRandom(1);
    Screen screen = new Screen();
    List<String> stay = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      List<String> lines = texts("line", random);
      List<String> block = texts("block", random);
      stay.addAll(lines);
      screen.show(painter.paint(lines, block, 80));
      List<String> all = new ArrayList<>(stay);
      all.addAll(block);
      all.add("");
      assertThat(screen.shown()).isEqualTo(all);
    }
  }

  private static List<String> texts(String name, SplittableRandom random) {
    return IntStream.range(0, random.nextInt(4))
        .mapToObj(i -> name + i + "x".repeat(random.nextInt(9)))
        .toList();
  }

  @Test
  void whatDoesNotChangeIsNotWritten() {
    assertThat(painter.paint(List.of(), List.of("a", "b"), 80)).isNotEmpty();
    assertThat(painter.paint(List.of(), List.of("a", "b"), 80)).isEmpty();
    assertThat(painter.paint(List.of(), List.of("a", "c"), 80)).isNotEmpty();
  }

  /** The terminal shows ^C where the cursor is: below the block, or before the next line. */
  @Test
  void whatWasTypedDoesNotStay() {
    Screen screen = new Screen();
    screen.show(painter.paint(List.of("a"), List.of("block"), 80));
    screen.show("^C");
    screen.show(painter.paint(List.of(), List.of("other"), 80));
    assertThat(screen.shown()).containsExactly("a", "other", "");
    screen.show(painter.paint(List.of("b"), List.of(), 80));
    screen.show("^C");
    screen.show(painter.paint(List.of("c"), List.of(), 80));
    assertThat(screen.shown()).containsExactly("a", "b", "c", "");
  }

  /** Of 50 characters on 20 columns, a line is three. */
  @Test
  void aTerminalThatBecameNarrower() {
    painter.paint(List.of(), List.of("\u001b[1m" + "a".repeat(50) + "\u001b[0m", "b"), 80);
    assertThat(painter.paint(List.of(), List.of("a"), 20)).startsWith("\r\u001b[4A");
  }
}
