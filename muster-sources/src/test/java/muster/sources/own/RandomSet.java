package muster.sources.own;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import muster.plan.Attributes;
import muster.plan.Definition;
import muster.plan.Dependency;
import muster.plan.Log;
import muster.plan.Position;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.Restart;
import muster.plan.Retry;
import muster.plan.ServiceSet;
import muster.plan.Settings;
import muster.plan.Stop;
import muster.plan.Work;
import org.jspecify.annotations.Nullable;

/** Sets that can be said in our format, in which everything occurs that can be said. */
final class RandomSet {
  private static final String[] TEXTS = {
    "x",
    "two words",
    "ünïcödé",
    "日本語",
    "😀",
    " lead",
    "trail ",
    "a=b",
    "$HOME",
    "'",
    "\"",
    "'\"",
    "\\",
    "\\n",
    "#",
    "[x]",
    "{",
    "=",
    ".",
    "\u0001",
    "\t",
    "\u007f",
    "'''",
    "\"\"\"",
    "]"
  };

  private static final String[] LINES = {"\n", "\r\n", "\\\n", "'''\n", "\"\"\"\n", "\n\n", "x\n"};

  private static final String[] WORDS = {"a", "b-c", "D_9", "été", "a.b", "x@y", "1", "getty tty1"};

  private static final long[] TIMES = {1, 999, 1000, 1500, 60_000, 90_000, 86_400_000, 86_399_999};

  private final SplittableRandom random;
  private final List<String> names = new ArrayList<>();

  private RandomSet(SplittableRandom random) {
    this.random = random;
  }

  static ServiceSet make(SplittableRandom random) {
    return new RandomSet(random).make();
  }

  private ServiceSet make() {
    int count = random.nextInt(8);
    for (int i = 0; i < count; i++) {
      names.add(pick(WORDS) + i);
    }
    List<Definition> all = new ArrayList<>();
    names.forEach(name -> all.add(definition(name)));
    return new ServiceSet(all);
  }

  private Definition definition(String name) {
    return switch (random.nextInt(6)) {
      case 0 -> new Definition(name, at(), bundle(), List.of(), settings(false, false));
      case 1 ->
          new Definition(name, at(), new Work.Milestone(), dependencies(), settings(true, false));
      case 2 -> new Definition(name, at(), oneshot(), dependencies(), settings(true, true));
      default -> new Definition(name, at(), longrun(), dependencies(), longrunSettings());
    };
  }

  // ---- work ---------------------------------------------------------------------------------

  private Work bundle() {
    return new Work.Bundle(some(names).stream().map(name -> new Work.Member(name, at())).toList());
  }

  private Work oneshot() {
    Program up = perhapsProgram();
    Retry retry = up == null || random.nextBoolean() ? Retry.NEVER : retry();
    return new Work.Oneshot(up, perhapsProgram(), retry);
  }

  private Retry retry() {
    long delay = random.nextInt(4) == 0 ? 0 : time();
    return new Retry(1 + random.nextInt(9), delay, delay + (random.nextBoolean() ? 0 : time()));
  }

  private Work longrun() {
    Program finish = perhapsProgram();
    return new Work.Longrun(
        program(),
        finish,
        finish == null ? ServiceDraft.FINISH_MILLIS : limit(),
        readiness(),
        restart(),
        stop());
  }

  private Readiness readiness() {
    return switch (random.nextInt(8)) {
      case 0 -> new Readiness.None();
      case 1 -> new Readiness.Descriptor(random.nextInt(3, 1024));
      case 2 -> new Readiness.Notify(limit());
      case 3 -> new Readiness.Tcp("[::1]:" + random.nextInt(1, 65_536));
      case 4 -> new Readiness.Http("http://a.example:" + random.nextInt(1, 65_536) + "/x?y=z");
      case 5 -> new Readiness.Exec(program());
      case 6 -> new Readiness.Log(text());
      default -> new Readiness.File(text());
    };
  }

  private Restart restart() {
    Restart.When when = pick(Restart.When.values());
    if (random.nextInt(3) == 0) {
      return RestartDraft.with(when);
    }
    long delay = random.nextInt(4) == 0 ? 0 : time();
    long longest = delay + (random.nextBoolean() ? 0 : time());
    int limit = random.nextInt(3);
    return new Restart(when, delay, longest, limit, limit == 0 ? 0 : time());
  }

  private Stop stop() {
    Program command = perhapsProgram();
    String signal = pick(new String[] {"TERM", "INT", "HUP", "37"});
    return new Stop(
        command == null ? signal : "TERM", command, limit(), random.nextBoolean(), kill());
  }

  private Stop.Kill kill() {
    Stop.Kill[] all = Stop.Kill.values();
    return all[random.nextInt(all.length)];
  }

  private Program program() {
    if (random.nextBoolean()) {
      return new Program.Script(text() + pick(LINES) + text());
    }
    List<String> words = new ArrayList<>(List.of(text()));
    for (int i = random.nextInt(12); i > 0; i--) {
      words.add(random.nextInt(4) == 0 ? "" : text() + pick(LINES));
    }
    return new Program.Arguments(words);
  }

  private @Nullable Program perhapsProgram() {
    return random.nextBoolean() ? null : program();
  }

  // ---- settings -----------------------------------------------------------------------------

  private Settings settings(boolean ordered, boolean executed) {
    return new Settings(
        random.nextBoolean() ? null : "one line, " + pick(WORDS),
        executed && random.nextBoolean() ? pick(new String[] {"/srv/x y", "conf", "../up"}) : null,
        executed && random.nextBoolean() ? pick(new String[] {"root", "1000", "www-data"}) : null,
        executed && random.nextBoolean() ? "adm" : null,
        executed ? environment() : Map.of(),
        executed ? limits() : Map.of(),
        executed ? attributes() : Attributes.NONE,
        executed ? limit() : 0,
        executed ? limit() : 0,
        random.nextBoolean(),
        executed ? pick(Settings.OnFailure.values()) : Settings.OnFailure.NOTHING,
        ordered ? pick(Settings.OnLoss.values()) : Settings.OnLoss.KEEP,
        executed ? log() : new Log.CatchAll(),
        List.of());
  }

  private Settings longrunSettings() {
    Settings settings = settings(true, true);
    return random.nextBoolean()
        ? settings
        : new Settings(
            settings.description(),
            settings.directory(),
            settings.user(),
            settings.group(),
            settings.environment(),
            settings.limits(),
            settings.attributes(),
            settings.upMillis(),
            settings.downMillis(),
            settings.essential(),
            settings.onFailure(),
            settings.onLoss(),
            settings.log(),
            List.of("0.0.0.0:80", "/run/a socket"));
  }

  private Log log() {
    return switch (random.nextInt(6)) {
      case 0 -> new Log.CatchAll();
      case 1 -> new Log.None();
      case 2 -> new Log.Script("n" + random.nextInt(99) + " T " + pick(WORDS));
      case 3 -> new Log.To(pick(WORDS), at());
      case 4 -> ServiceDraft.LOG;
      default -> new Log.Files(random.nextInt(100), random.nextLong(4096, 268_435_456));
    };
  }

  private Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = random.nextInt(9); i > 0; i--) {
      variables.put(pick(WORDS) + i, random.nextInt(4) == 0 ? "" : text() + pick(LINES) + text());
    }
    return variables;
  }

  private Map<String, String> limits() {
    Map<String, String> limits = new LinkedHashMap<>();
    for (String name : some(List.copyOf(Limits.NAMES.keySet()))) {
      long soft = random.nextLong(1000) * pick(new Long[] {1L, 1000L, 1_000_000L});
      limits.put(
          name,
          switch (random.nextInt(4)) {
            case 0 -> "unlimited";
            case 1 -> soft + ":unlimited";
            case 2 -> soft + ":" + (soft + random.nextLong(1000));
            default -> String.valueOf(soft);
          });
    }
    return limits;
  }

  private Attributes attributes() {
    List<String> capabilities = some(List.of("chown", "kill", "net_raw", "sys_time"));
    return new Attributes(
        random.nextBoolean() ? null : pick(new String[] {"027", "0000", "777"}),
        random.nextInt(-20, 20),
        some(capabilities),
        random.nextBoolean() ? null : capabilities,
        some(List.of("a", "-b c", "/etc/default/x")));
  }

  // ---- pieces -------------------------------------------------------------------------------

  private List<Dependency> dependencies() {
    List<Dependency> dependencies = new ArrayList<>();
    for (Dependency.Kind kind : Dependency.Kind.values()) {
      some(names).forEach(name -> dependencies.add(new Dependency(kind, name, at())));
    }
    return dependencies;
  }

  private List<String> some(List<String> from) {
    int oneOf = random.nextInt(1, 9);
    return from.stream().filter(_ -> random.nextInt(oneOf) == 0).toList();
  }

  private long limit() {
    return random.nextBoolean() ? 0 : time();
  }

  private long time() {
    return random.nextBoolean()
        ? TIMES[random.nextInt(TIMES.length)]
        : random.nextLong(1, Time.MILLIS_MAX / 2);
  }

  private String text() {
    return pick(TEXTS) + pick(TEXTS);
  }

  private <T> T pick(T[] from) {
    return from[random.nextInt(from.length)];
  }

  private Position at() {
    return new Position("f", random.nextInt(1, 999), random.nextInt(1, 99));
  }
}
