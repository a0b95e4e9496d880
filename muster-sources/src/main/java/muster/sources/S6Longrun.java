package muster.sources;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import muster.plan.Nearest;
import muster.plan.Position;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.Restart;
import muster.plan.Stop;
import muster.plan.Work;

/** What the files of an s6 service directory say of its process. Source: servicedir of s6 2.11. */
final class S6Longrun {
  private static final int FINISH_MILLIS = 5000;
  private static final int FIRST_PRIVATE = 3;
  private static final int SIGNALS = 64;

  private static final Map<Integer, String> SIGNAL_NAMES =
      Map.of(
          1, "HUP", 2, "INT", 3, "QUIT", 6, "ABRT", 9, "KILL", 10, "USR1", 12, "USR2", 14, "ALRM",
          15, "TERM", 28, "WINCH");

  private static final List<String> KNOWN_SIGNALS =
      List.of(
          "ABRT", "ALRM", "BUS", "CHLD", "CONT", "FPE", "HUP", "ILL", "INT", "KILL", "PIPE", "QUIT",
          "SEGV", "STOP", "TERM", "TSTP", "TTIN", "TTOU", "USR1", "USR2", "POLL", "PROF", "SYS",
          "TRAP", "URG", "VTALRM", "XCPU", "XFSZ", "WINCH", "PWR");

  private final ServiceFiles files;

  S6Longrun(ServiceFiles files) {
    this.files = files;
  }

  /** Without a file {@code run} there is nothing, after an error. */
  Optional<Work.Longrun> read() {
    if (!files.exists("run")) {
      files.findings.error(
          "missing",
          Position.of(files.directory),
          "there is no file run, which starts the service");
      return Optional.empty();
    }
    return Optional.of(
        new Work.Longrun(
            new Program.Arguments(List.of("./run")),
            files.exists("finish") ? new Program.Arguments(List.of("./finish")) : null,
            files.number("timeout-finish").orElse((long) FINISH_MILLIS),
            readiness(),
            Restart.S6,
            new Stop(
                signal(),
                null,
                files.number("timeout-kill").orElse(0L),
                false,
                files.exists("flag-timeout-killpg") ? Stop.Kill.GROUP : Stop.Kill.PROCESS)));
  }

  private Readiness readiness() {
    Optional<Long> fd = files.number("notification-fd");
    Optional<Long> lock = files.number("lock-fd");
    warnOfStandardStream("notification-fd", fd);
    warnOfStandardStream("lock-fd", lock);
    if (fd.isPresent() && fd.equals(lock)) {
      files.findings.error(
          "descriptor", files.at("lock-fd"), "lock-fd and notification-fd are both " + fd.get());
    }
    files.number("max-death-tally");
    return fd.<Readiness>map(
            number -> new Readiness.Descriptor((int) Math.min(number, Integer.MAX_VALUE)))
        .orElseGet(Readiness.None::new);
  }

  private void warnOfStandardStream(String file, Optional<Long> descriptor) {
    if (descriptor.isPresent() && descriptor.get() < FIRST_PRIVATE) {
      files.findings.warn(
          "descriptor", files.at(file), "0, 1 and 2 are the standard streams; use 3 or more");
    }
  }

  private String signal() {
    if (!files.exists("down-signal")) {
      return Stop.S6.signal();
    }
    boolean readable = files.kind("down-signal") == Tree.Kind.FILE;
    byte[] bytes = readable ? files.read("down-signal").orElse(new byte[0]) : new byte[0];
    String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
    String name = text.toUpperCase(Locale.ROOT).replaceFirst("^SIG", "");
    if (KNOWN_SIGNALS.contains(name)) {
      return name;
    }
    if (text.matches("[0-9]{1,2}")
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= SIGNALS) {
      return SIGNAL_NAMES.getOrDefault(Integer.parseInt(text), text);
    }
    files.findings.warn(
        "signal",
        files.at("down-signal"),
        "there is no signal \"%s\", so s6 sends TERM%s"
            .formatted(text, Nearest.question(name, KNOWN_SIGNALS)));
    return Stop.S6.signal();
  }
}
