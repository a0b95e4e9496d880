package muster.sources;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import muster.plan.Findings;
import muster.plan.Nearest;
import muster.plan.Position;

/**
 * Reads the header of an init script, the first if there are several. Where insserv reads less than
 * stands there, everything is read, and it is said that insserv does not.
 *
 * <p>Source: scan_lsb_headers of insserv 1.24.
 */
final class LsbHeaderReader {
  private static final String BEGIN = "### BEGIN INIT INFO";
  private static final String END = "### END INIT INFO";

  /** What every header has to have, if only empty. */
  private static final List<LsbHeader.Key> NECESSARY =
      List.of(
          LsbHeader.Key.PROVIDES,
          LsbHeader.Key.REQUIRED_START,
          LsbHeader.Key.REQUIRED_STOP,
          LsbHeader.Key.DEFAULT_START,
          LsbHeader.Key.DEFAULT_STOP);

  private static final List<String> KEYS =
      Arrays.stream(LsbHeader.Key.values()).map(LsbHeader.Key::shown).toList();

  private final SourceText source;
  private final Findings findings;
  private final Map<LsbHeader.Key, LsbHeader.Value> values = new EnumMap<>(LsbHeader.Key.class);

  /** The line that is being read: its number, its first character, and that after its last. */
  private int line;

  private int start;
  private int end = -1;

  /** The list whose next line may be meant to belong to it. */
  private Optional<LsbHeader.Key> list = Optional.empty();

  private LsbHeaderReader(SourceText source, Findings findings) {
    this.source = source;
    this.findings = findings;
  }

  /**
   * @return nothing if there is no header
   */
  static Optional<LsbHeader> read(SourceText source, Findings findings) {
    return new LsbHeaderReader(source, findings).read();
  }

  private Optional<LsbHeader> read() {
    if (!findLine(BEGIN)) {
      return Optional.empty();
    }
    Position at = at(start);
    while (nextLine() && !contains(END)) {
      readLine();
    }
    LsbHeader header = new LsbHeader(at, values);
    if (start == source.text().length()) {
      findings.error("header", at, "the LSB header has no end; add the line " + END);
      return Optional.of(header);
    }
    complete(header);
    if (findLine(BEGIN)) {
      findings.warn("header", at(start), "this second LSB header is not read; remove one");
    }
    return Optional.of(header);
  }

  private void complete(LsbHeader header) {
    for (LsbHeader.Key key : NECESSARY) {
      if (!header.has(key)) {
        findings.warn(
            "header",
            header.at(),
            "the LSB header has no " + key.shown() + "; add it, if only empty");
      }
    }
  }

  // ---- lines --------------------------------------------------------------------------------

  /** Goes to the next line; after the last, start is the end of the text. */
  private boolean nextLine() {
    String text = source.text();
    start = end + 1;
    if (start >= text.length()) {
      start = text.length();
      end = start;
      return false;
    }
    line++;
    int newline = text.indexOf('\n', start);
    end = newline < 0 ? text.length() : newline;
    return true;
  }

  private boolean findLine(String marker) {
    while (nextLine()) {
      if (contains(marker)) {
        return true;
      }
    }
    return false;
  }

  private boolean contains(String marker) {
    return source.text().indexOf(marker, start, end) >= 0;
  }

  private Position at(int offset) {
    return new Position(source.file(), line, source.text().codePointCount(start, offset) + 1);
  }

  // ---- keys and values ----------------------------------------------------------------------

  private void readLine() {
    String text = source.text();
    if (start == end || text.charAt(start) != '#') {
      if (!text.substring(start, end).isBlank()) {
        findings.warn(
            "header", at(start), "this line of the LSB header is no comment, and is not read");
      }
      return;
    }
    int key = start + 1;
    while (key < end && blank(text.charAt(key))) {
      key++;
    }
    int colon = key;
    while (colon < end && keyCharacter(text.charAt(colon))) {
      colon++;
    }
    if (colon == key || colon == end || text.charAt(colon) != ':') {
      continuation(key);
      return;
    }
    String written = text.substring(key, colon).toLowerCase(Locale.ROOT).replaceAll("[-_]+", "-");
    list = LsbHeader.Key.of(written);
    if (list.isPresent()) {
      value(list.get(), at(key), colon + 1);
      list = list.filter(LsbHeader.Key::isList);
    } else {
      unknown(text.substring(key, colon), at(key));
    }
  }

  private void value(LsbHeader.Key key, Position at, int from) {
    String text = source.text().substring(from, end).strip();
    LsbHeader.Value value = new LsbHeader.Value(at, text, key.isList() ? words(from) : List.of());
    if (values.putIfAbsent(key, value) != null) {
      findings.warn("header", at, "this second " + key.shown() + " is not read; make them one");
    }
  }

  private List<LsbHeader.Word> words(int from) {
    String text = source.text();
    List<LsbHeader.Word> words = new ArrayList<>();
    boolean seen = true;
    int next = from;
    while (true) {
      int gap = next;
      while (next < end && delimiter(text.charAt(next))) {
        next++;
      }
      if (next >= end) {
        return words;
      }
      int word = next;
      while (next < end && !delimiter(text.charAt(next))) {
        next++;
      }
      LsbHeader.Word read = new LsbHeader.Word(text.substring(word, next), at(word));
      if (seen && !words.isEmpty() && (word - gap > 1 || text.charAt(gap) == '\t')) {
        seen = false;
        findings.warn(
            "unseen",
            read.at(),
            "insserv does not see %s and what follows; let one blank be between names"
                .formatted(read.text()));
      }
      words.add(read);
    }
  }

  private void continuation(int from) {
    String text = source.text();
    boolean deep = from > start + 2 || from > start + 1 && text.charAt(start + 1) == '\t';
    if (list.isPresent() && deep && from < end && text.charAt(from) != '\r') {
      findings.warn(
          "header",
          at(from),
          "this line is not read: " + list.get().shown() + " has to be one line");
    }
  }

  private void unknown(String key, Position at) {
    Nearest.to(key, KEYS)
        .ifPresent(nearest ->
            findings.warn(
                "header", at, key + " is no key of an LSB header; did you mean " + nearest + "?"));
  }

  private static boolean keyCharacter(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '_';
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean delimiter(char c) {
    return blank(c) || c == ',' || c == ';' || c == '\r';
  }
}
