package muster.sim.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import muster.kernel.Linux;
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

  /** Whether the process under test is its parent. */
  boolean ours = true;

  private final List<FakeProcess> children = new ArrayList<>();

  /** What waits for it to be resumed. */
  final List<Runnable> resumed = new ArrayList<>();

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
    this.startTicks = machine.clock.boot() / FakeMachine.TICK;
  }

  /** Whether it belongs to the process group that another one leads. */
  public boolean inGroupOf(FakeProcess leader) {
    return group == leader.pid;
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

  /** Whether a descriptor is of that file or FIFO. */
  public boolean hasOpen(int fd, @Nullable Node node) {
    return switch (descriptors.get(fd)) {
      case Opened.File file -> file.node == node;
      case Opened.End end -> end.node == node;
      case null, default -> false;
    };
  }

  public boolean has(int fd) {
    return descriptors.get(fd) != null;
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

  /** A child in the same group, with the same descriptors, that does something else. */
  public FakeProcess fork(Program program) {
    FakeProcess child =
        new FakeProcess(
            machine,
            machine.freshPid(),
            group,
            false,
            arguments,
            environment,
            directory,
            descriptors.copy(),
            ignored);
    child.ours = false;
    children.add(child);
    machine.begin(child, program);
    return child;
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
    int length = data.length - offset;
    return switch (descriptors.get(fd)) {
      case null -> -1;
      case DatagramSocket socket -> socket.write(data, offset, length, pid);
      case Opened opened -> opened.write(data, offset, length);
    };
  }

  public void close(int fd) {
    descriptors.close(fd);
  }

  /** Writes all of it, waiting for room, and then goes on. */
  public void writeAll(int fd, byte[] data, Runnable then) {
    new Outpouring(this, fd, data, then).go();
  }

  /** Sends a datagram to a socket's path. @return 0 or −errno */
  public int send(String path, String text) {
    return DatagramSocket.send(machine, path, text.getBytes(StandardCharsets.ISO_8859_1), pid);
  }

  /** Opens a FIFO in the place of a descriptor. */
  public void openToRead(int fd, Node.Fifo fifo) {
    descriptors.put(fd, new Opened.End(fifo.pipe(), fifo, Linux.O_RDONLY), false);
  }

  /**
   * Reads a descriptor up to the end and throws away what comes.
   *
   * @param read is told how many bytes came
   */
  public void drain(int fd, IntConsumer read, Runnable atEnd) {
    Pipe pipe = pipe(fd);
    if (pipe == null) {
      after(0, atEnd);
    } else {
      Draining draining = new Draining(this, pipe, read, atEnd);
      pipe.watch(draining::look);
      draining.look();
    }
  }

  @Nullable Pipe pipe(int fd) {
    return descriptors.get(fd) instanceof Opened.End end ? end.pipe : null;
  }

  // ---- what happens to it -------------------------------------------------------------------

  /** A signal from somebody who is not under test. */
  public void receive(int signal) {
    signal(signal);
  }

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
    resumed.forEach(Runnable::run);
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
      children.forEach(machine::orphaned);
      machine.died(this);
    }
  }

  static long bit(int signal) {
    return 1L << (signal - 1);
  }
}
