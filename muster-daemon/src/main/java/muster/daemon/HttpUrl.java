package muster.daemon;

import java.util.List;
import muster.kernel.Endpoint;

/**
 * {@code http://HOST:PORT/PATH}, as bytes.
 *
 * @param authority HOST, or HOST:PORT
 * @param path with a slash before, and what may follow a question mark
 */
record HttpUrl(String authority, String path) {
  private static final String SCHEME = "http://";
  private static final int PORT = 80;
  private static final String HEX = "0123456789ABCDEF";

  /** What looks like one; the readers of sets see to that. */
  static HttpUrl of(String text) {
    String rest = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
    int end = rest.indexOf('#'); // what follows is for whoever shows the page
    String asked = end < 0 ? rest : rest.substring(0, end);
    int slash = asked.indexOf('/');
    return slash < 0
        ? new HttpUrl(asked, "/")
        : new HttpUrl(asked.substring(0, slash), asked.substring(slash));
  }

  /** None when the host is a name. */
  List<Endpoint> endpoints() {
    return Authority.endpoints(authority, PORT);
  }

  /** What a client sends to get it. */
  String request() {
    return "GET "
        .concat(encoded(path))
        .concat(" HTTP/1.1\r\nHost: ")
        .concat(authority)
        .concat("\r\nUser-Agent: muster\r\nAccept: */*\r\nConnection: close\r\n\r\n");
  }

  /** Only ASCII that can be seen may be in a request; percent signs are there already. */
  private static String encoded(String path) {
    StringBuilder out = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c > ' ' && c < 0x7f) {
        out.append(c);
      } else {
        out.append('%').append(HEX.charAt(c >> 4 & 0xf)).append(HEX.charAt(c & 0xf));
      }
    }
    return out.toString();
  }
}
