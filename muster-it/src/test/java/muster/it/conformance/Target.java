package muster.it.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who supervises: the real s6-svscan, or Muster. Both get the same options, spelled their way. */
public enum Target {
  S6,
  MUSTER;

  static Target named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The supervisor's command line, without the directory. */
  List<String> command(List<String> options) {
    var command = new ArrayList<String>();
    if (this == MUSTER) {
      command.add(musterPath().toString());
      command.add("scan");
    } else {
      command.add("s6-svscan");
      if (!options.contains("rescan")) {
        command.add("-t0");
      }
    }
    for (int i = 0; i + 1 < options.size(); i += 2) {
      command.addAll(spelled(options.get(i), options.get(i + 1)));
    }
    return command;
  }

  private List<String> spelled(String option, String value) {
    if (this == S6) {
      return switch (option) {
        case "max" -> List.of("-c", value);
        case "rescan" -> List.of("-t", value);
        case "notify" -> List.of("-d", value);
        case "console" -> List.of("-X", value);
        default ->
            throw new IllegalArgumentException("unknown option of the supervisor: " + option);
      };
    }
    return switch (option) {
      case "max" -> List.of("--max", value);
      default -> throw new IllegalArgumentException("muster scan has no option like " + option);
    };
  }

  /** Given by {@code -Dmuster.command=PATH}, else found in a directory above this one. */
  private static Path musterPath() {
    var given = System.getProperty("muster.command", "");
    return given.isEmpty() ? above("muster") : Path.of(given).toAbsolutePath();
  }

  /** The nearest file called {@code name} in the working directory or above it. */
  static Path above(String name) {
    for (var dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      var candidate = dir.resolve(name);
      if (Files.exists(candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException("no " + name + " in or above " + Path.of("").toAbsolutePath());
  }
}
