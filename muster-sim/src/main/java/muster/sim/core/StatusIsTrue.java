package muster.sim.core;

import muster.core.Event;
import muster.core.Moment;
import muster.core.Service;
import muster.core.Step;
import muster.core.wire.Status;
import muster.sim.Finding;
import muster.sim.Situation;

/** The status on disk is that of the service, and names the process that it has. */
final class StatusIsTrue extends Rule {
  @Override
  void told(Seat seat, Service before, Event event, Step step, Moment now) {
    Situation situation = Situation.of(step.next());
    if (situation == Situation.GONE || situation.awaitsFinish()) {
      return; // nobody writes any more, or what is true is told in a moment
    }
    Status written = seat.written;
    Status expected = step.next().status();
    if (written == null || !expected.equals(written)) {
      throw new Finding(this, seat.name + " is " + expected + " but on disk " + written);
    }
    Child process = seat.process;
    int pid = process == null || situation.awaitsStart() ? 0 : process.pid;
    boolean finishing = process != null && !process.isRun;
    if (written.pid() != pid || written.finishing() != finishing) {
      throw new Finding(this, seat.name + " has pid " + pid + " but on disk " + written);
    }
  }
}
