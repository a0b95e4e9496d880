package muster.sources.own;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import muster.sources.toml.TomlValue;

/** A number of bytes. */
record Size(long min, long max) implements Shape<Long> {
  static final String LOOK = "([0-9]{1,18})([KMG])";

  private static final Pattern PATTERN = Pattern.compile(LOOK);
  private static final String UNITS = "KMG";
  private static final long STEP = 1000;

  @Override
  public String expected() {
    return "a size from " + text(min) + " to " + text(max) + ", as \"1M\" or 1000000";
  }

  @Override
  public Optional<Long> read(TomlValue value, String path, Errors errors) {
    Optional<Long> bytes =
        switch (value) {
          case TomlValue.Whole(var _, long number) -> Optional.of(number);
          case TomlValue.Text(var _, String text) -> bytes(text);
          default -> Optional.empty();
        };
    if (bytes.isEmpty()) {
      return value instanceof TomlValue.Text
          ? errors.wrongValue(path, this, value, "the units are K, M and G, powers of 1000")
          : errors.wrongType(path, this, value);
    }
    return bytes.get() >= min && bytes.get() <= max
        ? bytes
        : errors.wrongValue(path, this, value, "this is none");
  }

  /** What a text means that looks like a size; the largest there is if it is larger. */
  static Optional<Long> bytes(String text) {
    Matcher parts = PATTERN.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long bytes = Long.parseLong(parts.group(1));
    for (int i = UNITS.indexOf(parts.group(2)); i >= 0; i--) {
      bytes = bytes > Long.MAX_VALUE / STEP ? Long.MAX_VALUE : bytes * STEP;
    }
    return Optional.of(bytes);
  }

  /** The shortest way to write it: {@code 1M}, or only digits. */
  static String text(long bytes) {
    long number = bytes;
    String unit = "";
    for (int i = 0; i < UNITS.length() && number != 0 && number % STEP == 0; i++) {
      number /= STEP;
      unit = UNITS.substring(i, i + 1);
    }
    return number + unit;
  }
}
