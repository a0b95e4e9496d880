package muster.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.plan.Checks;
import muster.plan.Cycles;
import muster.plan.Finding;
import muster.plan.Severity;
import muster.view.FindingsView;
import muster.view.Json;
import muster.view.PlanJson;

/** {@code muster check}: everything that there is to say about a set. */
final class CheckCommand {
  private final Planning planning;
  private final Arguments arguments;

  CheckCommand(Planning planning, Arguments arguments) {
    this.planning = planning;
    this.arguments = arguments;
  }

  int run() throws Arguments.Unusable {
    Planning.Loaded loaded = planning.load(arguments);
    Cycles.report(loaded.plan(), loaded.findings());
    Checks.run(loaded.plan(), loaded.findings());
    List<Finding> all = loaded.findings().inOrder();
    if (arguments.has(Command.JSON)) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("version", PlanJson.VERSION);
      result.put("services", loaded.plan().services().size());
      result.put("findings", FindingsView.json(all));
      planning.print(Json.of(result));
    } else {
      planning.print(FindingsView.text(all));
      int count = loaded.plan().services().size();
      String services = count == 1 ? " service: " : " services: ";
      planning.err.println("muster: " + count + services + FindingsView.summary(all));
    }
    Severity worst = arguments.has(Command.STRICT) ? Severity.WARNING : Severity.ERROR;
    return all.stream().anyMatch(f -> f.severity().compareTo(worst) <= 0) ? Planning.FAILED : 0;
  }
}
