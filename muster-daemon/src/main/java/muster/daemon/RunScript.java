package muster.daemon;

import java.util.List;

/** A launch as a script for sh that does the same, for those who execute files: s6-supervise. */
final class RunScript {
  private RunScript() {}

  /** The text, as bytes. PWD and OLDPWD may be others, because sh sets them. */
  static String of(Launch launch) {
    StringBuilder text = new StringBuilder("#!/bin/sh\ncd ");
    text.append(quoted(launch.directory())).append(" || exit 111\nexec");
    if (!launch.variables().isEmpty()) {
      // Not export, which takes only names that sh would have given.
      text.append(" env");
      add(launch.variables(), text);
      if (launch.words().getFirst().indexOf('=') >= 0) {
        text.append(" sh -c 'exec \"$0\" \"$@\"'"); // to env it would be one more variable
      }
    }
    add(launch.words(), text);
    return text.append('\n').toString();
  }

  private static void add(List<String> words, StringBuilder text) {
    for (String word : words) {
      text.append(' ').append(quoted(word));
    }
  }

  /** As one word of sh. */
  static String quoted(String word) {
    return isPlain(word) ? word : "'".concat(word.replace("'", "'\\''")).concat("'");
  }

  private static boolean isPlain(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!letter && "-_./:=,+@".indexOf(c) < 0) {
        return false;
      }
    }
    return !word.isEmpty();
  }
}
