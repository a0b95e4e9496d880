package muster.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes the plan file: text that people can read and the daemon reads without a library, with the
 * version first and a checksum last. What says nothing is left out. See docs/plan-file.md.
 */
public final class PlanWriter {
  static final String VERSION = "1";
  static final String BANNER = "muster-plan " + VERSION;

  private final StringBuilder text = new StringBuilder();

  private PlanWriter() {}

  /** The bytes of the file. The same plan gives the same bytes. */
  public static byte[] write(Plan plan) {
    PlanWriter writer = new PlanWriter();
    writer.text.append(BANNER).append('\n');
    List<List<Plan.Edge>> waits = new ArrayList<>();
    plan.services().forEach(service -> waits.add(new ArrayList<>()));
    plan.edges().forEach(edge -> waits.get(edge.to()).add(edge));
    waits.forEach(edges -> edges.sort(Comparator.comparing(Plan.Edge::kind)));
    for (int node = 0; node < plan.services().size(); node++) {
      writer.service(plan.services().get(node));
      for (Plan.Edge edge : waits.get(node)) {
        writer.at(word(edge.kind()), plan.name(edge.from()), edge.at());
      }
    }
    for (Plan.Bundle bundle : plan.bundles()) {
      writer.text.append('\n');
      writer.line("bundle", bundle.definition().name());
      writer.place(bundle.definition().at());
      bundle.members().forEach(node -> writer.field("member", plan.name(node)));
    }
    return writer.sealed();
  }

  private byte[] sealed() {
    byte[] body = text.toString().getBytes(UTF_8);
    text.append(checksum(body, body.length)).append('\n');
    return text.toString().getBytes(UTF_8);
  }

  /** The last line of a file that begins with these bytes. */
  static String checksum(byte[] bytes, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, length);
    return "end %d %08x".formatted(length, sum.getValue());
  }

  /** A constant as it is written: ON_FAILURE is on-failure. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  // ---- services -----------------------------------------------------------------------------

  private void service(Definition service) {
    text.append('\n');
    line("service", service.name());
    place(service.at());
    switch (service.work()) {
      case Work.Longrun longrun -> longrun(longrun);
      case Work.Oneshot(Program up, Program down, Retry retry) -> {
        field("oneshot");
        program("up", up);
        program("down", down);
        retry(retry);
      }
      case Work.Milestone _ -> field("milestone");
      case Work.Bundle _ -> throw new IllegalArgumentException("a bundle is no service");
    }
    settings(service.settings());
  }

  private void retry(Retry retry) {
    if (!retry.equals(Retry.NEVER)) {
      field(
          "retry",
          String.valueOf(retry.times()),
          String.valueOf(retry.delayMillis()),
          String.valueOf(retry.delayMaxMillis()));
    }
  }

  private void longrun(Work.Longrun longrun) {
    field("longrun");
    program("run", longrun.run());
    program("finish", longrun.finish());
    millis("finish-timeout", longrun.finishMillis());
    switch (longrun.readiness()) {
      case Readiness.None _ -> {}
      case Readiness.Descriptor(int fd) -> field("ready-descriptor", String.valueOf(fd));
      case Readiness.Notify(long watchdog) -> {
        field("ready-notify");
        millis("watchdog", watchdog);
      }
      case Readiness.Tcp(String address) -> field("ready-tcp", address);
      case Readiness.Http(String url) -> field("ready-http", url);
      case Readiness.Exec(Program command) -> program("ready-exec", command);
      case Readiness.Log(String pattern) -> field("ready-log", pattern);
      case Readiness.File(String path) -> field("ready-file", path);
    }
    Restart restart = longrun.restart();
    field(
        "restart",
        word(restart.when()),
        String.valueOf(restart.delayMillis()),
        String.valueOf(restart.delayMaxMillis()),
        String.valueOf(restart.limit()),
        String.valueOf(restart.windowMillis()));
    Stop stop = longrun.stop();
    field("stop", stop.signal(), String.valueOf(stop.killMillis()), word(stop.kill()));
    flag("stop-group", stop.group());
    program("stop-command", stop.command());
  }

  private void settings(Settings settings) {
    optional("description", settings.description());
    optional("directory", settings.directory());
    optional("user", settings.user());
    optional("group", settings.group());
    settings.environment().forEach((name, value) -> field("environment", name, value));
    settings.limits().forEach((name, value) -> field("limit", name, value));
    attributes(settings.attributes());
    millis("up-timeout", settings.upMillis());
    millis("down-timeout", settings.downMillis());
    flag("essential", settings.essential());
    if (settings.onFailure() != Settings.NONE.onFailure()) {
      field("on-failure", word(settings.onFailure()));
    }
    if (settings.onLoss() != Settings.NONE.onLoss()) {
      field("on-loss", word(settings.onLoss()));
    }
    switch (settings.log()) {
      case Log.CatchAll _ -> {}
      case Log.Files(int keep, long size) ->
          field("log-files", String.valueOf(keep), String.valueOf(size));
      case Log.Script(String script) -> field("log-script", script);
      case Log.None _ -> field("log-none");
      case Log.To(String consumer, Position at) -> at("log-to", consumer, at);
      case Log.OwnLogger _ -> field("log-own");
    }
    settings.addresses().forEach(address -> field("address", address));
  }

  private void attributes(Attributes attributes) {
    optional("umask", attributes.umask());
    if (attributes.nice() != 0) {
      field("nice", String.valueOf(attributes.nice()));
    }
    if (!attributes.ambient().isEmpty()) {
      words("ambient-capabilities", attributes.ambient());
    }
    List<String> bounding = attributes.bounding();
    if (bounding != null) {
      words("bounding-capabilities", bounding);
    }
    attributes.environmentFiles().forEach(path -> field("environment-file", path));
  }

  // ---- lines --------------------------------------------------------------------------------

  private void line(String... words) {
    text.append(Words.join(List.of(words))).append('\n');
  }

  private void field(String... words) {
    text.append("  ");
    line(words);
  }

  private void place(Position at) {
    field("at", at.file(), String.valueOf(at.line()), String.valueOf(at.column()));
  }

  private void at(String key, String name, Position at) {
    field(key, name, at.file(), String.valueOf(at.line()), String.valueOf(at.column()));
  }

  private void program(String key, @Nullable Program program) {
    switch (program) {
      case null -> {}
      case Program.Arguments(List<String> words) -> {
        List<String> all = new ArrayList<>(List.of("exec"));
        all.addAll(words);
        words(key, all);
      }
      case Program.Script(String script) -> field(key, "script", script);
    }
  }

  private void words(String key, List<String> words) {
    List<String> all = new ArrayList<>(List.of(key));
    all.addAll(words);
    field(all.toArray(String[]::new));
  }

  private void optional(String key, @Nullable String value) {
    if (value != null) {
      field(key, value);
    }
  }

  private void millis(String key, long millis) {
    if (millis != 0) {
      field(key, String.valueOf(millis));
    }
  }

  private void flag(String key, boolean set) {
    if (set) {
      field(key);
    }
  }
}
