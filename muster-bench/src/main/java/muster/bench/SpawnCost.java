package muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import muster.kernel.ChildStatus;
import muster.kernel.Kernel;
import muster.kernel.Limit;
import muster.kernel.Linux;
import muster.kernel.LinuxKernel;
import muster.kernel.Spawn;

/**
 * What one process costs while many descriptors are open: spawned by the thread that has them all,
 * and by the one that has none.
 */
final class SpawnCost implements Benchmark {
  private static final int[] OPEN = {100, 1_000, 5_000, 15_000};
  private static final int SPAWNS_A_ROUND = 10;
  private static final int WARM_UP = 20;

  /** Above this number a kernel's requests start its spawning thread; below, they never do. */
  private static final int HIGH = 1_000;

  private static final double NANOS_A_MICRO = 1e3;

  private final ChildStatus status = new ChildStatus();
  private List<Path> spawners = List.of();

  @Override
  public String name() {
    return "spawn";
  }

  @Override
  public List<Result> run(int rounds) throws IOException {
    Kernel direct = new LinuxKernel();
    Kernel threaded = new LinuxKernel();
    Limit limit = new Limit();
    direct.getLimit(Linux.RLIMIT_NOFILE, limit);
    limit.soft = limit.hard;
    direct.setLimit(Linux.RLIMIT_NOFILE, limit);
    direct.closeOnExecFrom(3);
    int root = direct.open("/", Linux.O_RDONLY | Linux.O_DIRECTORY, 0);
    int high = direct.dupAbove(root, HIGH);
    // Its thread is there from now on.
    int first = spawn(threaded, high);
    direct.waitid(Linux.P_PID, first, 0, status);
    spawners = spawners();
    List<Result> results = new ArrayList<>();
    for (int open : OPEN) {
      fill(direct, root, open);
      results.addAll(compare(rounds * SPAWNS_A_ROUND, open, direct, root, threaded, high));
    }
    return results;
  }

  /** Opens until as many are, which the number of the last one tells. */
  private static void fill(Kernel kernel, int fd, int open) {
    while (kernel.dupAbove(fd, 0) < open - 1) {
      // One more is open.
    }
  }

  private List<Result> compare(
      int spawns, int open, Kernel direct, int low, Kernel threaded, int high) throws IOException {
    double[][] wall = new double[2][spawns];
    double[][] cpu = new double[2][spawns];
    for (int i = -WARM_UP; i < spawns; i++) {
      for (int way = 0; way < 2; way++) {
        long busyBefore = busyNanos();
        long start = System.nanoTime();
        int pid = way == 0 ? spawn(direct, low) : spawn(threaded, high);
        direct.waitid(Linux.P_PID, pid, Linux.WNOWAIT, status);
        long end = System.nanoTime();
        long busy = busyNanos() - busyBefore + ran(Path.of("/proc/" + pid));
        direct.waitid(Linux.P_PID, pid, 0, status);
        if (i >= 0) {
          wall[way][i] = (end - start) / NANOS_A_MICRO;
          cpu[way][i] = busy / NANOS_A_MICRO;
        }
      }
    }
    double none = Double.POSITIVE_INFINITY;
    String with = "spawn of true, " + open + " open, ";
    return List.of(
        Result.of(with + "direct", "us", wall[0], none),
        Result.of(with + "direct, CPU", "us", cpu[0], none),
        Result.of(with + "by a thread", "us", wall[1], none),
        Result.of(with + "by a thread, CPU", "us", cpu[1], none));
  }

  private static int spawn(Kernel kernel, int directory) throws IOException {
    List<String> arguments = List.of("true");
    List<String> none = List.of();
    int pid =
        kernel.spawn(new Spawn("/bin/true", arguments, none, none, directory, true, 0, List.of()));
    if (pid < 0) {
      throw new IOException("cannot spawn true: error " + -pid);
    }
    return pid;
  }

  /** Of the threads that work for a spawn: others of the JVM would blur it. */
  private long busyNanos() throws IOException {
    long sum = ran(Path.of("/proc/thread-self"));
    for (Path spawner : spawners) {
      sum += ran(spawner);
    }
    return sum;
  }

  private static List<Path> spawners() throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      for (Path task : tasks.toList()) {
        if (Files.readString(task.resolve("comm")).equals("spawner\n")) {
          found.add(task);
        }
      }
    }
    return found;
  }

  private static long ran(Path task) throws IOException {
    return Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ", 2)[0]);
  }
}
