package muster.cli;

import java.io.PrintStream;
import java.util.Optional;
import muster.view.Chart;
import muster.view.ChartJson;
import muster.view.ChartPicture;
import muster.view.ChartText;

/** {@code muster chart}: the last start as bars. It needs no daemon, only what one has written. */
final class ChartCommand {
  private final Arguments arguments;
  private final PrintStream out;

  ChartCommand(Arguments arguments, PrintStream out) {
    this.arguments = arguments;
    this.out = out;
  }

  int run() throws Failure, Arguments.Unusable {
    String to = arguments.text(Command.CHART_TO, "text");
    Command.CHART_TO.require(to);
    RunDirectory directory = RunDirectory.of(arguments);
    Recorded recorded = Recorded.read(directory);
    Optional<Chart> chart = Chart.of(recorded.plan(), recorded.records(), RunDirectory.now());
    if (chart.isEmpty()) {
      throw new Failure(
          RunDirectory.NO_DAEMON,
          "draw a chart",
          "no start is recorded at ".concat(directory.path()));
    }
    out.print(
        switch (to) {
          case "json" -> ChartJson.of(chart.get());
          case "svg" -> ChartPicture.of(chart.get());
          default -> ChartText.of(chart.get(), Terminal.paper());
        });
    out.flush();
    return 0;
  }
}
