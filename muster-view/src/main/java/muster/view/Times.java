package muster.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import muster.core.Moment;

/** Moments and spans of time, as people and programs want to read them. */
public final class Times {
  private static final long SECONDS_A_MINUTE = 60;
  private static final long SECONDS_AN_HOUR = 60 * SECONDS_A_MINUTE;
  private static final long SECONDS_A_DAY = 24 * SECONDS_AN_HOUR;

  /** Below that, fractions are worth showing. */
  private static final long SHORT = 10 * Moment.SECOND;

  private Times() {}

  /**
   * How long ago something was.
   *
   * @return at least 0, in nanoseconds; by the wall clock where a container shows another uptime
   *     than the daemon counts in
   */
  static long since(Moment at, Moment now) {
    long nanos = now.nanos() - at.nanos();
    return nanos >= 0 ? nanos : Math.max(0, now.wallNanos() - at.wallNanos());
  }

  /** {@code 350 ms}, {@code 2.5 s}, {@code 42 s}, {@code 5 min}, {@code 3 h}, {@code 12 d}. */
  public static String span(long nanos) {
    long seconds = nanos / Moment.SECOND;
    if (nanos < Moment.SECOND) {
      return nanos / Moment.MILLISECOND + " ms";
    } else if (nanos < SHORT) {
      return counting(nanos);
    } else if (seconds < 2 * SECONDS_A_MINUTE) {
      return seconds + " s";
    } else if (seconds < 2 * SECONDS_AN_HOUR) {
      return seconds / SECONDS_A_MINUTE + " min";
    } else if (seconds < 2 * SECONDS_A_DAY) {
      return seconds / SECONDS_AN_HOUR + " h";
    }
    return seconds / SECONDS_A_DAY + " d";
  }

  /** The same, of what is counting: with no digit that nobody can read before it is another. */
  static String counting(long nanos) {
    long tenths = nanos / (Moment.SECOND / 10);
    return nanos < SHORT ? tenths / 10 + "." + tenths % 10 + " s" : span(nanos);
  }

  /** {@code 1.250 s}: for what is compared with others of its kind. */
  static String seconds(long nanos) {
    long millis = Math.round(nanos / (double) Moment.MILLISECOND);
    return millis / 1000 + "." + padded(millis % 1000, 3) + " s";
  }

  /** {@code 10:41:42}, with the date before it unless it is today. */
  static String clock(Moment at, Moment now, ZoneId zone) {
    ZonedDateTime time = Instant.ofEpochSecond(0, at.wallNanos()).atZone(zone);
    LocalDate today = Instant.ofEpochSecond(0, now.wallNanos()).atZone(zone).toLocalDate();
    String day = time.toLocalDate().equals(today) ? "" : time.toLocalDate() + " ";
    return day
        + padded(time.getHour(), 2)
        + ":"
        + padded(time.getMinute(), 2)
        + ":"
        + padded(time.getSecond(), 2);
  }

  /**
   * {@code 2026-11-27T10:41:42.123Z}. By hand: what the JDK has for it takes longer to load than
   * the rest of a status. Source: Fliegel and van Flandern, 1968, from March on.
   */
  static String iso(long wallNanos) {
    long seconds = Math.floorDiv(wallNanos, Moment.SECOND);
    long millis = Math.floorMod(wallNanos, Moment.SECOND) / Moment.MILLISECOND;
    long ofDay = Math.floorMod(seconds, SECONDS_A_DAY);
    long days = Math.floorDiv(seconds, SECONDS_A_DAY) + 719_468; // since 1 March of the year 0
    long era = Math.floorDiv(days, 146_097);
    long ofEra = days - era * 146_097;
    long yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    long ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long month = (5 * ofYear + 2) / 153; // counted from March
    long day = ofYear - (153 * month + 2) / 5 + 1;
    long year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0);
    return padded(year, 4)
        + "-"
        + padded(month < 10 ? month + 3 : month - 9, 2)
        + "-"
        + padded(day, 2)
        + "T"
        + padded(ofDay / SECONDS_AN_HOUR, 2)
        + ":"
        + padded(ofDay / SECONDS_A_MINUTE % 60, 2)
        + ":"
        + padded(ofDay % 60, 2)
        + "."
        + padded(millis, 3)
        + "Z";
  }

  private static String padded(long number, int digits) {
    String text = Long.toString(number);
    return "0".repeat(Math.max(0, digits - text.length())).concat(text);
  }
}
