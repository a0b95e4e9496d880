package muster.it.logs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is in a log directory. */
final class LogFiles {
  private static final Pattern STAMP = Pattern.compile("(?m)^@[0-9a-f]{24} ");
  private static final Pattern ARCHIVE = Pattern.compile("@[0-9a-f]{24}(\\.[su])");

  private LogFiles() {}

  /** Each file, its mode and its content, but for times; archives in their order. */
  static List<String> look(Path directory) {
    List<String> files = new ArrayList<>();
    files.add(mode(directory));
    for (Path file : list(directory)) {
      String name = ARCHIVE.matcher(name(file)).replaceFirst("@$1");
      files.add(name + ' ' + mode(file) + '\n' + STAMP.matcher(read(file)).replaceAll("@ "));
    }
    return files;
  }

  /** The same in brief, for people: how long each line is. */
  static List<String> brief(Path directory) {
    return look(directory).stream().map(LogFiles::brief).toList();
  }

  private static String brief(String file) {
    List<String> lines = new ArrayList<>(file.lines().toList());
    String name = lines.removeFirst();
    return name + lines.stream().map(String::length).toList();
  }

  /** All lines, without stamps, from the oldest on. */
  static List<String> lines(Path directory) {
    List<String> lines = new ArrayList<>();
    for (Path file : list(directory)) {
      lines.addAll(STAMP.matcher(read(file)).replaceAll("").lines().toList());
    }
    return lines;
  }

  /** Archives are before {@code current}. */
  static List<Path> list(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
