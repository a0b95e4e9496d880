package muster.sim.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import muster.sim.Tally;

/** How often each trouble was made, each control byte sent and each event heard, in many runs. */
public final class DaemonCoverage {
  private final Tally<Trouble> troubles = new Tally<>(Trouble.class);
  private final Map<String, Integer> words = new TreeMap<>();

  void trouble(Trouble trouble) {
    troubles.met(trouble);
  }

  void sent(char control) {
    words.merge("sent " + control, 1, Integer::sum);
  }

  void heard(char event) {
    words.merge("heard " + event, 1, Integer::sum);
  }

  /** What was met less often than that. */
  public List<String> metLessThan(long times) {
    List<String> rare = new ArrayList<>();
    for (Trouble trouble : Trouble.values()) {
      if (troubles.times(trouble) < times) {
        rare.add(trouble + ": " + troubles.times(trouble));
      }
    }
    words.forEach((word, count) -> {
      if (count < times) {
        rare.add(word + ": " + count);
      }
    });
    return rare;
  }

  public String table() {
    StringBuilder out = new StringBuilder();
    for (Trouble trouble : Trouble.values()) {
      String name = trouble.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      out.append(String.format("trouble: %-26s%10d%n", name, troubles.times(trouble)));
    }
    words.forEach((word, count) -> out.append(String.format("%-35s%10d%n", word, count)));
    return out.toString();
  }
}
