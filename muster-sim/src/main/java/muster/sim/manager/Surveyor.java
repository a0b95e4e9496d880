package muster.sim.manager;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.manager.ManagerEffect;
import muster.core.trace.TraceRecord;
import muster.core.trace.TraceRecord.Verb;
import muster.plan.Dependency.Kind;
import muster.plan.Plan;
import org.jspecify.annotations.Nullable;

/** No rule: it counts what happens in a run. Comes after the records were read. */
final class Surveyor extends Rule {
  private static final int NOBODY = -1;
  private static final long NOT_YET = -1;

  private final Survey survey;
  private final long seed;
  private Stage[] stages = new Stage[0];

  /** Since when each is on its way down. */
  private long[] stopping = new long[0];

  private long endAsked = NOT_YET;
  private boolean endedByItself;
  private final BitSet stuck = new BitSet();
  private int slowest = NOBODY;
  private long slowestNanos;

  Surveyor(Survey survey, long seed) {
    this.survey = survey;
    this.seed = seed;
  }

  @Override
  void settled(World world, List<ManagerEffect> effects, Moment now) {
    begin(world);
    for (ManagerEffect effect : effects) {
      switch (effect) {
        case ManagerEffect.Tell(TraceRecord.Changed told) -> changed(world, told);
        case ManagerEffect.Tell(TraceRecord.Asked(_, long request, Verb verb, _)) -> {
          if ((verb == Verb.END || verb == Verb.HURRY) && endAsked == NOT_YET) {
            endAsked = now.nanos();
            endedByItself = request == 0;
          }
        }
        case ManagerEffect.Finish(int code) -> finished(code, now.nanos());
        case ManagerEffect.Tell _,
            ManagerEffect.Start _,
            ManagerEffect.Stop _,
            ManagerEffect.Kill _,
            ManagerEffect.Hurry _,
            ManagerEffect.Reload _,
            ManagerEffect.RunUp _,
            ManagerEffect.RunDown _,
            ManagerEffect.Signal _ -> {}
      }
    }
  }

  private void begin(World world) {
    if (stages.length == 0) {
      stages = new Stage[world.seats.size()];
      stopping = new long[stages.length];
      Arrays.fill(stages, Stage.DOWN);
      Arrays.fill(stopping, NOT_YET);
    }
  }

  private void changed(World world, TraceRecord.Changed told) {
    Seat seat = world.seat(told.service());
    Stage before = stages[seat.node];
    stages[seat.node] = told.stage();
    stopping(seat.node, told);
    if (before == told.stage()) {
      return;
    }
    Survey.Entry entry = survey.of(seat.node);
    boolean rested = before == Stage.DOWN || before == Stage.WAITING || before == Stage.FAILED;
    switch (told.stage()) {
      case STARTING, UP -> entry.started += rested ? 1 : 0;
      case BACKOFF -> entry.restarts++;
      case FAILED -> failed(world, seat);
      case STOPPING, FINISHING -> lost(world, seat);
      case DOWN, WAITING -> {}
    }
  }

  private void failed(World world, Seat seat) {
    Seat root = root(world, seat);
    if (root == seat) {
      survey.of(seat.node).failed++;
    } else {
      takenAlong(root, seat);
    }
  }

  private void lost(World world, Seat seat) {
    Seat root = root(world, seat);
    if (root != seat) {
      takenAlong(root, seat);
    }
  }

  private void takenAlong(Seat root, Seat seat) {
    if (root.stage() == Stage.FAILED) { // else somebody has stopped it
      survey.of(seat.node).untried++;
      survey.of(root.node).takesAlong.set(seat.node);
    }
  }

  /** The one because of which all in between are as they are. */
  private static Seat root(World world, Seat seat) {
    Seat root = seat;
    for (Seat cause = cause(world, root); cause != null; cause = cause(world, root)) {
      root = cause;
    }
    return root;
  }

  /** Whom the reason of a service names: something that it needs, so this comes to an end. */
  private static @Nullable Seat cause(World world, Seat seat) {
    for (Plan.Edge edge : world.plan.edges()) {
      Seat other = world.seats.get(edge.from());
      if (edge.to() == seat.node
          && edge.kind() == Kind.NEEDS
          && (seat.reason().startsWith("needs " + other.name() + ",")
              || seat.reason().equals("lost " + other.name()))) {
        return other;
      }
    }
    return null;
  }

  // ---- the end of everything ----------------------------------------------------------------

  private void stopping(int node, TraceRecord.Changed told) {
    boolean goes = told.stage() == Stage.STOPPING || told.stage() == Stage.FINISHING;
    if (goes && !told.wantedUp() && stopping[node] == NOT_YET) {
      stopping[node] = told.at().nanos();
    } else if (!goes && stopping[node] != NOT_YET) {
      long took = told.at().nanos() - Math.max(stopping[node], endAsked);
      if (endAsked != NOT_YET && took > slowestNanos) {
        slowest = node;
        slowestNanos = took;
      }
      stopping[node] = NOT_YET;
    }
  }

  /** Processes that nothing that was set for them will end. */
  @Override
  void turned(World world, Moment now) {
    for (Child process : world.processes) {
      if (process.alive && !process.mayEnd && hangs(process)) {
        survey.of(process.seat.node).stuck += stuck.get(process.seat.node) ? 0 : 1;
        stuck.set(process.seat.node);
      }
    }
  }

  private static boolean hangs(Child process) {
    Seat seat = process.seat;
    boolean limited = seat.definition.settings().downMillis() != 0;
    return switch (process.role) {
      case RUN -> process.askedToEnd && seat.signals.killAfterNanos() == 0 && !limited;
      case FINISH -> seat.death.finishTimeoutNanos() == 0;
      case UNDO -> !limited;
      case DO -> false; // it is killed after some seconds
    };
  }

  private void finished(int code, long now) {
    if (stuck.isEmpty()) {
      survey.stopped(new Survey.Stop(seed, now - endAsked, slowest, slowestNanos));
    }
    if (endedByItself) {
      survey.exited(code);
    }
  }

  @Override
  void rested(World world) {
    for (Seat seat : world.seats) {
      if (!seat.serves() && !seat.reason().isEmpty()) {
        survey.of(seat.node).missing++;
        survey.of(seat.node).reason = seat.reason();
      }
    }
  }

  @Override
  void ended(World world) {
    survey.run(world.now);
  }
}
