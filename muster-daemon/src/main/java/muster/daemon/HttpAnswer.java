package muster.daemon;

/** The beginning of an answer. Source: RFC 9112, section 4. */
final class HttpAnswer {
  static final int UNKNOWN = 0;
  static final int NONSENSE = -1;

  /**
   * {@code HTTP/1.1 200} and a space, or the end of the line: d is a digit, anything else itself.
   */
  private static final String FORM = "HTTP/1.d ddd";

  private static final int CODE = FORM.indexOf("ddd");
  private static final int BASE = 10;
  private static final int INTERIM_MIN = 100;
  private static final int INTERIM_MAX = 199;

  private HttpAnswer() {}

  /**
   * The status of the answer; those from 100 to 199 are announcements, which another follows.
   *
   * @return {@link #UNKNOWN} when more has to come, {@link #NONSENSE} when this is no answer
   */
  static int status(byte[] bytes, int length) {
    int start = 0;
    while (true) {
      int status = statusAt(bytes, start, length);
      if (status < INTERIM_MIN || status > INTERIM_MAX) {
        return status;
      }
      start = afterBlankLine(bytes, start, length);
      if (start < 0) {
        return UNKNOWN;
      }
    }
  }

  private static int statusAt(byte[] bytes, int start, int length) {
    int status = 0;
    for (int i = 0; i < FORM.length(); i++) {
      if (start + i >= length) {
        return UNKNOWN;
      }
      int c = bytes[start + i];
      boolean digit = c >= '0' && c <= '9';
      if (FORM.charAt(i) == 'd' ? !digit : c != FORM.charAt(i)) {
        return NONSENSE;
      }
      status = i >= CODE ? status * BASE + (c - '0') : 0;
    }
    int end = start + FORM.length();
    if (end >= length) {
      return UNKNOWN;
    }
    boolean over = bytes[end] == ' ' || bytes[end] == '\r' || bytes[end] == '\n';
    return over && status >= INTERIM_MIN ? status : NONSENSE;
  }

  /**
   * @return −1 when there is none yet
   */
  private static int afterBlankLine(byte[] bytes, int start, int length) {
    for (int i = start; i + 3 < length; i++) {
      if (bytes[i] == '\r'
          && bytes[i + 1] == '\n'
          && bytes[i + 2] == '\r'
          && bytes[i + 3] == '\n') {
        return i + 4;
      }
    }
    return -1;
  }
}
