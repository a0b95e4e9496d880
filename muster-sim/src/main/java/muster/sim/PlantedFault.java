package muster.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A fault to be planted into a source file, as a file of {@code planted/} has it.
 *
 * @param source the file below the repository's root
 */
record PlantedFault(String name, String why, String source, String old, String fresh) {
  private static final Pattern FORM =
      Pattern.compile(
          "why: (?<why>.+)\nfile: (?<file>.+)\n--- instead of\n(?<old>.+)\n\\+\\+\\+ there is\n(?<fresh>.*)\n",
          Pattern.DOTALL);

  /** All of one directory, by name. */
  static List<PlantedFault> in(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".fault"))
          .sorted()
          .map(PlantedFault::read)
          .toList();
    }
  }

  private static PlantedFault read(Path file) {
    try {
      Matcher matcher = FORM.matcher(Files.readString(file));
      if (!matcher.matches()) {
        throw new IllegalArgumentException(file + " is not of the form that README.md describes");
      }
      String name = file.getFileName().toString().replace(".fault", "");
      return new PlantedFault(
          name,
          matcher.group("why"),
          matcher.group("file"),
          matcher.group("old"),
          matcher.group("fresh"));
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file, e);
    }
  }

  /** The source with the fault in it. */
  String plant(String code) {
    Matcher matcher = withAnySpace(old).matcher(code);
    if (!matcher.find()) {
      throw new IllegalArgumentException(name + ": the code that it replaces is not in " + source);
    }
    String planted = code.substring(0, matcher.start()) + fresh + code.substring(matcher.end());
    if (matcher.find()) {
      throw new IllegalArgumentException(
          name + ": the code that it replaces is in " + source + " twice");
    }
    return planted;
  }

  /** A formatter may have broken the lines elsewhere. */
  private static Pattern withAnySpace(String code) {
    StringBuilder pattern = new StringBuilder();
    code.chars()
        .filter(c -> !Character.isWhitespace(c))
        .forEach(c -> pattern.append(Pattern.quote(String.valueOf((char) c))).append("\\s*"));
    return Pattern.compile(pattern.substring(0, pattern.length() - "\\s*".length()));
  }
}
