package muster.daemon;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.trace.TraceRecord;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.plan.Plan;
import muster.plan.Words;

/**
 * How long each start took, from start to ready: the next time, the longest chain goes first. Kept
 * beside the logs, as a file of {@code NAME MILLISECONDS}, which {@code muster plan --durations}
 * reads too.
 */
final class StartTimes {
  static final String FILE = ".durations";

  /** A start takes as long as any other as long as nobody knows better. */
  private static final long UNKNOWN_MILLIS = 1;

  private static final int BYTES_MAX = 4 << 20;

  private final Map<String, Long> millis = new LinkedHashMap<>();
  private final Map<String, Moment> started = new LinkedHashMap<>();
  private boolean changed;

  /** What was kept; nothing if there is no file, and nothing of a line that is none. */
  static StartTimes read(Kernel kernel, String path) {
    StartTimes times = new StartTimes();
    Files.Content content = Files.read(kernel, Linux.AT_FDCWD, path, BYTES_MAX);
    String text = new String(content.bytes, StandardCharsets.UTF_8);
    for (String line : text.split("\n", -1)) {
      Optional<List<String>> words = Words.split(line);
      long number =
          words.isPresent() && words.get().size() == 2
              ? Decimal.parse(words.get().get(1), Integer.MAX_VALUE)
              : -1;
      if (number >= 0) {
        times.millis.put(words.get().getFirst(), number);
      }
    }
    return times;
  }

  /** By the nodes of the plan. */
  long[] of(Plan plan) {
    long[] all = new long[plan.services().size()];
    for (int node = 0; node < all.length; node++) {
      all[node] = Math.max(millis.getOrDefault(plan.name(node), UNKNOWN_MILLIS), UNKNOWN_MILLIS);
    }
    return all;
  }

  void note(TraceRecord.Changed service) {
    if (service.stage() == Stage.STARTING) {
      started.putIfAbsent(service.service(), service.at());
      return;
    }
    Moment since = started.remove(service.service());
    if (since != null && service.stage() == Stage.UP) {
      long taken = (service.at().nanos() - since.nanos()) / Moment.MILLISECOND;
      Long before = millis.put(service.service(), taken);
      changed |= before == null || before != taken;
    }
  }

  /** The file, when it has become another since it was last asked for. */
  Optional<byte[]> takeChanges() {
    if (!changed) {
      return Optional.empty();
    }
    changed = false;
    StringBuilder text = new StringBuilder();
    millis.forEach(
        (name, taken) -> text.append(Words.join(List.of(name, Long.toString(taken)))).append('\n'));
    return Optional.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
