package muster.daemon;

/** What the log loop tells the policy loop. */
public sealed interface LogNews {
  /** The service by whose lines it came up. */
  String service();

  /** A line matched: who asked for it with this token is not told again. */
  record Matched(String service, long token) implements LogNews {}

  /** A sentence for people: something does not work. Said once, tried again and again. */
  record Trouble(String service, String text) implements LogNews {}

  /** Nothing is logged any more, because of a mistake that is made again and again. */
  record Hopeless(String service, String text) implements LogNews {}

  /** A sentence for people: it works again. */
  record Mended(String service, String text) implements LogNews {}
}
