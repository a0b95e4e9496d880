package muster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log is read while it grows and is rotated: each line once, in its order. */
class LogCursorTest {
  @TempDir private Path directory = Path.of("");

  /** Writes as s6-log does; a rotation takes several steps, between which somebody may look. */
  private static final class Writer {
    private final Path log;
    private int line;
    private int archive;
    private int step;

    Writer(Path log) {
      this.log = log;
    }

    void append(int lines) throws IOException {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < lines; i++) {
        text.append("@%024x line %d%n".formatted(line, line));
        line++;
      }
      Files.writeString(
          log.resolve("current"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    boolean isRotating() {
      return step > 0;
    }

    void rotate() throws IOException {
      switch (step++) {
        case 0 -> Files.move(log.resolve("current"), log.resolve("previous"));
        case 1 -> Files.createFile(log.resolve("current"));
        case 2 -> {
          Path name = log.resolve("@%024x.s".formatted(archive++));
          Files.createLink(name, log.resolve("previous"));
        }
        default -> {
          Files.delete(log.resolve("previous"));
          step = 0;
        }
      }
    }
  }

  private static List<String> read(LogCursor cursor) throws IOException {
    List<String> lines = new ArrayList<>();
    while (cursor.next()) {
      lines.add(new String(cursor.bytes(), cursor.from(), cursor.to() - cursor.from(), UTF_8));
    }
    return lines;
  }

  private static List<String> lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(line -> "line " + line).toList();
  }

  private static int number(String line) {
    return Integer.parseInt(line.substring("line ".length()));
  }

  @Test
  void everyLineOnceWheneverItIsLookedAt() throws IOException {
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Writer writer = new Writer(Files.createDirectory(directory.resolve("log-" + seed)));
      writer.append(random.nextInt(5));
      List<String> read = new ArrayList<>();
      try (LogCursor cursor = new LogCursor(writer.log, "")) {
        for (int i = 0; i < 60; i++) {
          switch (random.nextInt(4)) {
            case 0 -> read.addAll(read(cursor));
            case 1 -> {
              if (cursor.next()) {
                read.add(
                    new String(cursor.bytes(), cursor.from(), cursor.to() - cursor.from(), UTF_8));
              }
            }
            case 2 -> writer.rotate();
            default -> {
              if (!writer.isRotating()) {
                writer.append(random.nextInt(1, 4));
              }
            }
          }
        }
        while (writer.isRotating()) {
          writer.rotate();
        }
        read.addAll(read(cursor));
      }
      assertThat(read).as("seed " + seed).isEqualTo(lines(0, writer.line));
    }
  }

  @Test
  void everyLineOnceWhileItIsRotated() throws Exception {
    Writer writer = new Writer(directory);
    int all = 4000;
    writer.append(1);
    Thread busy =
        Thread.ofPlatform()
            .start(() -> {
              try {
                while (writer.line < all) {
                  writer.append(1);
                  do {
                    writer.rotate();
                  } while (writer.isRotating());
                }
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    List<String> read = new ArrayList<>();
    try (LogCursor cursor = new LogCursor(directory, "")) {
      while (busy.isAlive()) {
        read.addAll(read(cursor));
      }
      read.addAll(read(cursor));
    }
    List<String> wrong = new ArrayList<>();
    for (int i = 1; i < read.size(); i++) {
      if (number(read.get(i)) != number(read.get(i - 1)) + 1) {
        wrong.add(read.get(i) + " after " + read.get(i - 1));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(read).isEqualTo(lines(0, all));
  }

  @Test
  void onlyAsManyFilesAreReadAsAreWanted() throws IOException {
    Writer writer = new Writer(directory);
    for (int i = 0; i < 5; i++) {
      writer.append(10);
      for (int step = 0; step < 4; step++) {
        writer.rotate();
      }
    }
    writer.append(3);
    try (LogCursor cursor = new LogCursor(directory, "")) {
      cursor.onlyLast(14);
      assertThat(read(cursor)).isEqualTo(lines(30, 53));
    }
    try (LogCursor cursor = new LogCursor(directory, "@%024x".formatted(3))) {
      assertThat(read(cursor)).isEqualTo(lines(30, 53)); // the names of archives are times
    }
  }

  @Test
  void oddLines() throws IOException {
    String longest = "x".repeat((1 << 20) + 10);
    Files.writeString(
        directory.resolve("current"),
        "unstamped\n@nonsense that begins like one, and is as long\n\n" + longest + "\ncut");
    try (LogCursor cursor = new LogCursor(directory, "")) {
      List<String> read = read(cursor);
      assertThat(read.subList(0, 3))
          .containsExactly("unstamped", "@nonsense that begins like one, and is as long", "");
      assertThat(String.join("", read.subList(3, read.size()))).isEqualTo(longest);
      Files.writeString(directory.resolve("current"), " no more\n", StandardOpenOption.APPEND);
      assertThat(read(cursor)).containsExactly("cut no more");
    }
  }
}
