package muster.it.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A thousand requests that overtake each other, and nothing is left of them but the last word. */
class SoakTest {
  private static final long SEED = Long.getLong("muster.soak.seed", System.nanoTime());

  private static final int SERVICES = 200;
  private static final int REQUESTS = 1_000;

  /** By then the daemon has met all that it will meet, and has the memory for it. */
  private static final int WARM = 300;

  /** Every so many requests, everything is let come to rest, and is looked at. */
  private static final int REST_EVERY = 125;

  /** A JVM for each would take most of the time. */
  private static final int REAL_COMMAND_EVERY = 100;

  private static final String PREFIX = "service-";
  private static final int NAMES_MAX = 3;
  private static final int BUNDLES = 20;
  private static final int BUNDLE_SIZE = 4;
  private static final List<String> VERBS = List.of("start", "start", "stop", "restart");

  /** What a JVM's heap and the code that it compiles vary by; 700 leaks of a page are less. */
  private static final long MEMORY_GROWTH_KILOBYTES = 2_500;

  /** In the command line of each service, with its number behind it. */
  private static final String MARK = ": soak-service ";

  /** A service in what {@code muster status --json} says. */
  private static final Pattern SAID =
      Pattern.compile(
          "\"name\": ?\"(?<name>[^\"]+)\",[^{}]*?\"state\": ?\"(?<state>[a-z]+)\","
              + "\\s*\"pid\": ?(?<pid>[0-9]+|null)");

  private static final Pattern MARKED = Pattern.compile("(?s).*" + MARK + "(\\d+);.*");

  private final @AutoClose Scene scene;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final RandomGraph graph = new RandomGraph(random, SERVICES);
  private final List<List<Integer>> bundles = new ArrayList<>();
  private final ControlFifo control;

  SoakTest() throws Exception {
    scene = new Scene();
    control = new ControlFifo(scene);
  }

  @Test
  void thousandRequestsThatRaceLeaveNothingButTheLastWord() throws Exception {
    try {
      soak();
    } catch (Exception | AssertionError e) {
      throw new AssertionError("with -Dmuster.soak.seed=" + SEED, e);
    }
  }

  private void soak() throws Exception {
    scene.set(set());
    scene.up();
    graph.ask("start", everything());
    assertAsWanted();

    Uses warm = ask(1, WARM);
    Uses end = ask(WARM + 1, REQUESTS);
    System.out.println("soak, after " + WARM + " and " + REQUESTS + ": " + warm + ", " + end);
    assertThat(end.descriptors()).isEqualTo(warm.descriptors());
    assertThat(end.kilobytes()).isLessThan(warm.kilobytes() + MEMORY_GROWTH_KILOBYTES);
    assertThat(control.answers()).contains(0, 1).allMatch(code -> code == 0 || code == 1);

    request("stop", List.of("all"), everything());
    control.answers();
    assertAsWanted();
    assertThat(running()).isEmpty();
    assertThat(scene.end()).isZero();
  }

  /** Asks for that many, and for everything. @return what the daemon uses then */
  private Uses ask(int from, int to) throws Exception {
    for (int i = from; i <= to; i++) {
      if (i % REAL_COMMAND_EVERY == 0) {
        realCommand();
      } else {
        randomRequest();
      }
      if (i % REST_EVERY == 0) {
        control.answers();
        assertAsWanted();
      }
    }
    request("start", List.of("all"), everything());
    control.answers();
    assertAsWanted();
    return Uses.of(scene.daemon());
  }

  // ---- requests -----------------------------------------------------------------------------

  private void randomRequest() throws Exception {
    List<String> names = new ArrayList<>();
    List<Integer> services = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      int bundle = random.nextInt(BUNDLES);
      names.add("bundle-" + bundle);
      services.addAll(bundles.get(bundle));
    }
    int more = random.nextInt(names.isEmpty() ? 1 : 0, NAMES_MAX);
    for (int i = 0; i < more; i++) {
      services.add(random.nextInt(SERVICES));
      names.add(name(services.getLast()));
    }
    request(verb(), names, services);
  }

  private void request(String verb, List<String> names, List<Integer> services) throws Exception {
    control.ask(verb, names);
    graph.ask(verb, services);
  }

  /** It races with those that were asked before it, which are not waited for. */
  private void realCommand() throws Exception {
    int service = random.nextInt(SERVICES);
    String verb = verb();
    assertThat(scene.muster(verb, name(service)).code()).as(verb).isZero();
    graph.ask(verb, List.of(service));
  }

  private String verb() {
    return VERBS.get(random.nextInt(VERBS.size()));
  }

  // ---- the set ------------------------------------------------------------------------------

  private String set() {
    StringBuilder toml = new StringBuilder();
    for (int service : everything()) {
      List<String> needs = graph.needs(service).stream().map(need -> quoted(name(need))).toList();
      toml.append(
          """
          [%s]
          run = '%s%d; exec 8<>silence; echo >&3; while :; do read -r _ <&8; done'
          ready = { fd = 3 }
          needs = %s
          """
              .formatted(name(service), MARK, service, needs));
    }
    for (int bundle = 0; bundle < BUNDLES; bundle++) {
      bundles.add(random.ints(0, SERVICES).distinct().limit(BUNDLE_SIZE).boxed().toList());
      toml.append(bundle("bundle-" + bundle, bundles.getLast()));
    }
    return toml.append(bundle("all", everything())).toString();
  }

  private static String bundle(String name, List<Integer> services) {
    return "[%s]\nbundle = %s\n"
        .formatted(name, services.stream().map(service -> quoted(name(service))).toList());
  }

  private static String name(int service) {
    return PREFIX + service;
  }

  private static String quoted(String name) {
    return '"' + name + '"';
  }

  private static List<Integer> everything() {
    return IntStream.range(0, SERVICES).boxed().toList();
  }

  // ---- what is ------------------------------------------------------------------------------

  /** The model, what Muster says, and the processes that there are agree, for each service. */
  private void assertAsWanted() throws Exception {
    Matcher said = SAID.matcher(scene.muster("status", "--json").out());
    Map<String, List<Integer>> running = running();
    BitSet wanted = graph.wanted();
    Map<String, String> wrong = new TreeMap<>();
    int count = 0;
    for (; said.find(); count++) {
      String name = said.group("name");
      List<Integer> pids = running.getOrDefault(name, List.of());
      boolean up = wanted.get(Integer.parseInt(name.substring(PREFIX.length())));
      String good = up && pids.size() == 1 ? "up " + pids.getFirst() : up ? "up" : "down null";
      String is = said.group("state") + ' ' + said.group("pid");
      if (!is.equals(good) || !up && !pids.isEmpty()) {
        wrong.put(name, "is to be %s, and is %s %s".formatted(good, is, pids));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(count).isEqualTo(SERVICES);
  }

  /** The processes of each service, by its name. */
  private Map<String, List<Integer>> running() throws IOException {
    Map<String, List<Integer>> running = new HashMap<>();
    for (String left : scene.left()) {
      var marked = MARKED.matcher(left);
      if (marked.matches()) {
        String pid = left.substring("/proc/".length(), left.indexOf(':'));
        running
            .computeIfAbsent(name(Integer.parseInt(marked.group(1))), _ -> new ArrayList<>())
            .add(Integer.valueOf(pid));
      }
    }
    return running;
  }

  /** What the daemon has of the machine. */
  private record Uses(int descriptors, long kilobytes) {
    static Uses of(long pid) throws IOException {
      Path process = Path.of("/proc/" + pid);
      try (var open = Files.list(process.resolve("fd"))) {
        return new Uses((int) open.count(), pss(process));
      }
    }

    private static long pss(Path process) throws IOException {
      for (String line : Files.readAllLines(process.resolve("smaps_rollup"))) {
        if (line.startsWith("Pss:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
      }
      throw new IOException("no Pss of " + process);
    }
  }
}
