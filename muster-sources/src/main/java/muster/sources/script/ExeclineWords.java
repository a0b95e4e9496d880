package muster.sources.script;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Words as execlineb reads them.
 *
 * <p>What the script substitutes, it substitutes in names and programs too. So its variables have
 * names that do not occur there: those in the texts here, or with a number.
 */
final class ExeclineWords {
  private static final List<String> KEYS = List.of("STATE", "SCANDIR", "OTHER", "START", "CODE");

  private static final Pattern KEY = Pattern.compile("\\b(" + String.join("|", KEYS) + ")\\b");

  private final String suffix;

  private ExeclineWords(String suffix) {
    this.suffix = suffix;
  }

  /**
   * @param data all that comes from the sources
   */
  static ExeclineWords of(List<String> data) {
    String suffix = "";
    for (int i = 1; occurs(suffix, data); i++) {
      suffix = Integer.toString(i);
    }
    return new ExeclineWords(suffix);
  }

  private static boolean occurs(String suffix, List<String> data) {
    return data.stream()
        .filter(word -> word.contains("$"))
        .anyMatch(word -> KEYS.stream().anyMatch(key -> occurs(key + suffix, word)));
  }

  private static boolean occurs(String key, String word) {
    return word.contains("$" + key) || word.contains("${" + key);
  }

  /** A piece of the script, with the variables' names as they are in this one. */
  String script(String text) {
    return suffix.isEmpty() ? text : KEY.matcher(text).replaceAll("$1" + suffix);
  }

  /** In quotes, if it needs them. */
  static String word(String word) {
    return Shell.plain(word) ? word : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
