package muster.daemon;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import muster.core.Moment;
import muster.kernel.Signals;
import muster.plan.Definition;
import muster.plan.Plan;
import muster.plan.Stop;
import muster.plan.Work;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a service when its process has ended: it is killed, or people are told. The
 * process led a session and a group of its own number.
 */
final class Remnants {
  private final Host host;

  /** Null where there are none, or nobody has use for them. */
  private final @Nullable Cgroups cgroups;

  Remnants(Host host, RuntimeDirectory run, Plan plan) {
    this.host = host;
    this.cgroups = killsTrees(plan) ? Cgroups.open(host.kernel(), run.fd) : null;
  }

  private static boolean killsTrees(Plan plan) {
    for (Definition service : plan.services()) {
      if (service.work() instanceof Work.Longrun longrun
          && longrun.stop().kill() == Stop.Kill.TREE) {
        return true;
      }
    }
    return false;
  }

  /** Everything is down, and the daemon ends. */
  void close() {
    if (cgroups != null) {
      cgroups.close();
    }
  }

  /** Where a service is to write itself so that all that it starts can be killed; or null. */
  @Nullable String cgroup(int node) {
    return cgroups == null ? null : cgroups.make(node);
  }

  /** By its cgroup, where it has one; by its session, from which a process can get away. */
  void kill(Definition service, int node, int leader) {
    Set<Integer> left = new LinkedHashSet<>();
    if (cgroups != null) {
      left.addAll(cgroups.kill(node));
    }
    for (int pid : Processes.inSession(host.kernel(), leader)) {
      host.kernel().kill(pid, Signals.KILL);
      left.add(pid);
    }
    if (!left.isEmpty()) {
      warn(service, ": killed what it left behind: " + processes(left));
    }
  }

  /**
   * Says whom it has left, if anybody.
   *
   * @param signalled all of them were just told to end: they have a moment for it
   */
  void tell(Definition service, int group, boolean signalled) {
    if (!signalled) {
      tell(service, group);
      return;
    }
    Deadlines.Member later =
        new Deadlines.Member() {
          @Override
          void due() {
            tell(service, group);
          }
        };
    host.loop().deadlines().set(later, host.loop().clock().plus(Moment.SECOND));
  }

  private void tell(Definition service, int group) {
    if (host.kernel().killGroup(group, 0) == 0) {
      String left = processes(Processes.inSession(host.kernel(), group));
      warn(service, " is down, and processes of its group live on: " + left + "; see stop.kill");
    }
  }

  private void warn(Definition service, String text) {
    host.messages().warn(Launch.bytes(service.name()) + text);
  }

  private static String processes(Collection<Integer> pids) {
    StringBuilder text = new StringBuilder(pids.size() == 1 ? "process" : "processes");
    pids.forEach(pid -> text.append(' ').append(pid));
    return text.toString();
  }
}
