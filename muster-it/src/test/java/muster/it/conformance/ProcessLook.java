package muster.it.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** What a process was given, read from {@code /proc/PID}. */
final class ProcessLook {
  private static final Pattern INODE = Pattern.compile("pipe:\\[(\\d+)]");
  private static final Pattern INVOCATION = Pattern.compile("(INVOCATION_ID)=[0-9a-f]{32}");

  /** Signals 32 and 33 belong to glibc. */
  private static final long OF_GLIBC = 0x180000000L;

  private final Path proc;
  private final long pid;
  private final Plain plain;
  private final Path root;

  ProcessLook(long pid, Plain plain, Path root) {
    this.proc = Path.of("/proc", Long.toString(pid));
    this.pid = pid;
    this.plain = plain;
    this.root = root;
  }

  /** One aspect, as one or more lines. */
  List<String> shown(String aspect) throws IOException {
    return switch (aspect) {
      case "args" -> List.of("args " + args());
      case "cwd" -> List.of("cwd " + underRoot(Files.readSymbolicLink(proc.resolve("cwd"))));
      case "session" -> List.of("session " + session());
      case "fds" -> descriptors();
      case "env" -> environment();
      case "signals" -> List.of(mask("SigBlk"), mask("SigIgn"), mask("SigCgt"));
      case "umask" -> List.of("umask " + statusField("Umask"));
      case "groups" -> List.of("uid " + statusField("Uid"), "gid " + statusField("Gid"));
      case "limits" -> limits();
      case "nice" -> List.of("nice " + stat(16));
      case "oom" ->
          List.of("oom_score_adj " + Files.readString(proc.resolve("oom_score_adj")).strip());
      case "nonewprivs" -> List.of("NoNewPrivs " + statusField("NoNewPrivs"));
      default -> throw new PlayFailed("unknown aspect of a process: " + aspect);
    };
  }

  String args() throws IOException {
    return Files.readString(proc.resolve("cmdline")).replace('\0', ' ').strip();
  }

  private String session() throws IOException {
    return "process group %s, session %s, terminal %s"
        .formatted(own(stat(2)), own(stat(3)), stat(4).equals("0") ? "none" : "some");
  }

  private String own(String id) {
    return id.equals(Long.toString(pid)) ? "its own" : "another's";
  }

  /** A field of {@code /proc/PID/stat}, counted from the state, which is 0. */
  private String stat(int index) throws IOException {
    var text = Files.readString(proc.resolve("stat"));
    return text.substring(text.lastIndexOf(')') + 2).split(" ", -1)[index];
  }

  private String statusField(String name) throws IOException {
    for (var line : Files.readAllLines(proc.resolve("status"))) {
      if (line.startsWith(name + ":")) {
        return line.substring(name.length() + 1).strip().replaceAll("\\s+", " ");
      }
    }
    return "?";
  }

  private String mask(String name) throws IOException {
    long bits = Long.parseUnsignedLong(statusField(name), 16) & ~OF_GLIBC;
    return "%s %016x".formatted(name, bits);
  }

  private List<String> descriptors() throws IOException {
    List<Path> numbers;
    try (var entries = Files.list(proc.resolve("fd"))) {
      numbers =
          entries
              .sorted(
                  Comparator.comparingInt(path -> Integer.parseInt(path.getFileName().toString())))
              .toList();
    }
    var lines = new ArrayList<String>();
    for (var number : numbers) {
      var target = Files.readSymbolicLink(number).toString();
      var pipe = INODE.matcher(target);
      var name = pipe.matches() ? plain.pipe(pipe.group(1)) : underRoot(Path.of(target));
      lines.add("fd " + number.getFileName() + " " + name + " " + access(number));
    }
    return lines;
  }

  /** How a descriptor was opened: r, w or rw, and the flags that a program would notice. */
  private String access(Path number) throws IOException {
    for (var line : Files.readAllLines(proc.resolve("fdinfo").resolve(number.getFileName()))) {
      if (line.startsWith("flags:")) {
        int flags = Integer.parseInt(line.substring(6).strip(), 8);
        var text = List.of("r", "w", "rw", "?").get(flags & 3);
        return text
            + ((flags & 02000) != 0 ? " append" : "")
            + ((flags & 04000) != 0 ? " nonblock" : "");
      }
    }
    return "?";
  }

  private List<String> environment() throws IOException {
    var text = Files.readString(proc.resolve("environ"));
    return Arrays.stream(text.split("\0", -1))
        .filter(one -> !one.isEmpty())
        .map(one -> INVOCATION.matcher(one).replaceAll("$1=<32 hex digits>"))
        .map(one -> "env " + one.replace(root.toString(), "<root>"))
        .sorted()
        .toList();
  }

  private List<String> limits() throws IOException {
    return Files.readAllLines(proc.resolve("limits")).stream()
        .skip(1)
        .map(line -> "limit " + line.strip().replaceAll("\\s+", " "))
        .toList();
  }

  private String underRoot(Path path) {
    return path.toString().replace(root.toString(), "<root>");
  }
}
