package muster.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import muster.core.manager.DryRun;
import muster.core.trace.TraceRecord.Verb;
import muster.view.Json;
import muster.view.PlanJson;
import muster.view.Snapshot;

/** {@code --dry-run}: says what a request would do, in its order, and asks nobody. */
final class DryRunCommand {
  private final String verb;
  private final Arguments arguments;
  private final PrintStream out;
  private final PrintStream err;

  DryRunCommand(String verb, Arguments arguments, PrintStream out, PrintStream err) {
    this.verb = verb;
    this.arguments = arguments;
    this.out = out;
    this.err = err;
  }

  int run(RunDirectory directory) throws Failure {
    Recorded recorded = Recorded.read(directory);
    List<Integer> nodes = List.copyOf(Names.nodes(recorded.plan(), arguments.operands(), verb));
    DryRun dryRun = new DryRun(recorded.plan(), Snapshot.of(recorded.records()).services());
    int code = arguments.has(Command.PRUNE) ? dryRun.ask(Verb.PRUNE, nodes) : 0;
    if (code == 0) {
      code = dryRun.ask(Verb.valueOf(verb.toUpperCase(Locale.ROOT)), nodes);
    }
    out.print(arguments.has(Command.JSON) ? json(dryRun.steps(), code) : text(dryRun.steps()));
    out.flush();
    if (code != 0) {
      String why = dryRun.refusal();
      err.println(
          "muster: cannot "
              + verb
              + ": "
              + (why.isEmpty() ? "not all of what is named could be done" : why));
    }
    return code;
  }

  private static String text(List<DryRun.Step> steps) {
    StringBuilder text = new StringBuilder();
    for (DryRun.Step step : steps) {
      text.append(step.word()).append(' ').append(step.service()).append('\n');
    }
    return text.toString();
  }

  /** As docs/json.md has it. */
  private static String json(List<DryRun.Step> steps, int code) {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (DryRun.Step step : steps) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("do", step.word());
      object.put("name", step.service());
      objects.add(object);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", PlanJson.VERSION);
    document.put("code", code);
    document.put("steps", objects);
    return Json.of(document);
  }
}
