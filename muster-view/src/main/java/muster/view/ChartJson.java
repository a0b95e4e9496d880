package muster.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import muster.core.Moment;

/** The chart of a start as one object. Specified in docs/json.md. */
public final class ChartJson {
  /** What {@code plan --durations} knows it by. */
  static final String FORM = "muster-chart";

  private ChartJson() {}

  /** All of it. */
  public static String of(Chart chart) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("form", FORM);
    object.put("version", PlanJson.VERSION);
    object.put("asked_at", Times.iso(chart.asked().at().wallNanos()));
    object.put("verb", chart.asked().verb().name().toLowerCase(Locale.ROOT));
    object.put("over", chart.over());
    object.put("whole_ms", millis(chart.whole()));
    object.put("critical_ms", millis(chart.critical()));
    object.put("ratio", Math.round(chart.ratio() * 1000) / 1000.0);
    List<Map<String, Object>> services = new ArrayList<>();
    chart.bars().forEach(bar -> services.add(service(bar)));
    object.put("services", services);
    object.put("chain", chart.chain().stream().map(i -> chart.bars().get(i).name()).toList());
    object.put("blame", chart.blame(chart.bars().size()).stream().map(Chart.Bar::name).toList());
    return Json.of(object);
  }

  private static Map<String, Object> service(Chart.Bar bar) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", bar.name());
    object.put("kind", bar.kind());
    object.put("waiting_ms", millis(bar.waited()));
    object.put("starting_ms", millis(bar.started()));
    object.put("ended_ms", millis(bar.ended()));
    object.put("took_ms", millis(bar.took()));
    object.put("outcome", bar.outcome().word());
    return object;
  }

  private static double millis(long nanos) {
    return Math.round(nanos * 1000.0 / Moment.MILLISECOND) / 1000.0;
  }
}
