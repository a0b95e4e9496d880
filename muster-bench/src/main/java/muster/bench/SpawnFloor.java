package muster.bench;

import java.util.ArrayList;
import java.util.List;
import muster.kernel.ChildStatus;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.kernel.LinuxKernel;
import muster.kernel.Signals;
import muster.kernel.Spawn;

/**
 * The same commands with no order at all: every one is spawned as fast as it goes, and that is over
 * when the last has said that it is ready. What a machine needs for them whoever starts them.
 */
final class SpawnFloor {
  private static final int READY_FD = 3;

  /** The bench's own kernel: one instance a thread, and this is the only thread that has one. */
  private static final Kernel KERNEL = new LinuxKernel();

  private SpawnFloor() {}

  /**
   * In milliseconds.
   *
   * @param readyMillis until all were ready
   * @param goneMillis until all were gone, from when they were killed
   */
  record Floor(double readyMillis, double goneMillis) {}

  /**
   * Starts all, and ends them again.
   *
   * @return what that took
   */
  static Floor measure(RunTree tree) {
    int[] pipe = new int[2];
    KERNEL.pipe(pipe, 0);
    List<Integer> pids = new ArrayList<>();
    List<String> environment = KERNEL.environment();
    long start = System.nanoTime();
    for (int i = 0; i < tree.services; i++) {
      String path = tree.script(i).toString();
      pids.add(
          KERNEL.spawn(
              new Spawn(
                  path,
                  List.of(path),
                  environment,
                  List.of(),
                  Linux.AT_FDCWD,
                  true,
                  0,
                  List.of(new Spawn.FileAction.Dup(pipe[1], READY_FD)))));
    }
    byte[] bytes = new byte[4096];
    for (int seen = 0; seen < tree.services; ) {
      seen += Math.max(KERNEL.read(pipe[0], bytes, 0, bytes.length), 0);
    }
    long ready = System.nanoTime();
    for (int pid : pids) {
      KERNEL.killGroup(pid, Signals.TERM);
    }
    ChildStatus status = new ChildStatus();
    for (int pid : pids) {
      KERNEL.waitid(Linux.P_PID, pid, 0, status);
    }
    long gone = System.nanoTime();
    KERNEL.close(pipe[0]);
    KERNEL.close(pipe[1]);
    return new Floor((ready - start) / 1e6, (gone - ready) / 1e6);
  }
}
