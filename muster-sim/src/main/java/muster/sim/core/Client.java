package muster.sim.core;

import muster.core.DeathRule;
import muster.core.Event;
import muster.core.Moment;
import muster.core.RestartRule;
import muster.core.SignalRule;
import muster.core.State;

/** People and programs: they send commands at any time, and edit directories meanwhile. */
final class Client {
  private static final long SECOND = Moment.SECOND;
  private static final int COMMANDS_MIN = 10;
  private static final int COMMANDS_MORE = 14;
  private static final int[] SIGNALS = {1, 2, 3, 6, 10, 12, 14, 15, 28};

  private final World world;

  Client(World world) {
    this.world = world;
  }

  /** All that people will do to a service until the faults end. */
  void plan(Seat seat, long until) {
    edit(seat);
    int count = COMMANDS_MIN + world.chance.below(COMMANDS_MORE);
    for (int n = 0; n < count; n++) {
      long at = world.chance.between(0, until);
      int burst = world.chance.oneIn(6) ? 2 + world.chance.below(3) : 1;
      if (burst > 1) {
        world.fault(Fault.COMMANDS_AT_ONCE);
      }
      world.agenda.add(
          at,
          () -> {
            for (int i = 0; i < burst; i++) {
              world.tell(seat, command(seat));
            }
          });
    }
    for (int n = world.chance.below(3); n > 0; n--) {
      world.agenda.add(
          world.chance.between(0, until),
          () -> {
            world.fault(Fault.DIRECTORY_EDITED);
            edit(seat);
          });
    }
  }

  /** A command while the kernel is at something else. */
  void commandWithin(Seat seat, long nanos) {
    world.fault(Fault.COMMAND_DURING_START);
    world.in(world.chance.between(0, nanos + 1), () -> world.tell(seat, command(seat)));
  }

  private Event command(Seat seat) {
    boolean flag = world.chance.oneIn(3);
    return switch (world.chance.below(28)) {
      case 0, 1, 2, 3, 4, 5 -> new Event.Up(flag);
      case 6, 7, 8, 9 -> new Event.Down(flag, seat.signals);
      case 10, 11, 12 -> new Event.Once();
      case 13, 14 -> new Event.AtMostOnce(flag);
      case 15, 16 -> pause(flag);
      case 17, 18, 19 -> new Event.Resume(flag);
      case 20, 21 -> new Event.Kill(seat.signals.downSignal(), flag);
      case 22 -> new Event.Kill(SIGNALS[world.chance.below(SIGNALS.length)], flag);
      case 23 -> flag ? new Event.Hurry() : new Event.Kill(9, false);
      case 24 -> new Event.Leave();
      case 25 -> new Event.Terminate(seat.signals);
      case 26 -> world.chance.oneIn(2) ? new Event.Abandon() : new Event.Up(flag);
      default -> world.chance.oneIn(2) ? new Event.Interrupt() : new Event.Up(flag);
    };
  }

  private Event pause(boolean group) {
    world.fault(Fault.PAUSED_AND_STOPPED);
    return new Event.Pause(group);
  }

  private void edit(Seat seat) {
    seat.notifies = world.chance.oneIn(2);
    seat.hasFinish = !world.chance.oneIn(4);
    long kill = world.chance.pickLong(0, 0, SECOND / 2, 3 * SECOND, 20 * SECOND);
    long finish = world.chance.pickLong(0, SECOND / 3, SECOND, 5 * SECOND);
    int downSignal = SIGNALS[world.chance.below(SIGNALS.length)];
    int kept = world.chance.below(5);
    seat.signals = new SignalRule(downSignal, 1, kill, world.chance.oneIn(4), false);
    seat.death = new DeathRule(finish, kept, RestartRule.S6);
  }

  /** What is said to a service when the faults end: much of it nothing. */
  void lastWord(Seat seat) {
    Child process = seat.process;
    if (process != null && process.stopped) {
      world.tell(seat, new Event.Resume(false));
    }
    boolean helpless =
        seat.service.state() instanceof State.Backoff(long retryAt, _) && retryAt == Moment.NEVER;
    if (helpless || world.chance.oneIn(3)) {
      world.tell(seat, new Event.Up(false));
    } else if (world.chance.oneIn(2)) {
      world.tell(seat, new Event.Down(false, seat.signals));
    }
  }
}
