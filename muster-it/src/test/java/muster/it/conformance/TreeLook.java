package muster.it.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a directory holds: kinds, modes, links and the sizes of files, by name. */
final class TreeLook {
  private static final int FILE_TYPE = 0170000;

  private TreeLook() {}

  static List<String> shown(Path directory) throws IOException {
    var lines = new ArrayList<String>();
    lines.add(". " + kind(directory));
    try (var entries = Files.list(directory)) {
      for (var entry : entries.sorted().toList()) {
        var name = entry.getFileName().toString();
        if (!name.startsWith(Ear.PREFIX) && !name.startsWith("." + Ear.PREFIX)) {
          lines.add(name + " " + kind(entry));
        }
      }
    }
    return lines;
  }

  static String kind(Path path) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(path, "unix:mode,size", LinkOption.NOFOLLOW_LINKS);
    int mode = (Integer) Objects.requireNonNull(attributes.get("mode"));
    return switch (mode & FILE_TYPE) {
      case 0120000 -> "link to " + Files.readSymbolicLink(path);
      case 0040000 -> "directory %05o".formatted(mode & 07777);
      case 0010000 -> "fifo %04o".formatted(mode & 07777);
      case 0100000 -> "file %04o, %s bytes".formatted(mode & 07777, attributes.get("size"));
      default -> "other %o".formatted(mode);
    };
  }
}
