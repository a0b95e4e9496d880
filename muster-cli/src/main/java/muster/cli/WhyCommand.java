package muster.cli;

import java.io.PrintStream;
import java.time.ZoneId;
import java.util.List;
import muster.core.Moment;
import muster.plan.Nearest;
import muster.view.Causes;
import muster.view.Snapshot;
import muster.view.WhyView;

/** {@code muster why}: the chain of causes of one service. */
final class WhyCommand {
  private static final int LOG_LINES = 10;

  private final Arguments arguments;
  private final PrintStream out;

  WhyCommand(Arguments arguments, PrintStream out) {
    this.arguments = arguments;
    this.out = out;
  }

  int run() throws Failure {
    RunDirectory directory = RunDirectory.of(arguments);
    directory.daemon();
    Recorded recorded = Recorded.read(directory);
    int node = node(recorded, arguments.operands().getFirst());
    Causes causes = Causes.of(recorded.plan(), Snapshot.of(recorded.records()), node);
    Moment now = RunDirectory.now();
    ZoneId zone = ZoneId.systemDefault();
    WhyView view = new WhyView(causes, recorded.records(), now);
    List<String> log = LogTail.read(directory, causes.cause(), LOG_LINES, zone);
    out.print(
        arguments.has(Command.JSON) ? view.json(log) : view.text(log, zone, Terminal.paper()));
    out.flush();
    return 0;
  }

  private static int node(Recorded recorded, String name) throws Failure {
    List<String> names = recorded.plan().services().stream().map(s -> s.name()).toList();
    int node = names.indexOf(name);
    if (node >= 0) {
      return node;
    }
    boolean bundle =
        recorded.plan().bundles().stream().anyMatch(b -> b.definition().name().equals(name));
    throw new Failure(
        StatusCommand.UNKNOWN_NAME,
        "say why ".concat(name),
        bundle
            ? "it is a bundle; ask for one of the services in it"
            : "there is no such service".concat(Nearest.question(name, names)));
  }
}
