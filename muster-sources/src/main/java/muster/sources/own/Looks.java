package muster.sources.own;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import muster.plan.Settings;

/** What texts have to look like. The patterns are those of the schema too: ECMAScript's. */
final class Looks {
  private static final String PORT =
      "([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";

  private static final String HOST = "(\\[[0-9A-Fa-f:.]+\\]|[^\\x00-\\x20\\x7f:/\\[\\]]+)";

  static final Shape.Text LINE = Shape.Text.of("one line of text", "[^\\x00-\\x1f\\x7f-\\x9f]+");

  static final Shape.Text PATH = Shape.Text.of("the name of a file", "[^\\x00]+");

  static final Shape.Text UMASK = Shape.Text.of("octal digits as text, as \"027\"", "0?[0-7]{3}");

  static final Shape.Text ACCOUNT =
      Shape.Text.of("a name or a number as text", "[^\\x00-\\x20\\x7f-\\x9f:/]+");

  static final Shape.Text HOST_AND_PORT =
      Shape.Text.of("an address, as \"127.0.0.1:80\" or \"[::1]:80\"", HOST + ":" + PORT);

  static final Shape.Text ADDRESS =
      Shape.Text.of(
          "an address, as \"127.0.0.1:80\" or \"/run/x.sock\"",
          HOST + ":" + PORT + "|/[^\\x00-\\x1f\\x7f]*");

  static final Shape.Text URL =
      Shape.Text.of(
          "a URL, as \"http://127.0.0.1:80/health\"",
          "http://" + HOST + "(:" + PORT + ")?(/[^\\x00-\\x20\\x7f]*)?");

  static final Shape.Text PATTERN =
      Shape.Text.of("a regular expression in one line", "[^\\x00\\n]+");

  static final Shape.Text LOG_SCRIPT =
      Shape.Text.of(
          "a script of s6-log, as \"n20 s1000000 T\"", "[^\\x00\\n]*[^\\x00\\n ][^\\x00\\n]*");

  static final Shape.Words<Settings.OnFailure> ON_FAILURE = words(Settings.OnFailure.values());

  static final Shape.Words<Settings.OnLoss> ON_LOSS = words(Settings.OnLoss.values());

  static final Shape.Words<String> SIGNAL = signals();

  /** The first that the C library leaves to programs, and the last. */
  private static final int REAL_TIME_MIN = 34;

  private static final int REAL_TIME_MAX = 64;

  /** What runs has a directory of its name, as s6-svscan allows it. */
  private static final int NAME_BYTES_MAX = 251;

  private Looks() {}

  /** Why a service cannot have this name, if it cannot. */
  static Optional<String> nameFault(String name, Kind kind) {
    boolean executed = kind == Kind.LONGRUN || kind == Kind.ONESHOT;
    if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("a name has at least one character, and no control characters");
    }
    if (executed && (name.indexOf('/') >= 0 || name.startsWith("."))) {
      return Optional.of(
          name
              + " cannot run under this name: it is that of its directory, so there is no / in it,"
              + " and no dot before it");
    }
    return executed && name.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES_MAX
        ? Optional.of("the name of what runs has at most " + NAME_BYTES_MAX + " bytes")
        : Optional.empty();
  }

  /** Constants as they are written: ON_FAILURE is on-failure. */
  static <E extends Enum<E>> Shape.Words<E> words(E[] constants) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E constant : constants) {
      words.put(word(constant), constant);
    }
    return Shape.Words.of(words);
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Those that have a name on every architecture, and the numbers of the real-time signals, which
   * have none. Source: signal(7).
   */
  private static Shape.Words<String> signals() {
    Map<String, String> names = new LinkedHashMap<>();
    String all =
        "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT"
            + " STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH POLL PWR SYS";
    for (String name : all.split(" ", -1)) {
      names.put(name, name);
    }
    for (int number = REAL_TIME_MIN; number <= REAL_TIME_MAX; number++) {
      names.put(String.valueOf(number), String.valueOf(number));
    }
    return new Shape.Words<>("the name of a signal, as \"TERM\"", names);
  }
}
