package muster.sources.own;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.plan.Nearest;
import muster.sources.toml.TomlValue;

/** Resource limits by the names of prlimit(1), as it takes them: SOFT, or SOFT:HARD. */
record Limits() implements Shape<Map<String, String>> {
  static final String UNLIMITED = "unlimited";

  private static final String ONE = "([0-9]{1,18}|" + UNLIMITED + ")";
  private static final String PRLIMIT = ONE + "(:" + ONE + ")?";

  /** What a limit is counted in. */
  enum Unit {
    /** Things, or a priority. */
    NUMBER("a number or \"unlimited\"", "[0-9]{1,18}"),
    /** Bytes: also as a size. */
    BYTES("a size, as \"64M\", or \"unlimited\"", "[0-9]{1,18}[KMG]?"),
    /** Seconds of processor time: as a time. */
    SECONDS("a time, as \"30s\", or \"unlimited\"", Time.LOOK);

    final String expected;

    /** What a number looks like as text, for the schema. */
    final String look;

    Unit(String expected, String look) {
      this.expected = expected;
      this.look = look;
    }

    /** In the numbers of prlimit. */
    Optional<String> number(String text) {
      if (text.equals(UNLIMITED)) {
        return Optional.of(text);
      }
      Optional<Long> number =
          switch (this) {
            case NUMBER -> digits(text);
            case BYTES -> Size.bytes(text).or(() -> digits(text));
            case SECONDS -> Time.millis(text).filter(ms -> ms % 1000 == 0).map(ms -> ms / 1000);
          };
      return number.map(String::valueOf);
    }

    /** As we write a number of prlimit. */
    String text(String number) {
      return switch (this) {
        case NUMBER -> number;
        case BYTES -> number.equals(UNLIMITED) ? number : Size.text(Long.parseLong(number));
        case SECONDS ->
            number.equals(UNLIMITED) ? number : Time.text(Long.parseLong(number) * 1000);
      };
    }

    private static Optional<Long> digits(String text) {
      return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
  }

  static final Map<String, Unit> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("as", Unit.BYTES);
    NAMES.put("core", Unit.BYTES);
    NAMES.put("cpu", Unit.SECONDS);
    NAMES.put("data", Unit.BYTES);
    NAMES.put("fsize", Unit.BYTES);
    NAMES.put("locks", Unit.NUMBER);
    NAMES.put("memlock", Unit.BYTES);
    NAMES.put("msgqueue", Unit.BYTES);
    NAMES.put("nice", Unit.NUMBER);
    NAMES.put("nofile", Unit.NUMBER);
    NAMES.put("nproc", Unit.NUMBER);
    NAMES.put("rss", Unit.BYTES);
    NAMES.put("rtprio", Unit.NUMBER);
    NAMES.put("sigpending", Unit.NUMBER);
    NAMES.put("stack", Unit.BYTES);
  }

  @Override
  public String expected() {
    return "a table of limits, as { nofile = 65536, core = \"0:unlimited\" }";
  }

  @Override
  public Optional<Map<String, String>> read(TomlValue value, String path, Errors errors) {
    if (!(value instanceof TomlValue.Table(var _, List<TomlValue.Entry> entries))) {
      return errors.wrongType(path, this, value);
    }
    Map<String, String> limits = new LinkedHashMap<>();
    for (TomlValue.Entry entry : entries) {
      Unit unit = NAMES.get(entry.key());
      if (unit == null) {
        errors.say(
            "unknown-key",
            entry.at(),
            "there is no limit " + entry.key() + Nearest.question(entry.key(), NAMES.keySet()));
      } else {
        read(entry.value(), unit, path + "." + entry.key(), errors)
            .ifPresent(limit -> limits.putIfAbsent(entry.key(), limit));
      }
    }
    return Optional.of(limits);
  }

  private Optional<String> read(TomlValue value, Unit unit, String path, Errors errors) {
    Optional<String> limit =
        switch (value) {
          case TomlValue.Whole(var _, long number) -> limit(String.valueOf(number), unit);
          case TomlValue.Text(var _, String text) -> limit(text, unit);
          default -> Optional.empty();
        };
    if (limit.isEmpty()) {
      errors.say("value", value.at(), path + " wants " + unit.expected + ", or \"soft:hard\"");
    }
    return limit;
  }

  private static Optional<String> limit(String text, Unit unit) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return unit.number(text);
    }
    Optional<String> soft = unit.number(text.substring(0, colon));
    Optional<String> hard = unit.number(text.substring(colon + 1));
    return soft.isPresent() && hard.isPresent() && isOrdered(soft.get(), hard.get())
        ? Optional.of(soft.get() + ":" + hard.get())
        : Optional.empty();
  }

  /** Puts a limit of the model into a table, as it is if it cannot be understood. */
  static void write(String name, String limit, Entries entries) {
    Unit unit = NAMES.get(name);
    if (unit == null || !limit.matches(PRLIMIT)) {
      entries.text(name, limit);
      return;
    }
    String[] parts = limit.split(":", -1);
    String text = unit.text(parts[0]) + (parts.length > 1 ? ":" + unit.text(parts[1]) : "");
    if (text.matches("[0-9]+")) {
      entries.number(name, Long.parseLong(text), -1);
    } else {
      entries.text(name, text);
    }
  }

  private static boolean isOrdered(String soft, String hard) {
    return hard.equals(UNLIMITED)
        || (!soft.equals(UNLIMITED) && Long.parseLong(soft) <= Long.parseLong(hard));
  }
}
