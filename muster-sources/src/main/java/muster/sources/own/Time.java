package muster.sources.own;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import muster.sources.toml.TomlValue;

/**
 * A time with its unit, in milliseconds.
 *
 * @param zero can it be nothing at all?
 * @param none can it be the word for no limit, which is 0 in the model?
 */
record Time(boolean zero, boolean none) implements Shape<Long> {
  /** A pause: 0 is none. */
  static final Time PAUSE = new Time(true, false);

  /** A span in which something is counted. */
  static final Time SPAN = new Time(false, false);

  /** The most that something may take. */
  static final Time LIMIT = new Time(false, true);

  static final String NONE = "none";

  /** The longest is a hundred years: as nanoseconds it still fits into 64 bits. */
  static final long MILLIS_MAX = 36_500L * 24 * 3_600_000;

  static final String LOOK =
      "(?:([0-9]{1,15})d)?(?:([0-9]{1,15})h)?(?:([0-9]{1,15})m)?(?:([0-9]{1,15})s)?"
          + "(?:([0-9]{1,15})ms)?";

  private static final Pattern PATTERN = Pattern.compile(LOOK);
  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
  private static final long[] UNIT_MILLIS = {86_400_000, 3_600_000, 60_000, 1000, 1};

  @Override
  public String expected() {
    return "a time, as \"30s\" or \"1m30s\"" + (none ? ", or \"none\"" : "");
  }

  @Override
  public Optional<Long> read(TomlValue value, String path, Errors errors) {
    if (!(value instanceof TomlValue.Text(var _, String text))) {
      return errors.wrongType(path, this, value);
    }
    if (none && text.equals(NONE)) {
      return Optional.of(0L);
    }
    Optional<Long> millis = millis(text);
    if (millis.isEmpty()) {
      return errors.wrongValue(
          path, this, value, "\"" + text + "\" is none; the units are d, h, m, s and ms");
    }
    if (millis.get() == 0 && !zero) {
      return errors.wrongValue(
          path, this, value, none ? "no limit is written \"none\"" : "this is too short");
    }
    return millis.get() <= MILLIS_MAX
        ? millis
        : errors.wrongValue(path, this, value, "the longest is 36500d");
  }

  /** What a text means that looks like a time. */
  static Optional<Long> millis(String text) {
    Matcher parts = PATTERN.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      return Optional.empty();
    }
    long millis = 0;
    for (int unit = 0; unit < UNITS.length; unit++) {
      String number = parts.group(unit + 1);
      if (number != null) {
        long most =
            Long.MAX_VALUE / 2 / UNITS.length / UNIT_MILLIS[unit]; // more is too long anyway
        millis += Math.min(Long.parseLong(number), most) * UNIT_MILLIS[unit];
      }
    }
    return Optional.of(millis);
  }

  /** The shortest way to write it: {@code 1m30s}. */
  static String text(long millis) {
    if (millis == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    long rest = millis;
    for (int unit = 0; unit < UNITS.length; unit++) {
      if (rest >= UNIT_MILLIS[unit]) {
        text.append(rest / UNIT_MILLIS[unit]).append(UNITS[unit]);
        rest %= UNIT_MILLIS[unit];
      }
    }
    return text.toString();
  }
}
