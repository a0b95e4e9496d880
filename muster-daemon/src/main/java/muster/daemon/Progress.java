package muster.daemon;

import java.util.LinkedHashMap;
import java.util.Map;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.trace.TraceRecord;

/** What people who look at the daemon's messages are told of how services move. */
final class Progress extends Deadlines.Member {
  /** So long a stop may take before it is said who is waited for, and between two times. */
  private static final long PAUSE = 2 * Moment.SECOND;

  /** More of them are a number. */
  private static final int NAMED_MAX = 5;

  private final Loop loop;
  private final Messages messages;
  private final Map<String, TraceRecord.Changed> last = new LinkedHashMap<>();

  /** Who is on its way down, and since when. */
  private final Map<String, Moment> stopping = new LinkedHashMap<>();

  Progress(Loop loop, Messages messages) {
    this.loop = loop;
    this.messages = messages;
  }

  void tell(TraceRecord.Changed changed) {
    TraceRecord.Changed before = last.put(changed.service(), changed);
    keepCount(changed);
    if (before != null && before.stage() == changed.stage()) {
      return;
    }
    String name = Launch.bytes(changed.service());
    switch (changed.stage()) {
      case UP -> messages.info(name + " is up");
      case FAILED -> messages.warn(name + " has failed: " + Launch.bytes(changed.reason()));
      case BACKOFF -> messages.warn(name + " " + Launch.bytes(changed.reason()) + again(changed));
      case DOWN -> {
        if (before != null && before.stage() != Stage.FAILED && before.stage() != Stage.WAITING) {
          messages.info(name + " is down");
        }
      }
      case WAITING, STARTING, STOPPING, FINISHING -> {}
    }
  }

  private static String again(TraceRecord.Changed changed) {
    long pause = changed.due() - changed.at().nanos();
    return pause <= 0
        ? "; starting it again"
        : "; starting it again in " + seconds(pause) + " (restart " + changed.restarts() + ")";
  }

  private static String seconds(long nanos) {
    long tenths = (nanos + 50 * Moment.MILLISECOND) / (100 * Moment.MILLISECOND);
    return tenths / 10 + "." + tenths % 10 + " s";
  }

  // ---- who is waited for --------------------------------------------------------------------

  private void keepCount(TraceRecord.Changed changed) {
    boolean goes = changed.stage() == Stage.STOPPING || changed.stage() == Stage.FINISHING;
    if (!goes) {
      stopping.remove(changed.service());
    } else if (stopping.putIfAbsent(changed.service(), changed.at()) == null
        && stopping.size() == 1) {
      loop.deadlines().set(this, changed.at().plus(PAUSE));
    }
  }

  /** Somebody does not want to wait any longer. */
  void hurry() {
    StringBuilder killed = new StringBuilder();
    int count = 0;
    for (String name : stopping.keySet()) {
      TraceRecord.Changed service = last.get(name);
      if (service != null && service.pid() != 0 && count++ < NAMED_MAX) {
        killed.append(killed.isEmpty() ? "killing " : ", ");
        killed.append(service.stage() == Stage.FINISHING ? "the finish of " : "");
        killed.append(Launch.bytes(name));
        killed.append(" (pid ").append(service.pid()).append(')');
      }
    }
    if (count > NAMED_MAX) {
      killed.append(" and ").append(count - NAMED_MAX).append(" more");
    }
    messages.info(
        killed.isEmpty()
            ? "hurrying: whoever is stopped now has a second"
            : killed + "; each of the next has a second");
  }

  @Override
  void due() {
    Moment now = loop.clock();
    int told = 0;
    for (Map.Entry<String, Moment> each : stopping.entrySet()) {
      TraceRecord.Changed service = last.get(each.getKey());
      long waited = now.nanos() - each.getValue().nanos();
      if (service != null && waited >= PAUSE && told++ < NAMED_MAX) {
        messages.info(waiting(service, waited, now));
      }
    }
    if (told > NAMED_MAX) {
      messages.info("and for " + (told - NAMED_MAX) + " more");
    }
    if (!stopping.isEmpty()) {
      loop.deadlines().set(this, now.plus(PAUSE));
    }
  }

  private static String waiting(TraceRecord.Changed service, long waited, Moment now) {
    return "waiting for "
        + Launch.bytes(service.service())
        + " (pid "
        + service.pid()
        + ") to stop, for "
        + seconds(waited)
        + "; "
        + next(service, now);
  }

  private static String next(TraceRecord.Changed service, Moment now) {
    if (service.due() != Moment.NEVER) {
      return "it is killed in " + seconds(Math.max(service.due() - now.nanos(), 0));
    }
    return service.limit() == Moment.NEVER
        ? "it is not going to be killed"
        : "it is given up in " + seconds(Math.max(service.limit() - now.nanos(), 0));
  }
}
