package muster.sources;

import java.util.Optional;
import muster.plan.Durations;
import muster.plan.Findings;
import muster.plan.Plan;
import muster.sources.json.JsonReader;
import muster.sources.json.JsonValue;

/** What {@code muster chart --to json} wrote, read back: how long each service took. */
public final class ChartFile {
  private static final String FORM = "muster-chart";
  private static final double NEWEST = 1;

  private final Places places;
  private final Durations.Collector durations;

  private ChartFile(SourceText source, Plan plan, Findings findings) {
    places = new Places(source);
    durations = new Durations.Collector(plan, findings);
  }

  /** Might it be one? No line of names and numbers begins like that. */
  public static boolean resembles(SourceText source) {
    return source.text().stripLeading().startsWith("{");
  }

  /**
   * Says what is wrong with its place.
   *
   * @param plan whose services they are
   */
  public static Durations read(SourceText source, Plan plan, Findings findings) {
    ChartFile file = new ChartFile(source, plan, findings);
    try {
      file.chart(JsonReader.read(source.text()));
    } catch (JsonReader.NotJson e) {
      file.error(e.at, String.valueOf(e.getMessage()));
    }
    return file.durations.collected();
  }

  private void error(int offset, String text) {
    durations.error("chart", places.at(offset), text);
  }

  private void chart(JsonValue document) {
    if (!(document instanceof JsonValue.Members chart)
        || !chart.text("form").equals(Optional.of(FORM))) {
      error(document.at(), "this is JSON, but no chart; want what muster chart --to json prints");
    } else if (!(chart.values().get("version") instanceof JsonValue.Numeral(_, double version))
        || version != NEWEST) {
      error(document.at(), "this chart is of another version of Muster; record it again");
    } else if (!(chart.values().get("services") instanceof JsonValue.Items services)) {
      error(document.at(), "this chart has no list of services");
    } else {
      services.values().forEach(this::service);
    }
  }

  private void service(JsonValue value) {
    if (!(value instanceof JsonValue.Members service)) {
      error(value.at(), "want an object with name and took_ms");
      return;
    }
    Optional<String> name = service.text("name");
    JsonValue took = service.values().get("took_ms");
    if (name.isEmpty() || !(took instanceof JsonValue.Numeral(int at, double millis))) {
      error(value.at(), "want an object with name and took_ms");
    } else if (!Durations.possible(millis)) {
      error(at, "want milliseconds that are not negative, and no more than a hundred days");
    } else {
      String outcome = service.text("outcome").orElse("ready");
      if (!outcome.equals("ready")) {
        durations.warn(
            "not-ready",
            places.at(value.at()),
            name.get() + " was " + outcome + ": how long it would have taken is not known");
      }
      durations.add(name.get(), Math.round(millis), places.at(value.at()));
    }
  }
}
