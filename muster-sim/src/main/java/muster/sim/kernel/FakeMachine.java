package muster.sim.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import muster.kernel.Errno;
import muster.kernel.Linux;
import muster.kernel.Signals;
import org.jspecify.annotations.Nullable;

/** The simulated machine: a disk, a clock, processes, and the process that is under test. */
public final class FakeMachine {
  /** Of proc(5): a hundredth of a second. */
  static final long TICK = 10_000_000;

  private static final int INIT = 1;
  private static final int PID_FIRST = 300;
  private static final int PID_MAX = 32_768;

  public final Disk disk = new Disk();
  public final FakeClock clock = new FakeClock();
  public final FakeNetwork network = new FakeNetwork();
  final Map<Integer, FakeProcess> processes = new TreeMap<>();
  private final Map<Integer, Opened.Counter> caught = new TreeMap<>();
  private final List<MachineListener> listeners = new ArrayList<>();
  private final Node.Null devNull = new Node.Null(disk.freshInode());
  private final Node.Regular messages = new Node.Regular(disk.freshInode(), 0600);
  private int lastPid = PID_FIRST;

  /** The process under test: its children are what it spawns, and orphans if it is PID 1. */
  final int ownPid;

  final Descriptors descriptors = new Descriptors();
  Node.Directory workingDirectory = disk.root;
  long ignored;
  private KillLatency killLatency = _ -> 0;

  /** How long a process takes to die of SIGKILL. */
  public interface KillLatency {
    long of(FakeProcess process);
  }

  /** Who hears of what happens to processes. */
  public interface MachineListener {
    void spawned(FakeProcess process, String path);

    void signalled(int pid, @Nullable FakeProcess process, int signal);

    void died(FakeProcess process);
  }

  public FakeMachine() {
    this(PID_FIRST);
  }

  /**
   * @param ownPid of the process under test; 1 makes it the init that gets the orphans
   */
  public FakeMachine(int ownPid) {
    this.ownPid = ownPid;
    disk.directory("/dev").entries.put("null", devNull);
    openStandardStreams();
  }

  private void openStandardStreams() {
    descriptors.put(0, new Opened.Nothing(devNull, Linux.O_RDWR), false);
    descriptors.put(1, new Opened.Nothing(devNull, Linux.O_RDWR), false);
    descriptors.put(2, new Opened.File(messages, Linux.O_WRONLY | Linux.O_APPEND, clock), false);
  }

  /** The process under test has exited; the next kernel is a new process's. */
  public void exited() {
    descriptors.closeAll();
    descriptors.limit = Descriptors.SOFT_LIMIT;
    caught.clear();
    ignored = 0;
    workingDirectory = disk.root;
    openStandardStreams();
  }

  public void listen(MachineListener listener) {
    listeners.add(listener);
  }

  public void killLatency(KillLatency latency) {
    killLatency = latency;
  }

  /** What the process under test wrote to its standard error. */
  public String messages() {
    return new String(messages.content, StandardCharsets.ISO_8859_1);
  }

  // ---- signals to the process under test ----------------------------------------------------

  Opened.Counter catchSignal(int signal) {
    ignored &= ~FakeProcess.bit(signal);
    return caught.computeIfAbsent(signal, _ -> new Opened.Counter(0));
  }

  /** A signal to the process under test. */
  public void raise(int signal) {
    Opened.Counter counter = caught.get(signal);
    if (counter != null) {
      counter.add(1);
    } else if ((ignored & FakeProcess.bit(signal)) == 0 && signal != Signals.CHLD && signal != 0) {
      throw new IllegalStateException("nobody catches signal " + signal);
    }
  }

  // ---- processes ----------------------------------------------------------------------------

  /**
   * @return its pid, as which it is alive
   */
  int freshPid() {
    do {
      lastPid = lastPid + 1 < PID_MAX ? lastPid + 1 : PID_FIRST + 1;
    } while (inUse(lastPid));
    return lastPid;
  }

  /** A pid is not given away while a group has its number. */
  private boolean inUse(int pid) {
    if (processes.containsKey(pid)) {
      return true;
    }
    for (FakeProcess process : processes.values()) {
      if (process.group == pid) {
        return true;
      }
    }
    return false;
  }

  /** The process under test has made a process. */
  void spawned(FakeProcess process, String path) {
    processes.put(process.pid, process);
    listeners.forEach(listener -> listener.spawned(process, path));
  }

  void begin(FakeProcess process, Program program) {
    processes.put(process.pid, process);
    clock.in(0, () -> startUnlessDead(process, program));
  }

  private static void startUnlessDead(FakeProcess process, Program program) {
    if (process.alive) {
      program.start(process);
    }
  }

  int kill(int pid, int signal) {
    if (signal < 0 || signal > Long.SIZE) {
      return -Errno.EINVAL;
    }
    if (pid == ownPid) {
      raise(signal);
      return 0;
    }
    FakeProcess process = processes.get(pid);
    if (signal != 0) {
      listeners.forEach(listener -> listener.signalled(pid, process, signal));
    }
    if (process == null) {
      return -Errno.ESRCH;
    }
    process.signal(signal);
    return 0;
  }

  int killGroup(int group, int signal) {
    if (group <= 1 || signal < 0 || signal > Long.SIZE) {
      return -Errno.EINVAL;
    }
    int result = -Errno.ESRCH;
    for (FakeProcess process : List.copyOf(processes.values())) {
      if (process.group == group) {
        result = 0;
        kill(process.pid, signal);
      }
    }
    return result;
  }

  void killed(FakeProcess process) {
    long latency = killLatency.of(process);
    if (latency == 0) {
      process.end(Signals.KILL);
    } else {
      clock.in(latency, () -> process.end(Signals.KILL));
    }
  }

  /** Init gets it. */
  void orphaned(FakeProcess process) {
    process.ours = ownPid == INIT;
  }

  void died(FakeProcess process) {
    listeners.forEach(listener -> listener.died(process));
    if (process.ours) {
      raise(Signals.CHLD);
    } else {
      reap(process); // its parent does, or init
    }
  }

  void reap(FakeProcess process) {
    process.reaped = true;
    processes.remove(process.pid);
  }

  /** All processes, zombies too, by pid. */
  public List<FakeProcess> processes() {
    return List.copyOf(processes.values());
  }

  /** Those that the process under test can wait for. */
  List<FakeProcess> children() {
    List<FakeProcess> children = new ArrayList<>(processes.size());
    for (FakeProcess process : processes.values()) {
      if (process.ours) {
        children.add(process);
      }
    }
    return children;
  }

  // ---- what clients do ----------------------------------------------------------------------

  /** Writes to a FIFO as a client does. @return whether somebody had it open to read */
  public boolean send(Node.Fifo fifo, String text) {
    Pipe pipe = fifo.pipe();
    if (pipe.readers == 0) {
      return false;
    }
    Opened.End end = new Opened.End(pipe, fifo, Linux.O_WRONLY | Linux.O_NONBLOCK);
    end.hold();
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    end.write(bytes, 0, bytes.length);
    end.letGo();
    return true;
  }

  /** How many bytes of a FIFO nobody has read. */
  public static int unread(Node.Fifo fifo) {
    Pipe pipe = fifo.pipe;
    return pipe == null ? 0 : pipe.filled();
  }

  /** Reads a FIFO from now on; each time something is written, it is told of that. */
  public void subscribe(Node.Fifo fifo, Consumer<String> heard) {
    Opened.End end = new Opened.End(fifo.pipe(), fifo, Linux.O_RDWR | Linux.O_NONBLOCK);
    end.hold();
    end.pipe.watch(() -> {
      byte[] bytes = new byte[end.pipe.filled()];
      if (bytes.length > 0) {
        end.read(bytes, 0, bytes.length);
        heard.accept(new String(bytes, StandardCharsets.ISO_8859_1));
      }
    });
  }

  /** Who has the lock on a file, which is another one each time that it is taken; or null. */
  public static @Nullable Object lockOwner(@Nullable Node node) {
    return node instanceof Node.Regular file ? file.locks.owner() : null;
  }

  /** How many descriptors the process under test has. */
  public int openDescriptors() {
    return descriptors.numbers().size();
  }

  /** The process under test writes its standard output into a FIFO. */
  public void standardOutput(Node.Fifo fifo) {
    descriptors.put(1, new Opened.End(fifo.pipe(), fifo, Linux.O_WRONLY), false);
  }

  /** The content of a file, or null. */
  public static byte @Nullable [] content(@Nullable Node node) {
    return node instanceof Node.Regular file ? file.content.clone() : null;
  }
}
