package muster.sim;

import java.util.EnumMap;
import java.util.Map;

/** How often each constant of an enum was met. */
public final class Tally<E extends Enum<E>> {
  private static final class Count {
    private long times;
  }

  private final Map<E, Count> counts;

  public Tally(Class<E> kinds) {
    counts = new EnumMap<>(kinds);
    for (E kind : kinds.getEnumConstants()) {
      counts.put(kind, new Count());
    }
  }

  public void met(E kind) {
    count(kind).times++;
  }

  public long times(E kind) {
    return count(kind).times;
  }

  private Count count(E kind) {
    Count count = counts.get(kind);
    if (count == null) {
      throw new IllegalArgumentException(kind.name());
    }
    return count;
  }
}
