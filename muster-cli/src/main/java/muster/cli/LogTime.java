package muster.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import muster.core.wire.Tai64n;
import org.jspecify.annotations.Nullable;

/** The time of a line: as it stands in logs, as people say it, and as they read it. */
final class LogTime {
  private static final long MILLIS = 1_000_000;
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final ZoneId zone;

  /** A second has many lines. */
  private long shownSecond = Long.MIN_VALUE;

  private String shown = "";

  LogTime(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * What somebody means: {@code 90s}, {@code 10m}, {@code 2h} or {@code 3d} ago; {@code 14:05} or
   * {@code 14:05:30} today; {@code 2026-11-27}, with {@code T} or a blank and the time of the day
   * behind it; or a stamp as in the logs.
   *
   * @return the stamp of that moment
   */
  static String stamp(String option, String said, ZonedDateTime now) throws Arguments.Unusable {
    try {
      if (said.startsWith("@")) {
        return stamp(said);
      }
      Instant moment = ago(said, now);
      return stamp(moment == null ? day(said, now).toInstant() : moment);
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
      throw new Arguments.Unusable(
          option
              + ": "
              + said
              + " is no time; write 10m (ago; also s, h, d), 14:05, 2026-11-27 or 2026-11-27T14:05");
    }
  }

  private static @Nullable Instant ago(String said, ZonedDateTime now) {
    long unit =
        switch (said.isEmpty() ? ' ' : said.charAt(said.length() - 1)) {
          case 's' -> 1;
          case 'm' -> 60;
          case 'h' -> 3600;
          case 'd' -> 86_400;
          default -> 0;
        };
    if (unit == 0) {
      return null;
    }
    long count = Integer.parseUnsignedInt(said.substring(0, said.length() - 1));
    return now.toInstant().minusSeconds(Math.multiplyExact(count, unit));
  }

  private static ZonedDateTime day(String said, ZonedDateTime now) {
    if (said.indexOf('-') < 0) {
      return now.with(LocalTime.parse(said));
    }
    String[] parts = said.split("[T ]", 2);
    LocalDate day = LocalDate.parse(parts[0]);
    LocalTime time = parts.length == 1 ? LocalTime.MIDNIGHT : LocalTime.parse(parts[1]);
    return day.atTime(time).atZone(now.getZone());
  }

  private static String stamp(String said) {
    byte[] stamp = HexFormat.of().parseHex(said, 1, said.length());
    if (stamp.length != Tai64n.BYTES || !Tai64n.valid(stamp, 0)) {
      throw new IllegalArgumentException(said);
    }
    return text(stamp);
  }

  private static String stamp(Instant moment) {
    byte[] stamp = new byte[Tai64n.BYTES];
    long nanos = Math.multiplyExact(moment.getEpochSecond(), 1000 * MILLIS) + moment.getNano();
    Tai64n.put(stamp, 0, nanos);
    return text(stamp);
  }

  private static String text(byte[] stamp) {
    return "@".concat(HexFormat.of().formatHex(stamp));
  }

  // ---- for people ---------------------------------------------------------------------------

  /** The moment of a stamp; 1970 for what is none, which stands before the first stamp. */
  static Instant moment(String stamp) {
    if (!stamp.startsWith("@")) {
      return Instant.EPOCH;
    }
    byte[] label = HexFormat.of().parseHex(stamp, 1, stamp.length());
    return Tai64n.valid(label, 0) ? Instant.ofEpochSecond(0, Tai64n.get(label, 0)) : Instant.EPOCH;
  }

  /** {@code 14:05:30}. */
  String clock(String stamp) {
    return CLOCK.format(moment(stamp).atZone(zone));
  }

  /** {@code 2026-11-27 14:05:30.123}. */
  String local(String stamp) {
    Instant moment = moment(stamp);
    if (moment.getEpochSecond() != shownSecond) {
      shownSecond = moment.getEpochSecond();
      shown = SECONDS.format(moment.atZone(zone));
    }
    String millis = Long.toString(1000 + moment.getNano() / MILLIS);
    return shown.concat(".").concat(millis.substring(1));
  }
}
