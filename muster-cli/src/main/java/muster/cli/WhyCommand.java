package muster.cli;

import java.io.PrintStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import muster.core.Moment;
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
    Set<Integer> nodes = Names.nodes(recorded.plan(), List.of(name), "say why");
    if (nodes.size() != 1) {
      throw new Failure(
          Main.UNKNOWN,
          "say why ".concat(name),
          "it is a bundle; ask for one of the services in it");
    }
    return nodes.iterator().next();
  }
}
