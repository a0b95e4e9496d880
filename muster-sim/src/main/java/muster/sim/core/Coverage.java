package muster.sim.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How often each state met each event, and how often each fault was made, over many runs. */
public final class Coverage {
  private final long[][] pairs = new long[Situation.values().length][Happening.values().length];
  private final long[] faults = new long[Fault.values().length];
  private long events;

  void pair(Situation situation, Happening happening) {
    pairs[situation.ordinal()][happening.ordinal()]++;
    events++;
  }

  void fault(Fault fault) {
    faults[fault.ordinal()]++;
  }

  public long events() {
    return events;
  }

  /** What can be met and was met less often than that. */
  public List<String> metLessThan(long times) {
    List<String> rare = new ArrayList<>();
    for (Situation situation : Situation.values()) {
      for (Happening happening : Happening.values()) {
        long met = pairs[situation.ordinal()][happening.ordinal()];
        if (met < times && happening.reachable(situation)) {
          rare.add(situation + " x " + happening + ": " + met);
        }
      }
    }
    for (Fault fault : Fault.values()) {
      if (faults[fault.ordinal()] < times) {
        rare.add("fault " + fault + ": " + faults[fault.ordinal()]);
      }
    }
    return rare;
  }

  /** What the performer can never say, and yet was said. */
  public List<String> metThoughUnreachable() {
    List<String> met = new ArrayList<>();
    for (Situation situation : Situation.values()) {
      for (Happening happening : Happening.values()) {
        long times = pairs[situation.ordinal()][happening.ordinal()];
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
        long met = pairs[situation.ordinal()][happening.ordinal()];
        out.append(String.format("%10s", happening.reachable(situation) ? met : "."));
      }
      out.append('\n');
    }
    out.append('\n');
    for (Fault fault : Fault.values()) {
      out.append(String.format("%-34s%10d%n", "fault: " + name(fault), faults[fault.ordinal()]));
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
      case SPAWNING_LEAVING -> "..leaving";
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
