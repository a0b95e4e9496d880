package muster.sim.core;

import java.util.ArrayList;
import java.util.List;
import muster.core.DeathRule;
import muster.core.Event;
import muster.core.Moment;
import muster.core.Service;
import muster.core.SignalRule;
import muster.core.wire.Status;
import org.jspecify.annotations.Nullable;

/** One service directory of the simulated world, and who supervises it. */
final class Seat {
  final int number;
  final String name;

  Service service;

  /** What people asked of this supervision. */
  Asked asked = new Asked(false);

  /** What people asked of it while the kernel was at something, and is not acted on yet. */
  final List<Event.Request> waiting = new ArrayList<>();

  /** The last word was to stop, and nobody asked for a start since. */
  boolean stopAsked;

  /** Supervisions of one directory follow each other; what is meant for an old one is lost. */
  int supervision;

  // ---- on the simulated disk
  SignalRule signals = SignalRule.DEFAULT;
  DeathRule death = DeathRule.DEFAULT;
  boolean notifies;
  boolean hasFinish = true;
  boolean downFile;
  @Nullable Status written;

  /** The process that the supervision has and has not reaped. */
  @Nullable Child process;

  Seat(int number) {
    this.number = number;
    this.name = "s" + number;
    this.service = Service.fresh(false, new Moment(0, 0));
  }

  boolean isCurrent(int pid) {
    return process != null && process.pid == pid;
  }
}
