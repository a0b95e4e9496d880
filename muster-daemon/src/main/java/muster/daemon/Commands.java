package muster.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import muster.core.wire.Instance;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.kernel.Spawn;
import muster.plan.Definition;
import muster.plan.Program;

/** Starts what is no longrun: the programs of oneshots, and those that find out something. */
final class Commands {
  /** What became of a start. */
  sealed interface Outcome {
    record Running(int pid) implements Outcome {}

    record Failed(String why) implements Outcome {}
  }

  private final Host host;
  private final Kernel kernel;
  private final Surroundings surroundings;

  Commands(Host host, Surroundings surroundings) {
    this.host = host;
    this.kernel = host.kernel();
    this.surroundings = surroundings;
  }

  /**
   * Starts a program of a service, as its settings say.
   *
   * @param ended is told the wait status when it was reaped
   */
  Outcome start(
      Definition service, Program program, Streams streams, Instance intent, IntConsumer ended) {
    EnvironmentFiles files = EnvironmentFiles.read(kernel, service.settings(), surroundings);
    Launch launch = Launch.of(service, program, List.of(), files, List.of(), surroundings);
    Executable executable = Executable.of(kernel, launch);
    if (executable.problem() != null) {
      return new Outcome.Failed(executable.problem());
    }
    int home = kernel.open(launch.directory(), Linux.O_PATH | Linux.O_DIRECTORY, 0);
    if (home < 0) {
      return new Outcome.Failed("cannot run in " + launch.directory() + ": " + Messages.why(home));
    }
    List<Spawn.FileAction> actions = new ArrayList<>();
    streams.addTo(actions);
    String invocation = "INVOCATION_ID=".concat(intent.invocation());
    int pid =
        host.starter()
            .spawn(launch.spawn(executable.path(), home, invocation, actions, host.origin()));
    kernel.close(home);
    if (pid < 0) {
      return new Outcome.Failed(Executable.why(kernel, launch, pid));
    }
    host.children().add(pid, (_, waitStatus) -> ended.accept(waitStatus));
    return new Outcome.Running(pid);
  }
}
