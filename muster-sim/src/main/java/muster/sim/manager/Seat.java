package muster.sim.manager;

import muster.core.DeathRule;
import muster.core.Moment;
import muster.core.Service;
import muster.core.SignalRule;
import muster.core.Stage;
import muster.core.trace.TraceRecord;
import muster.plan.Definition;
import muster.plan.Readiness;
import muster.plan.Work;
import org.jspecify.annotations.Nullable;

/** One service of the simulated set: its machine if it is a longrun, its process, what was told. */
final class Seat {
  final int node;
  final Definition definition;
  final SignalRule signals;
  final DeathRule death;
  final boolean hasFinish;

  Service service = Service.fresh(false, new Moment(0, 0));

  /** Supervisions follow each other; what is meant for an old one is lost. */
  int supervision;

  /** The file {@code down}: whether a supervision begins with a service that is wanted down. */
  boolean downFile = true;

  @Nullable Child process;

  /** The program of a oneshot was asked for, and that was not answered. */
  boolean spawning;

  /** The last thing that the manager wrote down of it. */
  TraceRecord.@Nullable Changed told;

  Seat(int node, Definition definition, SignalRule signals, DeathRule death, boolean hasFinish) {
    this.node = node;
    this.definition = definition;
    this.signals = signals;
    this.death = death;
    this.hasFinish = hasFinish;
  }

  String name() {
    return definition.name();
  }

  boolean isLongrun() {
    return definition.work() instanceof Work.Longrun;
  }

  boolean notifies() {
    return definition.work() instanceof Work.Longrun run
        && !(run.readiness() instanceof Readiness.None);
  }

  // ---- as it was told -----------------------------------------------------------------------

  Stage stage() {
    return told == null ? Stage.DOWN : told.stage();
  }

  boolean serves() {
    return told != null && told.stage() == Stage.UP && told.ready();
  }

  boolean wantedUp() {
    return told != null && told.wantedUp();
  }

  String reason() {
    return told == null ? "" : told.reason();
  }

  /** It took too long to end, which the reason says. */
  boolean overdue() {
    return lives() && reason().endsWith("it is not waited for any more");
  }

  boolean gone() {
    return !lives() || overdue();
  }

  boolean lives() {
    return switch (stage()) {
      case STARTING, UP, STOPPING, FINISHING, BACKOFF -> true;
      case DOWN, WAITING, FAILED -> false;
    };
  }

  /** It has lost what it needs, and waits for that to come back, which the reason says. */
  boolean waitsInVain() {
    return stage() == Stage.WAITING && reason().startsWith("lost ");
  }
}
