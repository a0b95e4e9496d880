package muster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import muster.core.wire.Tai64n;

/** The last lines of a service's log. */
final class LogTail {
  private static final String CURRENT = "current";
  private static final int BYTES_MAX = 16_384;
  private static final int STAMP = 1 + 2 * Tai64n.BYTES;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private LogTail() {}

  /** Nothing if there is no log, or it cannot be read: the chain is worth showing all the same. */
  static List<String> read(RunDirectory directory, String service, int most, ZoneId zone) {
    File own = new File(directory.file("logs/".concat(service)), CURRENT);
    List<String> lines =
        own.exists()
            ? tail(own)
            : ofService(service, tail(new File(directory.file("catch-all"), CURRENT)));
    List<String> last = lines.subList(Math.max(0, lines.size() - most), lines.size());
    return last.stream().map(line -> readable(line, zone)).toList();
  }

  private static List<String> tail(File current) {
    try (RandomAccessFile file = new RandomAccessFile(current, "r")) {
      long start = Math.max(0, file.length() - BYTES_MAX);
      byte[] bytes = new byte[(int) (file.length() - start)];
      file.seek(start);
      file.readFully(bytes);
      List<String> lines = new ArrayList<>(new String(bytes, UTF_8).lines().toList());
      if (start > 0) {
        lines.removeFirst(); // of which the beginning is not there
      }
      return lines;
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The catch-all has the service's name between the stamp and what it said. */
  private static List<String> ofService(String service, List<String> lines) {
    String name = " ".concat(service).concat(": ");
    List<String> own = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("@") && line.startsWith(name, STAMP)) {
        own.add(line.substring(0, STAMP + 1).concat(line.substring(STAMP + name.length())));
      }
    }
    return own;
  }

  /** With the time of day in place of a stamp of s6-log. */
  static String readable(String line, ZoneId zone) {
    if (line.length() < STAMP || line.charAt(0) != '@') {
      return line;
    }
    try {
      byte[] stamp = HexFormat.of().parseHex(line.substring(1, STAMP));
      return Tai64n.valid(stamp, 0)
          ? CLOCK.format(Instant.ofEpochSecond(0, Tai64n.get(stamp, 0)).atZone(zone))
              + line.substring(STAMP)
          : line;
    } catch (IllegalArgumentException e) {
      return line;
    }
  }
}
