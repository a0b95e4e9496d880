package muster.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.trace.TraceRecord;
import muster.core.trace.TraceRecord.Verb;
import org.jspecify.annotations.Nullable;

/**
 * What is going on with the whole set, as the trace tells it: it comes up, it is kept, it goes
 * down.
 */
public final class Passage {
  /** What is going on. */
  public sealed interface Phase {
    /** Nothing was asked for yet. */
    record Beginning() implements Phase {}

    /** The daemon brings up what it was started for. */
    record Starting(Moment since, long request, List<String> names) implements Phase {
      public Starting {
        names = List.copyOf(names);
      }
    }

    /** What happens is no longer shown in a block. */
    record Kept() implements Phase {}

    /**
     * Everything goes down.
     *
     * @param canHurry somebody has asked for it, and only once
     */
    record Stopping(Moment since, long request, boolean canHurry, List<String> names)
        implements Phase {
      public Stopping {
        names = List.copyOf(names);
      }
    }
  }

  /**
   * How a service is.
   *
   * @param since when it came into its stage, which may have been written several times
   * @param begun when it was last started; null if it never was
   * @param shown it came into its stage while a block showed it
   */
  record Seen(TraceRecord.Changed last, Moment since, @Nullable Moment begun, boolean shown) {
    Stage stage() {
      return last.stage();
    }
  }

  /** The number of what nobody has asked for: a service has ended that all is there for. */
  private static final long ITS_OWN = 0;

  private final Map<String, Seen> services = new LinkedHashMap<>();
  private Phase phase = new Phase.Beginning();

  public Phase phase() {
    return phase;
  }

  /** What a block shows goes on. */
  public boolean isMoving() {
    return !(phase instanceof Phase.Kept);
  }

  /**
   * The next record of the trace.
   *
   * @return the phase that has ended with it
   */
  public Optional<Phase> note(TraceRecord record) {
    switch (record) {
      case TraceRecord.Began _ -> {
        services.clear();
        phase = new Phase.Beginning();
      }
      case TraceRecord.Asked asked -> asked(asked);
      case TraceRecord.Changed changed ->
          services.compute(changed.service(), (_, before) -> seen(before, changed));
      case TraceRecord.Answered(_, long request, _, _) -> {
        if (request == request()) {
          Phase over = phase;
          phase = new Phase.Kept();
          return Optional.of(over);
        }
      }
    }
    return Optional.empty();
  }

  private void asked(TraceRecord.Asked asked) {
    switch (asked.verb()) {
      case END, HURRY -> {
        boolean once = asked.verb() == Verb.END && asked.request() != ITS_OWN;
        phase =
            phase instanceof Phase.Stopping(Moment since, long request, _, List<String> names)
                ? new Phase.Stopping(since, request, once, names)
                : new Phase.Stopping(asked.at(), asked.request(), once, living());
      }
      case START -> {
        if (phase instanceof Phase.Beginning) {
          phase = new Phase.Starting(asked.at(), asked.request(), asked.names());
        }
      }
      case STOP, PRUNE, RESTART, RELOAD -> {}
    }
  }

  private List<String> living() {
    List<String> names = new ArrayList<>();
    services.forEach((name, seen) -> {
      if (seen.stage() != Stage.DOWN && seen.stage() != Stage.FAILED) {
        names.add(name);
      }
    });
    return names;
  }

  private long request() {
    return switch (phase) {
      case Phase.Starting starting -> starting.request();
      case Phase.Stopping stopping -> stopping.request();
      case Phase.Beginning _, Phase.Kept _ -> -1;
    };
  }

  private Seen seen(@Nullable Seen before, TraceRecord.Changed changed) {
    if (before != null && before.stage() == changed.stage()) {
      return new Seen(changed, before.since(), before.begun(), before.shown());
    }
    Moment begun = before == null ? null : before.begun();
    return new Seen(
        changed,
        changed.at(),
        changed.stage() == Stage.STARTING ? changed.at() : begun,
        isMoving());
  }

  /** Of a service that was not heard of, nothing. */
  @Nullable Seen seen(String name) {
    return services.get(name);
  }

  /** Does a block show that a service came into that stage, so that no line has to? */
  public boolean hasShown(String name, Stage stage) {
    Seen seen = services.get(name);
    return seen != null && seen.stage() == stage && seen.shown();
  }

  boolean knows(String name) {
    return services.containsKey(name);
  }
}
