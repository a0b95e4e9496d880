package muster.sources.script;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.regex.Pattern;

/** Words as /bin/sh reads them. */
public final class Shell {
  /** Means itself: as an argument, as the value of a variable, and to execlineb too. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:,@%+=-]+");

  private Shell() {}

  static boolean plain(String word) {
    return PLAIN.matcher(word).matches();
  }

  /** In quotes, if it needs them. */
  public static String word(String word) {
    return plain(word) ? word : quoted(word);
  }

  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  static String words(List<String> words) {
    return words.stream().map(Shell::word).collect(joining(" "));
  }
}
