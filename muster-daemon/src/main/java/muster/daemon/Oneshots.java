package muster.daemon;

import muster.core.manager.ManagerEvent;
import muster.plan.Definition;
import muster.plan.Plan;
import muster.plan.Program;
import muster.plan.Work;

/** The programs of oneshots, each with a record of it while it runs. */
final class Oneshots {
  private final Managing managing;
  private final Host host;
  private final RuntimeDirectory run;
  private final Plan plan;
  private final Commands commands;

  Oneshots(Managing managing, Host host, RuntimeDirectory run, Plan plan, Commands commands) {
    this.managing = managing;
    this.host = host;
    this.run = run;
    this.plan = plan;
    this.commands = commands;
  }

  /**
   * Starts one; what becomes of it the manager is told.
   *
   * @param kind up or down
   */
  void run(int node, String kind) {
    Definition definition = plan.services().get(node);
    if (!(definition.work() instanceof Work.Oneshot(Program up, Program down, _))) {
      throw new IllegalStateException("no oneshot: " + plan.name(node));
    }
    Program program = kind.equals("up") ? up : down;
    String trouble = managing.prepare(definition);
    if (program == null || trouble != null) {
      managing.notStarted(node, String.valueOf(trouble));
      return;
    }
    String path = RuntimeDirectory.ONESHOTS.concat("/").concat(Launch.bytes(definition.name()));
    InstanceRecord record =
        InstanceRecord.begin(host.kernel(), run.fd, path, host.origin().intent(kind));
    if (record.error() < 0) {
      String why = "cannot write " + run.at(path) + ": " + Messages.why(record.error());
      managing.notStarted(node, why);
      return;
    }
    int[] pid = {0};
    Commands.Outcome outcome =
        commands.start(
            definition,
            program,
            managing.streams(definition),
            record.intent(),
            waitStatus -> {
              host.kernel().unlinkAt(run.fd, path, 0);
              managing.note(new ManagerEvent.Ended(node, pid[0], waitStatus));
            });
    switch (outcome) {
      case Commands.Outcome.Running(int started) -> {
        pid[0] = started;
        int result = record.started(started);
        if (result < 0) {
          managing.warn(definition, "cannot write " + run.at(path) + ": " + Messages.why(result));
        }
        managing.note(new ManagerEvent.Spawned(node, started));
      }
      case Commands.Outcome.Failed(String why) -> {
        record.failed();
        host.kernel().unlinkAt(run.fd, path, 0);
        managing.notStarted(node, why);
      }
    }
  }
}
