package muster.sim.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import muster.core.Event;
import muster.core.Moment;
import muster.core.ScanEvent;
import muster.core.Scanner;
import muster.core.Service;
import muster.daemon.Observer;
import muster.sim.Crossings;
import muster.sim.Happening;
import muster.sim.Situation;
import muster.sim.Tally;
import muster.sim.kernel.SystemCall;

/**
 * How often, in many runs, each state of a service and of the scanner met each event, each trouble
 * was made, each call failed, each command was sent and each event was heard.
 */
public final class DaemonCoverage implements Observer {
  private static final String COMMANDS = "abqhkti12pcyroduDUxOQlPCK?";
  private static final String EVENTS = "suUdODx";

  private final Crossings<Situation, Happening> services =
      new Crossings<>(Situation.values(), Happening.values(), DaemonCoverage::possible);
  private final Crossings<Scanner.Phase, ScanHappening> scanner =
      new Crossings<>(
          Scanner.Phase.values(),
          ScanHappening.values(),
          (phase, happening) -> happening.possible(phase));
  private final Tally<Trouble> troubles = new Tally<>(Trouble.values());
  private final Tally<SystemCall> failures = new Tally<>(SystemCall.values());
  private final TreeMap<String, Long> words = new TreeMap<>();

  public DaemonCoverage() {
    COMMANDS.chars().forEach(command -> words.put("sent " + (char) command, 0L));
    EVENTS.chars().forEach(event -> words.put("heard " + (char) event, 0L));
  }

  /** What the daemon can tell a service. The core is made for more. */
  private static boolean possible(Situation situation, Happening happening) {
    return switch (happening) {
      // A death is looked up by its pid, a channel is closed with its process, and a deadline that
      // has moved moves in the heap: nothing comes late or early.
      case READY_STALE, READINESS_CLOSED_STALE, DIED_STALE, TICK_EARLY -> false;
      // These are SIGQUIT and SIGINT to an s6-supervise, and there is no such process.
      case ABANDON, INTERRUPT -> false;
      // Only the manager hurries.
      case HURRY -> false;
      // The answer to a start comes before all else; who is gone is told nothing.
      default ->
          happening.reachable(situation)
              && situation != Situation.GONE
              && situation.awaits() == answer(happening);
    };
  }

  private static boolean answer(Happening happening) {
    return switch (happening) {
      case STARTED, NOT_EXECUTABLE, NO_RESOURCES, LOCKED, CONTRADICTION -> true;
      case FINISH_STARTED, FINISH_ABSENT, FINISH_FAILED -> true;
      default -> false;
    };
  }

  // ---- counting -----------------------------------------------------------------------------

  @Override
  public void service(Service before, Event event, Moment now) {
    services.met(Situation.of(before), Happening.of(before, event, now));
  }

  @Override
  public void scanner(Scanner.Phase before, ScanEvent event) {
    scanner.met(before, ScanHappening.of(event));
  }

  void trouble(Trouble trouble) {
    troubles.met(trouble);
  }

  void failed(SystemCall call) {
    failures.met(call);
  }

  void sent(char control) {
    words.merge("sent " + control, 1L, Long::sum);
  }

  void heard(char event) {
    words.merge("heard " + event, 1L, Long::sum);
  }

  /** What this one and another one have counted. */
  public DaemonCoverage plus(DaemonCoverage other) {
    DaemonCoverage sum = new DaemonCoverage();
    for (DaemonCoverage each : List.of(this, other)) {
      sum.services.add(each.services);
      sum.scanner.add(each.scanner);
      sum.troubles.add(each.troubles);
      sum.failures.add(each.failures);
      each.words.forEach((word, times) -> sum.words.merge(word, times, Long::sum));
    }
    return sum;
  }

  // ---- telling ------------------------------------------------------------------------------

  /** What can be met and was met less often than that. */
  public List<String> metLessThan(long enough) {
    List<String> rare = new ArrayList<>(services.metLessThan(enough));
    rare.addAll(scanner.metLessThan(enough));
    rare.addAll(troubles.metLessThan(enough));
    rare.addAll(failures.metLessThan(enough));
    words.forEach((word, times) -> {
      if (times < enough) {
        rare.add(word + ": " + times);
      }
    });
    return rare;
  }

  /** What is thought impossible and was met. */
  public List<String> metThoughImpossible() {
    List<String> met = new ArrayList<>(services.metThoughImpossible());
    met.addAll(scanner.metThoughImpossible());
    return met;
  }

  public String table() {
    StringBuilder out = new StringBuilder();
    out.append(services.table()).append('\n');
    out.append(scanner.table()).append('\n');
    out.append(troubles.table("trouble")).append(failures.table("failed"));
    words.forEach((word, times) -> out.append(String.format("%-40s%10d%n", word, times)));
    return out.toString();
  }
}
