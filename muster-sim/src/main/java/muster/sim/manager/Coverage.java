package muster.sim.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import muster.core.Stage;
import muster.sim.Crossings;
import muster.sim.Tally;

/** How often each stage met each occasion, and how often each fault was made, over many runs. */
public final class Coverage {
  private final Crossings<Stage, Occasion> pairs =
      new Crossings<>(Stage.values(), Occasion.values(), Possible::meet);
  private final Tally<Fault> faults = new Tally<>(Fault.values());

  void met(Stage stage, Occasion occasion) {
    pairs.met(stage, occasion);
  }

  void fault(Fault fault) {
    faults.met(fault);
  }

  /** How often each fault was made, by its name, without those that were not. */
  public Map<String, Long> faults() {
    return faults.counts();
  }

  /** All that the managers were told. */
  public long events() {
    return pairs.all();
  }

  /** What can be met and was met less often than that. */
  public List<String> metLessThan(long times) {
    List<String> rare = new ArrayList<>(pairs.metLessThan(times));
    rare.addAll(faults.metLessThan(times));
    return rare;
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
