package muster.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.plan.Definition;
import muster.plan.Dependency;
import muster.plan.Finding;
import muster.plan.Plan;
import muster.plan.Position;
import muster.plan.Waits;
import muster.plan.graph.Ranks;
import muster.plan.graph.Schedule;
import org.jspecify.annotations.Nullable;

/** A plan and what was found in its sources, as JSON. Specified in docs/json.md. */
public final class PlanJson {
  /** Grows when something is renamed, removed or means something else; not when it is added. */
  public static final int VERSION = 1;

  private final Plan plan;
  private final Ranks ranks;
  private final Waits waits;

  private PlanJson(Plan plan, Ranks ranks) {
    this.plan = plan;
    this.ranks = ranks;
    this.waits = Waits.of(plan, ranks);
  }

  /**
   * Writes all of it.
   *
   * @param ranks of the plan's graph
   * @param timing if durations are known
   */
  public static String of(Plan plan, Ranks ranks, Optional<Timing> timing, List<Finding> findings) {
    return document(new PlanJson(plan, ranks).plan(timing), findings);
  }

  /** When there is no plan, because of errors. */
  public static String of(List<Finding> findings) {
    return document(null, findings);
  }

  private static String document(@Nullable Map<String, Object> plan, List<Finding> findings) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", VERSION);
    document.put("plan", plan);
    document.put("findings", FindingsView.json(findings));
    return Json.of(document);
  }

  private Map<String, Object> plan(Optional<Timing> timing) {
    Map<String, Object> object = new LinkedHashMap<>();
    List<Map<String, Object>> services = new ArrayList<>();
    for (int node = 0; node < plan.services().size(); node++) {
      services.add(service(node, timing.map(Timing::schedule)));
    }
    object.put("services", services);
    object.put("bundles", plan.bundles().stream().map(this::bundle).toList());
    List<List<String>> byRank = new ArrayList<>();
    for (int rank = 0; rank < ranks.count(); rank++) {
      byRank.add(names(ranks.nodes(rank)));
    }
    object.put("ranks", byRank);
    Optional<Schedule> schedule = timing.map(Timing::schedule);
    object.put("width", schedule.map(Schedule::width).orElseGet(ranks::width));
    object.put("length_ms", schedule.map(Schedule::length).orElse(null));
    object.put("critical_path", schedule.map(known -> names(known.criticalPath())).orElse(null));
    Optional<Schedule> supposed = timing.flatMap(Timing::supposed);
    object.put("supposed_length_ms", supposed.map(Schedule::length).orElse(null));
    return object;
  }

  private Map<String, Object> service(int node, Optional<Schedule> schedule) {
    Definition service = plan.services().get(node);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", service.name());
    object.put("kind", service.work().kind());
    object.put("description", service.settings().description());
    object.put("rank", ranks.rank(node));
    putPlace(object, service.at());
    List<Map<String, Object>> dependencies = new ArrayList<>();
    for (int i = 0; i < plan.graph().inDegree(node); i++) {
      dependencies.add(dependency(plan.edges().get(plan.graph().inEdge(node, i))));
    }
    object.put("dependencies", dependencies);
    object.put("waits_for", names(waits.order(node)));
    object.put("needs", names(waits.needs(node)));
    object.put("start_ms", schedule.map(known -> known.start(node)).orElse(null));
    object.put("end_ms", schedule.map(known -> known.end(node)).orElse(null));
    object.put("slack_ms", schedule.map(known -> known.slack(node)).orElse(null));
    return object;
  }

  private Map<String, Object> dependency(Plan.Edge edge) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("kind", kind(edge.kind()));
    object.put("on", plan.name(edge.from()));
    putPlace(object, edge.at());
    return object;
  }

  private static String kind(Dependency.Kind kind) {
    return switch (kind) {
      case NEEDS -> "needs";
      case WANTS -> "wants";
      case AFTER -> "after";
      case BEFORE -> "before";
    };
  }

  private Map<String, Object> bundle(Plan.Bundle bundle) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", bundle.definition().name());
    putPlace(object, bundle.definition().at());
    object.put("services", bundle.members().stream().map(plan::name).toList());
    return object;
  }

  private static void putPlace(Map<String, Object> object, Position at) {
    object.put("file", at.file());
    object.put("line", at.line());
    object.put("column", at.column());
  }

  private List<String> names(int[] nodes) {
    return Arrays.stream(nodes).mapToObj(plan::name).toList();
  }
}
