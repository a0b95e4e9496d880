package muster.sim.core;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import muster.sim.Tally;

/** How often each state met each event, and how often each fault was made, over many runs. */
public final class Coverage {
  private final Map<Situation, Tally<Happening>> pairs = new EnumMap<>(Situation.class);
  private final Tally<Fault> faults = new Tally<>(Fault.class);
  private long events;

  public Coverage() {
    for (Situation situation : Situation.values()) {
      pairs.put(situation, new Tally<>(Happening.class));
    }
  }

  void pair(Situation situation, Happening happening) {
    in(situation).met(happening);
    events++;
  }

  void fault(Fault fault) {
    faults.met(fault);
  }

  private Tally<Happening> in(Situation situation) {
    return Objects.requireNonNull(pairs.get(situation));
  }

  public long events() {
    return events;
  }

  /** What can be met and was met less often than that. */
  public List<String> metLessThan(long times) {
    List<String> rare = new ArrayList<>();
    for (Situation situation : Situation.values()) {
      for (Happening happening : Happening.values()) {
        long met = in(situation).times(happening);
        if (met < times && happening.reachable(situation)) {
          rare.add(situation + " x " + happening + ": " + met);
        }
      }
    }
    for (Fault fault : Fault.values()) {
      if (faults.times(fault) < times) {
        rare.add("fault " + fault + ": " + faults.times(fault));
      }
    }
    return rare;
  }

  /** What the performer can never say, and yet was said. */
  public List<String> metThoughUnreachable() {
    List<String> met = new ArrayList<>();
    for (Situation situation : Situation.values()) {
      for (Happening happening : Happening.values()) {
        long times = in(situation).times(happening);
        if (times > 0 && !happening.reachable(situation)) {
          met.add(situation + " x " + happening + ": " + times);
        }
      }
    }
    return met;
  }

  /** Rows are events, columns are states; {@code .} is a pair that cannot be. Then the faults. */
  public String table() {
    StringBuilder out = new StringBuilder(String.format("%-24s", "event \\ state"));
    for (Situation situation : Situation.values()) {
      out.append(String.format("%10s", heading(situation)));
    }
    out.append('\n');
    for (Happening happening : Happening.values()) {
      out.append(String.format("%-24s", name(happening)));
      for (Situation situation : Situation.values()) {
        long met = in(situation).times(happening);
        out.append(String.format("%10s", happening.reachable(situation) ? met : "."));
      }
      out.append('\n');
    }
    out.append('\n');
    for (Fault fault : Fault.values()) {
      out.append(String.format("%-34s%10d%n", "fault: " + name(fault), faults.times(fault)));
    }
    return out.toString();
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String heading(Situation situation) {
    return switch (situation) {
      case DOWN -> "down";
      case BACKOFF -> "backoff";
      case SPAWNING -> "spawn";
      case UP -> "up";
      case UP_LEAVING -> "..leaving";
      case FINISH_SPAWNING -> "finspawn";
      case FINISH_SPAWNING_LEAVING -> "..leaving";
      case FINISHING -> "finishing";
      case FINISHING_LEAVING -> "..leaving";
      case GONE -> "gone";
    };
  }
}
