package muster.daemon;

import java.util.function.IntConsumer;
import muster.kernel.Kernel;
import muster.kernel.Signals;

/** Ready when a command exits with code 0. */
final class ExecProbe extends RetryingProbe {
  /** Starts the command. */
  interface Check {
    /**
     * @param ended is told the wait status, once, on the loop's thread, when the process was reaped
     * @return the pid of a process that leads a group of its own, or −errno
     */
    int start(IntConsumer ended);
  }

  private final Kernel kernel;
  private final Check check;

  /** The process, until it was reaped: so its number is nobody else's. 0 when there is none. */
  private int pid;

  /** The process was killed, and how it ends says nothing. */
  private boolean killed;

  ExecProbe(Kernel kernel, Loop loop, Check check, Runnable ready) {
    super(loop, ready);
    this.kernel = kernel;
    this.check = check;
  }

  @Override
  void attempt() {
    if (pid == 0) { // else the last one is still dying
      pid = Math.max(check.start(this::ended), 0);
      killed = false;
    }
    if (pid == 0 || killed) {
      failed();
    }
  }

  private void ended(int waitStatus) {
    pid = 0;
    if (killed) {
      return;
    }
    if (waitStatus == 0) {
      succeeded();
    } else {
      failed();
    }
  }

  @Override
  void abandon() {
    if (pid != 0) {
      killed = true;
      kernel.killGroup(pid, Signals.KILL);
    }
  }
}
