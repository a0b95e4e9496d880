package muster.sim.core;

import java.util.ArrayList;
import java.util.List;
import muster.sim.Crossings;
import muster.sim.Happening;
import muster.sim.Situation;
import muster.sim.Tally;

/** How often each state met each event, and how often each fault was made, over many runs. */
public final class Coverage {
  private final Crossings<Situation, Happening> pairs =
      new Crossings<>(
          Situation.values(),
          Happening.values(),
          (situation, happening) -> happening.reachable(situation));
  private final Tally<Fault> faults = new Tally<>(Fault.values());

  void pair(Situation situation, Happening happening) {
    pairs.met(situation, happening);
  }

  void fault(Fault fault) {
    faults.met(fault);
  }

  public long events() {
    return pairs.all();
  }

  /** What can be met and was met less often than that. */
  public List<String> metLessThan(long times) {
    List<String> rare = new ArrayList<>(pairs.metLessThan(times));
    rare.addAll(faults.metLessThan(times));
    return rare;
  }

  /** What the performer can never say, and yet was said. */
  public List<String> metThoughUnreachable() {
    return pairs.metThoughImpossible();
  }

  /** What this one and another one have counted. */
  public Coverage plus(Coverage other) {
    Coverage sum = new Coverage();
    for (Coverage each : List.of(this, other)) {
      sum.pairs.add(each.pairs);
      sum.faults.add(each.faults);
    }
    return sum;
  }

  public String table() {
    return pairs.table() + "\n" + faults.table("fault");
  }
}
