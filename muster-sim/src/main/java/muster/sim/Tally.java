package muster.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How often each constant of an enum was met. */
public final class Tally<E extends Enum<E>> {
  private final E[] kinds;
  private final long[] times;

  public Tally(E[] kinds) {
    this.kinds = kinds.clone();
    this.times = new long[kinds.length];
  }

  public void met(E kind) {
    times[kind.ordinal()]++;
  }

  /** Adds what another one has counted. */
  public void add(Tally<E> other) {
    for (int i = 0; i < times.length; i++) {
      times[i] += other.times[i];
    }
  }

  /** Each that was met, in words, in the order of the constants. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (E kind : kinds) {
      if (times[kind.ordinal()] > 0) {
        counts.put(Crossings.words(kind), times[kind.ordinal()]);
      }
    }
    return counts;
  }

  public List<String> metLessThan(long enough) {
    List<String> rare = new ArrayList<>();
    for (E kind : kinds) {
      if (times[kind.ordinal()] < enough) {
        rare.add(kind.name() + ": " + times[kind.ordinal()]);
      }
    }
    return rare;
  }

  /**
   * @param what each of them is
   */
  public String table(String what) {
    StringBuilder out = new StringBuilder();
    for (E kind : kinds) {
      String name = what + ": " + Crossings.words(kind);
      out.append(String.format("%-40s%10d%n", name, times[kind.ordinal()]));
    }
    return out.toString();
  }
}
