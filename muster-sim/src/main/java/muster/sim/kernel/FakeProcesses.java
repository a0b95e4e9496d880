package muster.sim.kernel;

import muster.kernel.ChildStatus;
import muster.kernel.Errno;
import muster.kernel.Limit;
import muster.kernel.Linux;
import muster.kernel.Spawn;

/** The kernel's calls about processes. */
final class FakeProcesses {
  private static final long HARD_LIMIT = 4096;

  private final FakeMachine machine;
  private final Toll toll;
  private final Spawning spawning;
  private long hardLimit = HARD_LIMIT;

  FakeProcesses(FakeMachine machine, Toll toll, FakeFiles files) {
    this.machine = machine;
    this.toll = toll;
    this.spawning = new Spawning(machine, files);
  }

  int spawn(Spawn request) {
    int error = toll.pay(SystemCall.SPAWN, request.path());
    return error != 0 ? error : spawning.spawn(request);
  }

  int waitid(int idType, int id, int options, ChildStatus out) {
    int error = toll.pay(SystemCall.WAITID, "");
    int result = error != 0 ? error : waitOnce(idType, id, options, out);
    while (result == 0 && (options & Linux.WNOHANG) == 0) {
      machine.clock.next();
      result = waitOnce(idType, id, options, out);
    }
    return result;
  }

  private int waitOnce(int idType, int id, int options, ChildStatus out) {
    int wanted = id;
    if (idType == Linux.P_PIDFD) {
      if (!(machine.descriptors.get(id) instanceof Opened.Person person)) {
        return -Errno.EBADF;
      }
      wanted = person.process.pid;
    } else if (idType != Linux.P_ALL && idType != Linux.P_PID) {
      return -Errno.EINVAL;
    }
    boolean any = false;
    for (FakeProcess process : machine.children()) {
      if (idType != Linux.P_ALL && process.pid != wanted) {
        continue;
      }
      any = true;
      if (!process.alive) {
        out.pid = process.pid;
        out.waitStatus = process.waitStatus;
        if ((options & Linux.WNOWAIT) == 0) {
          machine.reap(process);
        }
        return process.pid;
      }
    }
    return any ? 0 : -Errno.ECHILD;
  }

  int kill(int pid, int signal) {
    toll.pay();
    return machine.kill(pid, signal);
  }

  int killGroup(int group, int signal) {
    toll.pay();
    return machine.killGroup(group, signal);
  }

  int getpgid(int pid) {
    if (pid == 0 || pid == machine.ownPid) {
      return machine.ownPid;
    }
    FakeProcess process = machine.processes.get(pid);
    return process == null ? -Errno.ESRCH : process.group;
  }

  int pidfdOpen(int pid) {
    toll.pay();
    if (pid <= 0) {
      return -Errno.EINVAL;
    }
    FakeProcess process = machine.processes.get(pid);
    return process == null ? -Errno.ESRCH : machine.descriptors.add(new Opened.Person(process));
  }

  int pidfdSendSignal(int pidfd, int signal) {
    toll.pay();
    if (!(machine.descriptors.get(pidfd) instanceof Opened.Person person)) {
      return -Errno.EBADF;
    }
    return person.process.reaped ? -Errno.ESRCH : machine.kill(person.process.pid, signal);
  }

  int pidfdInfo(int pidfd, ChildStatus out) {
    toll.pay();
    if (!(machine.descriptors.get(pidfd) instanceof Opened.Person person)) {
      return -Errno.EBADF;
    }
    if (!person.process.reaped) {
      return 0;
    }
    out.waitStatus = person.process.waitStatus;
    return 1;
  }

  int getLimit(int resource, Limit out) {
    if (resource != Linux.RLIMIT_NOFILE) {
      return -Errno.EINVAL;
    }
    out.soft = machine.descriptors.limit;
    out.hard = hardLimit;
    return 0;
  }

  int setLimit(int resource, Limit limit) {
    if (resource != Linux.RLIMIT_NOFILE || limit.soft > limit.hard) {
      return -Errno.EINVAL;
    }
    machine.descriptors.limit = limit.soft;
    hardLimit = limit.hard;
    return 0;
  }
}
