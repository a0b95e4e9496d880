package muster.sim.kernel;

import java.util.List;
import java.util.function.IntPredicate;
import muster.kernel.Signals;
import org.jspecify.annotations.Nullable;

/** A process of the simulated machine. It is a zombie between its death and its reaping. */
public final class FakeProcess {
  public final int pid;
  public final List<String> arguments;
  public final List<String> environment;
  public final Node.Directory directory;
  public final boolean leadsSession;
  final int group;
  final Descriptors descriptors;
  final FakeMachine machine;
  private long ignored;
  private long pending;

  boolean alive = true;
  boolean reaped;
  boolean stopped;
  int waitStatus;
  final long startTicks;

  /** What the program does about a signal that would end it; false: it does not listen. */
  private IntPredicate listens = _ -> true;

  FakeProcess(
      FakeMachine machine,
      int pid,
      int group,
      boolean leadsSession,
      List<String> arguments,
      List<String> environment,
      Node.Directory directory,
      Descriptors descriptors,
      long ignored) {
    this.machine = machine;
    this.pid = pid;
    this.group = group;
    this.leadsSession = leadsSession;
    this.arguments = List.copyOf(arguments);
    this.environment = List.copyOf(environment);
    this.directory = directory;
    this.descriptors = descriptors;
    this.ignored = ignored;
    this.startTicks = machine.clock.nanos() / FakeMachine.TICK;
  }

  public boolean alive() {
    return alive;
  }

  /** Whether somebody has waited for it; until then it is a zombie. */
  public boolean reaped() {
    return reaped;
  }

  /** How it ended; only meaningful then. */
  public int waitStatus() {
    return waitStatus;
  }

  public boolean stopped() {
    return stopped;
  }

  public List<Integer> openDescriptors() {
    return descriptors.numbers();
  }

  // ---- what a program does ------------------------------------------------------------------

  public void ignore(int signal) {
    ignored |= bit(signal);
  }

  /** The program handles signals; what it returns says whether it dies of this one now. */
  public void listen(IntPredicate listener) {
    listens = listener;
  }

  public void exit(int code) {
    end(code << 8);
  }

  public void die(int signal) {
    end(signal);
  }

  public void after(long delay, Runnable what) {
    machine.clock.in(
        delay,
        () -> {
          if (alive) {
            what.run();
          }
        });
  }

  /** Writes as write(2) that does not wait. @return what was written, or −errno */
  public int write(int fd, byte[] data, int offset) {
    Opened opened = descriptors.get(fd);
    return opened == null ? -1 : opened.write(data, offset, data.length - offset);
  }

  public void close(int fd) {
    descriptors.close(fd);
  }

  /** Writes all of it, waiting for room, and then goes on. */
  public void writeAll(int fd, byte[] data, Runnable then) {
    new Outpouring(this, fd, data, then).go();
  }

  /** Reads a descriptor and throws away what comes, up to the end. */
  public void drain(int fd, Runnable atEnd) {
    Pipe pipe = pipe(fd);
    if (pipe == null) {
      after(0, atEnd);
      return;
    }
    Runnable look =
        () -> {
          if (alive && pipe.filled() > 0) {
            byte[] bytes = new byte[pipe.filled()];
            pipe.read(bytes, 0, bytes.length);
          }
          if (alive && pipe.writers == 0) {
            after(0, atEnd);
          }
        };
    pipe.watch(look);
    look.run();
  }

  @Nullable Pipe pipe(int fd) {
    return descriptors.get(fd) instanceof Opened.End end ? end.pipe : null;
  }

  // ---- what happens to it -------------------------------------------------------------------

  void signal(int signal) {
    if (!alive || signal == 0) {
      return;
    }
    switch (signal) {
      case Signals.KILL -> machine.killed(this);
      case Signals.STOP -> stopped = true;
      case Signals.CONT -> resume();
      default -> {
        if ((ignored & bit(signal)) != 0 || harmless(signal)) {
          return;
        }
        if (stopped) {
          pending |= bit(signal);
        } else if (listens.test(signal)) {
          end(signal);
        }
      }
    }
  }

  private void resume() {
    stopped = false;
    for (int signal = 1; signal <= Long.SIZE; signal++) {
      if ((pending & bit(signal)) != 0) {
        pending &= ~bit(signal);
        signal(signal);
      }
    }
  }

  private static boolean harmless(int signal) {
    return signal == Signals.CHLD || signal == Signals.WINCH;
  }

  void end(int status) {
    if (alive) {
      alive = false;
      waitStatus = status;
      descriptors.closeAll();
      machine.died(this);
    }
  }

  static long bit(int signal) {
    return 1L << (signal - 1);
  }
}
