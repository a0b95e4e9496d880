package muster.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/**
 * How often each of some states met each of some events, over many runs.
 *
 * @param <S> the states, which are the columns of the table
 * @param <E> the events, which are its rows
 */
public final class Crossings<S extends Enum<S>, E extends Enum<E>> {
  private final S[] states;
  private final E[] events;
  private final BiPredicate<S, E> possible;
  private final long[][] times;
  private long all;

  /**
   * @param possible which can meet at all
   */
  public Crossings(S[] states, E[] events, BiPredicate<S, E> possible) {
    this.states = states.clone();
    this.events = events.clone();
    this.possible = possible;
    this.times = new long[states.length][events.length];
  }

  public void met(S state, E event) {
    times[state.ordinal()][event.ordinal()]++;
    all++;
  }

  /** All meetings. */
  public long all() {
    return all;
  }

  /** Adds what another one has counted. */
  public void add(Crossings<S, E> other) {
    for (int s = 0; s < times.length; s++) {
      for (int e = 0; e < times[s].length; e++) {
        times[s][e] += other.times[s][e];
      }
    }
    all += other.all;
  }

  /** Those that can meet and met less often than that. */
  public List<String> metLessThan(long enough) {
    return which((possible, met) -> possible && met < enough);
  }

  /** Those that cannot meet and did. */
  public List<String> metThoughImpossible() {
    return which((possible, met) -> !possible && met > 0);
  }

  private interface Which {
    boolean is(boolean possible, long met);
  }

  private List<String> which(Which which) {
    List<String> found = new ArrayList<>();
    for (S state : states) {
      for (E event : events) {
        long met = times[state.ordinal()][event.ordinal()];
        if (which.is(possible.test(state, event), met)) {
          found.add(state.name() + " x " + event.name() + ": " + met);
        }
      }
    }
    return found;
  }

  /** {@code .} is a pair that cannot be. */
  public String table() {
    StringBuilder out = new StringBuilder(String.format("%-24s", "event \\ state"));
    for (S state : states) {
      out.append(String.format("%10s", state));
    }
    out.append('\n');
    for (E event : events) {
      out.append(String.format("%-24s", words(event)));
      for (S state : states) {
        long met = times[state.ordinal()][event.ordinal()];
        out.append(String.format("%10s", possible.test(state, event) ? met : "."));
      }
      out.append('\n');
    }
    return out.toString();
  }

  /** A constant's name as people write it. */
  public static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
