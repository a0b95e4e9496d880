package muster.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.plan.graph.Graph;
import org.jspecify.annotations.Nullable;

/** Reads the plan file, and refuses all that {@link PlanWriter} does not write. */
public final class PlanReader {
  /** Why a file is no plan, or not a whole one: with the line, for people. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }

    Refused(int line, String message) {
      super("line " + line + ": " + message);
    }
  }

  private final List<PlanBlock> blocks;
  private final Map<String, Integer> nodes = new LinkedHashMap<>();

  private PlanReader(List<PlanBlock> blocks) {
    this.blocks = blocks;
  }

  /**
   * Reads what {@link PlanWriter#write} made. The services have no dependencies by name any more:
   * what they were is in the edges, which are in the order of the services that wait.
   *
   * @throws Refused if a byte is missing or changed, or the version is another one
   */
  public static Plan read(byte[] bytes) throws Refused {
    String text = new String(verified(bytes), UTF_8);
    return new PlanReader(PlanBlock.split(text)).plan();
  }

  static Refused otherVersion() {
    return new Refused(
        "it is no plan of version " + PlanWriter.VERSION + "; write it anew with muster compile");
  }

  /** The file without its last line, once that has been found right. */
  private static byte[] verified(byte[] bytes) throws Refused {
    byte[] banner = (PlanWriter.BANNER + "\n").getBytes(UTF_8);
    if (bytes.length < banner.length
        || !Arrays.equals(bytes, 0, banner.length, banner, 0, banner.length)) {
      throw otherVersion();
    }
    int end = bytes.length - 1; // of the last line, which ends the file
    int start = end;
    while (start > 0 && bytes[start - 1] != '\n') {
      start--;
    }
    String seal = bytes[end] == '\n' ? new String(bytes, start, end - start, UTF_8) : "";
    if (!seal.equals(PlanWriter.checksum(bytes, start))) {
      throw new Refused("it is truncated or was changed; write it anew with muster compile");
    }
    return Arrays.copyOf(bytes, start);
  }

  private Plan plan() throws Refused {
    List<PlanBlock> services = of("service");
    for (PlanBlock block : services) {
      if (nodes.putIfAbsent(block.name(), nodes.size()) != null) {
        throw block.refused("there are two of that name");
      }
    }
    List<Definition> definitions = new ArrayList<>();
    List<Plan.Edge> edges = new ArrayList<>();
    for (PlanBlock block : services) {
      readEdges(block, definitions.size(), edges);
      definitions.add(service(block));
      block.done();
    }
    List<Plan.Bundle> bundles = new ArrayList<>();
    for (PlanBlock block : of("bundle")) {
      bundles.add(bundle(block));
      block.done();
    }
    int[] from = edges.stream().mapToInt(Plan.Edge::from).toArray();
    int[] to = edges.stream().mapToInt(Plan.Edge::to).toArray();
    return new Plan(definitions, bundles, edges, Graph.of(definitions.size(), from, to));
  }

  private List<PlanBlock> of(String kind) {
    return blocks.stream().filter(block -> block.kind().equals(kind)).toList();
  }

  private void readEdges(PlanBlock block, int node, List<Plan.Edge> edges) throws Refused {
    for (Dependency.Kind kind : Dependency.Kind.values()) {
      for (PlanBlock.Field field : block.all(PlanWriter.word(kind))) {
        edges.add(new Plan.Edge(node(field, field.word(0)), node, kind, field.position(1)));
      }
    }
  }

  private int node(PlanBlock.Field field, String name) throws Refused {
    Integer node = nodes.get(name);
    if (node == null) {
      throw field.refused("there is no service " + name);
    }
    return node;
  }

  private Plan.Bundle bundle(PlanBlock block) throws Refused {
    List<Integer> members = new ArrayList<>();
    List<Work.Member> contents = new ArrayList<>();
    Position at = block.one("at").position(0);
    for (PlanBlock.Field field : block.all("member")) {
      members.add(node(field, field.word(0)));
      contents.add(new Work.Member(field.word(0), at));
    }
    Work work = new Work.Bundle(contents);
    return new Plan.Bundle(
        new Definition(block.name(), at, work, List.of(), Settings.NONE), members);
  }

  // ---- services -----------------------------------------------------------------------------

  private static Definition service(PlanBlock block) throws Refused {
    Position at = block.one("at").position(0);
    return new Definition(block.name(), at, work(block), List.of(), settings(block));
  }

  private static Work work(PlanBlock block) throws Refused {
    if (block.flag("milestone")) {
      return new Work.Milestone();
    }
    if (block.flag("oneshot")) {
      return new Work.Oneshot(program(block, "up"), program(block, "down"), retry(block));
    }
    block.one("longrun");
    Program run = program(block, "run");
    if (run == null) {
      throw block.refused("a longrun has nothing to run");
    }
    PlanBlock.Field restart = block.one("restart");
    PlanBlock.Field stop = block.one("stop");
    return new Work.Longrun(
        run,
        program(block, "finish"),
        block.millis("finish-timeout"),
        readiness(block),
        new Restart(
            restart.constant(0, Restart.When.class),
            restart.number(1),
            restart.number(2),
            (int) restart.number(3),
            restart.number(4)),
        new Stop(
            stop.word(0),
            program(block, "stop-command"),
            stop.number(1),
            block.flag("stop-group"),
            stop.constant(2, Stop.Kill.class)));
  }

  private static Retry retry(PlanBlock block) throws Refused {
    PlanBlock.Field field = block.maybe("retry");
    return field == null
        ? Retry.NEVER
        : new Retry((int) field.number(0), field.number(1), field.number(2));
  }

  private static @Nullable Program program(PlanBlock block, String key) throws Refused {
    PlanBlock.Field field = block.maybe(key);
    if (field == null) {
      return null;
    }
    return switch (field.word(0)) {
      case "exec" -> new Program.Arguments(field.from(1));
      case "script" -> new Program.Script(field.word(1));
      default -> throw field.refused("it is neither exec nor script");
    };
  }

  private static Readiness readiness(PlanBlock block) throws Refused {
    PlanBlock.Field field = block.maybe("ready-descriptor");
    if (field != null) {
      return new Readiness.Descriptor((int) field.number(0));
    }
    field = block.maybe("ready-tcp");
    if (field != null) {
      return new Readiness.Tcp(field.word(0));
    }
    field = block.maybe("ready-http");
    if (field != null) {
      return new Readiness.Http(field.word(0));
    }
    field = block.maybe("ready-log");
    if (field != null) {
      return new Readiness.Log(field.word(0));
    }
    field = block.maybe("ready-file");
    if (field != null) {
      return new Readiness.File(field.word(0));
    }
    Program exec = program(block, "ready-exec");
    if (exec != null) {
      return new Readiness.Exec(exec);
    }
    return block.flag("ready-notify")
        ? new Readiness.Notify(block.millis("watchdog"))
        : new Readiness.None();
  }

  private static Settings settings(PlanBlock block) throws Refused {
    PlanBlock.Field onFailure = block.maybe("on-failure");
    PlanBlock.Field onLoss = block.maybe("on-loss");
    List<String> addresses = new ArrayList<>();
    for (PlanBlock.Field field : block.all("address")) {
      addresses.add(field.word(0));
    }
    return new Settings(
        block.text("description"),
        block.text("directory"),
        block.text("user"),
        block.text("group"),
        pairs(block, "environment"),
        pairs(block, "limit"),
        attributes(block),
        block.millis("up-timeout"),
        block.millis("down-timeout"),
        block.flag("essential"),
        onFailure == null
            ? Settings.NONE.onFailure()
            : onFailure.constant(0, Settings.OnFailure.class),
        onLoss == null ? Settings.NONE.onLoss() : onLoss.constant(0, Settings.OnLoss.class),
        log(block),
        addresses);
  }

  private static Attributes attributes(PlanBlock block) throws Refused {
    PlanBlock.Field nice = block.maybe("nice");
    PlanBlock.Field ambient = block.maybe("ambient-capabilities");
    PlanBlock.Field bounding = block.maybe("bounding-capabilities");
    List<String> files = new ArrayList<>();
    for (PlanBlock.Field field : block.all("environment-file")) {
      files.add(field.word(0));
    }
    return new Attributes(
        block.text("umask"),
        nice == null ? 0 : (int) nice.signed(0),
        ambient == null ? List.of() : ambient.rest(),
        bounding == null ? null : bounding.rest(),
        files);
  }

  private static Map<String, String> pairs(PlanBlock block, String key) throws Refused {
    List<PlanBlock.Field> fields = block.all(key);
    if (fields.isEmpty()) {
      return Map.of(); // as most have none, a thousand empty maps are not kept
    }
    Map<String, String> pairs = new LinkedHashMap<>();
    for (PlanBlock.Field field : fields) {
      pairs.put(field.word(0), field.word(1));
    }
    return pairs;
  }

  private static Log log(PlanBlock block) throws Refused {
    PlanBlock.Field field = block.maybe("log-files");
    if (field != null) {
      return new Log.Files((int) field.number(0), field.number(1));
    }
    field = block.maybe("log-to");
    if (field != null) {
      return new Log.To(field.word(0), field.position(1));
    }
    String script = block.text("log-script");
    if (script != null) {
      return new Log.Script(script);
    }
    if (block.flag("log-none")) {
      return new Log.None();
    }
    return block.flag("log-own") ? new Log.OwnLogger() : new Log.CatchAll();
  }
}
