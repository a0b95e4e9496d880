package muster.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.trace.TraceRecord;
import muster.plan.Plan;
import muster.plan.graph.Graph;
import muster.plan.graph.Ranks;
import muster.plan.graph.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * When each service of the last start waited, started and was ready. All times are nanoseconds
 * since the start was asked for.
 *
 * @param asked what was asked for
 * @param over whether it has come to its end
 * @param whole until the last bar's end
 * @param bars in the order of their starts
 * @param chain of the bars, by their numbers: the last is the one that was ready last, and before
 *     each is the one that it waited for last
 * @param critical what the longest chain takes, by what each service took: no manager could be
 *     quicker with these services
 */
public record Chart(
    TraceRecord.Asked asked,
    boolean over,
    long whole,
    List<Bar> bars,
    List<Integer> chain,
    long critical) {

  /** How a service's start ended. */
  public enum Outcome {
    READY,
    FAILED,
    /** What it needs has failed. */
    NOT_TRIED,
    /** It was still waiting or starting. */
    UNFINISHED;

    String word() {
      return switch (this) {
        case READY -> "ready";
        case FAILED -> "failed";
        case NOT_TRIED -> "not tried";
        case UNFINISHED -> "not ready";
      };
    }
  }

  /**
   * A service.
   *
   * @param node in the plan
   * @param waited since when it was wanted, and waited
   * @param started when it was started first; its end if it never was
   * @param ended when it was ready, or failed for good
   */
  public record Bar(
      int node, String name, String kind, long waited, long started, long ended, Outcome outcome) {
    /** What it took itself. */
    public long took() {
      return ended - started;
    }
  }

  /** How many times longer all of it was than its longest chain; at least 1. */
  public double ratio() {
    return critical == 0 ? 1 : (double) whole / critical;
  }

  /** The bars that took longest, the longest first. */
  public List<Bar> blame(int most) {
    List<Bar> slowest = new ArrayList<>(bars);
    slowest.sort(Comparator.comparingLong(Bar::took).reversed());
    return slowest.subList(0, Math.min(most, slowest.size()));
  }

  /** The bars to show where all are too many: the chain and what failed, then the slowest. */
  BitSet worthShowing(int most) {
    BitSet marked = inChain();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < bars.size(); i++) {
      order.add(i);
    }
    order.sort(
        Comparator.comparing(
                (Integer i) -> !marked.get(i) && bars.get(i).outcome() != Outcome.FAILED)
            .thenComparing(i -> bars.get(i).took(), Comparator.reverseOrder()));
    BitSet worth = new BitSet();
    order.subList(0, Math.min(most, order.size())).forEach(worth::set);
    return worth;
  }

  /** Which bars are in the chain. */
  BitSet inChain() {
    BitSet critical = new BitSet();
    chain.forEach(critical::set);
    return critical;
  }

  /**
   * Of the last start that a trace tells of.
   *
   * @param now the end of what has not ended
   * @return nothing if there is none
   */
  public static Optional<Chart> of(Plan plan, List<TraceRecord> records, Moment now) {
    for (int i = records.size() - 1; i >= 0; i--) {
      if (records.get(i) instanceof TraceRecord.Asked asked && isStart(asked)) {
        return Optional.of(new Reading(plan, asked, now).chart(records.subList(i, records.size())));
      }
    }
    return Optional.empty();
  }

  private static boolean isStart(TraceRecord.Asked asked) {
    return switch (asked.verb()) {
      case START, RESTART -> true;
      case STOP, PRUNE, RELOAD, END, HURRY -> false;
    };
  }

  /** What is known of a service while the trace is read; −1 is not yet. */
  private static final class Marks {
    long waited = -1;
    long started = -1;
    long ended = -1;
    Outcome outcome = Outcome.UNFINISHED;
  }

  private static final class Reading {
    private final Plan plan;
    private final TraceRecord.Asked asked;
    private final Moment now;
    private final Marks[] marks;
    private final Map<String, Integer> nodes = new HashMap<>();

    Reading(Plan plan, TraceRecord.Asked asked, Moment now) {
      this.plan = plan;
      this.asked = asked;
      this.now = now;
      marks = new Marks[plan.services().size()];
      plan.services().forEach(service -> nodes.put(service.name(), nodes.size()));
    }

    Chart chart(List<TraceRecord> records) {
      boolean over = false;
      long last = Math.max(0, now.nanos() - asked.at().nanos());
      for (TraceRecord record : records) {
        switch (record) {
          case TraceRecord.Changed changed -> {
            if (!over) {
              mark(changed);
            }
          }
          case TraceRecord.Answered answered when answered.request() == asked.request() -> {
            over = true;
            last = since(answered.at());
          }
          case TraceRecord.Answered _, TraceRecord.Asked _, TraceRecord.Began _ -> {}
        }
      }
      return chart(over, last);
    }

    private long since(Moment at) {
      return at.nanos() - asked.at().nanos();
    }

    private void mark(TraceRecord.Changed changed) {
      Integer node = nodes.get(changed.service());
      if (node == null) {
        return; // of a plan that was there before
      }
      Marks known = marks[node];
      if (known == null) {
        switch (changed.stage()) {
          case DOWN, STOPPING, FINISHING -> {
            return; // of an end, not of a start
          }
          case WAITING, STARTING, UP, BACKOFF, FAILED -> known = marks[node] = new Marks();
        }
      }
      mark(known, changed);
    }

    private void mark(Marks known, TraceRecord.Changed changed) {
      long at = since(changed.at());
      if (known.waited < 0) {
        // One that was starting already when it was asked for says nothing before it is ready.
        known.waited = changed.stage() == Stage.WAITING ? at : 0;
      }
      if (changed.ready() && known.outcome != Outcome.READY) {
        known.started = known.started < 0 ? known.waited : known.started;
        known.ended = at;
        known.outcome = Outcome.READY;
      } else if (known.outcome != Outcome.READY) {
        switch (changed.stage()) {
          case STARTING -> {
            known.started = known.started < 0 ? at : known.started;
            known.outcome = Outcome.UNFINISHED;
          }
          case FAILED -> {
            known.outcome = known.started < 0 ? Outcome.NOT_TRIED : Outcome.FAILED;
            known.ended = at;
          }
          case DOWN, WAITING, UP, STOPPING, FINISHING, BACKOFF -> {}
        }
      }
    }

    private Chart chart(boolean over, long last) {
      List<Bar> bars = new ArrayList<>();
      for (int node = 0; node < marks.length; node++) {
        if (marks[node] != null) {
          bars.add(bar(node, marks[node], last));
        }
      }
      bars.sort(Comparator.comparingLong(Bar::started).thenComparingLong(Bar::ended));
      long whole = bars.stream().mapToLong(Bar::ended).max().orElse(0);
      return new Chart(asked, over, whole, bars, chain(bars), critical(bars));
    }

    private Bar bar(int node, Marks known, long last) {
      long ended = known.outcome == Outcome.UNFINISHED ? last : known.ended;
      return new Bar(
          node,
          plan.name(node),
          plan.services().get(node).work().kind(),
          known.waited,
          known.started < 0 ? ended : known.started,
          ended,
          known.outcome);
    }

    private List<Integer> chain(List<Bar> bars) {
      @Nullable Integer[] barOf = new Integer[marks.length];
      int last = -1;
      for (int i = 0; i < bars.size(); i++) {
        barOf[bars.get(i).node()] = i;
        if (last < 0 || bars.get(i).ended() > bars.get(last).ended()) {
          last = i;
        }
      }
      List<Integer> chain = new ArrayList<>();
      boolean[] met = new boolean[bars.size()]; // times from a file may go in a circle
      for (int i = last; i >= 0 && !met[i]; i = lastWaitedFor(bars, barOf, bars.get(i))) {
        met[i] = true;
        chain.addFirst(i);
      }
      return chain;
    }

    private int lastWaitedFor(List<Bar> bars, @Nullable Integer[] barOf, Bar bar) {
      Graph graph = plan.graph();
      int last = -1;
      for (int i = 0; i < graph.inDegree(bar.node()); i++) {
        Integer other = barOf[graph.from(graph.inEdge(bar.node(), i))];
        if (other != null
            && bars.get(other).ended() <= bar.started()
            && (last < 0 || bars.get(other).ended() > bars.get(last).ended())) {
          last = other;
        }
      }
      return last;
    }

    private long critical(List<Bar> bars) {
      long[] durations = new long[marks.length];
      Arrays.fill(durations, 0);
      bars.forEach(bar -> durations[bar.node()] = bar.took());
      Ranks ranks = Ranks.of(plan.graph()).orElseThrow();
      return Schedule.of(plan.graph(), ranks, durations).length();
    }
  }
}
