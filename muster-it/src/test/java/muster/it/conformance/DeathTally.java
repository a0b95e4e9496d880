package muster.it.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The 14-byte records of {@code supervise/death_tally}. */
final class DeathTally {
  private static final int RECORD_BYTES = 14;

  private DeathTally() {}

  static List<String> shown(Path service, String name, Plain plain) throws IOException {
    var bytes = Files.readAllBytes(service.resolve("supervise/death_tally"));
    var lines = new ArrayList<String>();
    lines.add(
        "%d records, %d bytes left over"
            .formatted(bytes.length / RECORD_BYTES, bytes.length % RECORD_BYTES));
    var before = "";
    for (int at = 0; at + RECORD_BYTES <= bytes.length; at += RECORD_BYTES) {
      var label = Tai.label(bytes, at);
      lines.add(
          "%s exit %d signal %d%s"
              .formatted(
                  plain.stamp(name, label),
                  bytes[at + 12] & 0xff,
                  bytes[at + 13] & 0xff,
                  label.compareTo(before) <= 0 ? " (older than the one before)" : ""));
      before = label;
    }
    return lines;
  }
}
