package muster.it.scripts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import muster.plan.Compiler;
import muster.plan.Definition;
import muster.plan.Dependency;
import muster.plan.Findings;
import muster.plan.Plan;
import muster.plan.Position;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.Restart;
import muster.plan.ServiceSet;
import muster.plan.Settings;
import muster.plan.Stop;
import muster.plan.Work;
import org.jspecify.annotations.Nullable;

/**
 * A plan of 5 to 40 services with odd names, of which some fail. Each name has in it what the
 * service does: so a recorder that is given the name knows.
 */
final class RandomPlan {
  /** What names are made of; anything may stand in one, but for NUL, and ~ has a meaning here. */
  static final List<String> ODD =
      List.of(
          "",
          "a",
          "web-server",
          "-",
          "--",
          "-n",
          "-e",
          "a b",
          " ",
          "\"",
          "'",
          "''",
          "\\",
          "\\\\",
          "$",
          "$$",
          "$x",
          "${x}",
          "$STATE",
          "${STATE}",
          "$CODE",
          "$1",
          "$@",
          "$(id)",
          "`id`",
          "\n",
          "a\nb",
          "\n\t@-+",
          "\\\n",
          "\t",
          "\r",
          "\r\n",
          "%",
          "%s",
          "%%",
          "*",
          "?",
          "[a]",
          "#",
          "a#b",
          " # ",
          "ü",
          "日本語",
          "😀",
          ";",
          "&",
          "&&",
          "|",
          "<",
          ">",
          "(",
          ")",
          "{",
          "}",
          "{}",
          "!",
          "=",
          "a=b",
          ":",
          "/",
          ",",
          ".",
          "..",
          "endef",
          "\nendef\n",
          "\ndefine x\n",
          "ifeq",
          "\u0001",
          "\u007f",
          "\u2028",
          "\u202e",
          ".PHONY",
          "\\n",
          "\\c",
          "\\0",
          "é\\",
          "@",
          "+",
          "all",
          "rank-1",
          "functions",
          "^",
          "exit 1",
          "\nexit 1\n",
          "EOF",
          "\ufeff");

  final Plan plan;

  private final boolean recorded;

  private RandomPlan(Plan plan, boolean recorded) {
    this.plan = plan;
    this.recorded = recorded;
  }

  /** Is a service's start recorded? Without MUSTER_START, a milestone runs nothing. */
  boolean recorded(int node) {
    return recorded || !(plan.services().get(node).work() instanceof Work.Milestone);
  }

  /** How long a service takes. */
  int millis(int node) {
    return field(node, 1);
  }

  /** What a service ends with. */
  int code(int node) {
    return recorded(node) ? field(node, 2) : 0;
  }

  /** A number that no other service of the plan has. */
  int index(int node) {
    return field(node, 3);
  }

  private int field(int node, int number) {
    return Integer.parseInt(plan.name(node).split("~", -1)[number]);
  }

  /**
   * Makes one.
   *
   * @param millisMax services take less
   * @param recorder the program of the services that have one; null if MUSTER_START will do it
   */
  static RandomPlan make(SplittableRandom random, int millisMax, @Nullable Path recorder) {
    int count = 5 + IntStream.generate(() -> random.nextInt(36)).limit(3).min().orElseThrow();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int millis = random.nextBoolean() ? 0 : random.nextInt(millisMax);
      int code = random.nextInt(12) == 0 ? 1 + random.nextInt(99) : 0;
      names.add("%s~%03d~%d~%d~%s".formatted(odd(random), millis, code, i, odd(random)));
    }
    List<Definition> definitions = new ArrayList<>();
    double density = 1 + 2 * random.nextDouble();
    for (int i = 0; i < count; i++) {
      Work work = recorder == null ? any(random) : program(random, recorder, names.get(i));
      Position at = new Position(odd(random) + "/file", i + 1, 1);
      definitions.add(
          new Definition(
              names.get(i), at, work, dependencies(random, i, names, density), Settings.NONE));
    }
    for (int i = count - 1; i > 0; i--) {
      Collections.swap(definitions, i, random.nextInt(i + 1));
    }
    return new RandomPlan(
        Compiler.compile(new ServiceSet(definitions), new Findings()), recorder == null);
  }

  private static List<Dependency> dependencies(
      SplittableRandom random, int i, List<String> names, double density) {
    List<Dependency> dependencies = new ArrayList<>();
    for (int j = 0; j < names.size(); j++) {
      boolean near = random.nextDouble() < density / names.size();
      if (j < i && near) {
        Dependency.Kind kind = Dependency.Kind.values()[random.nextInt(3)];
        dependencies.add(new Dependency(kind, names.get(j), Position.of("test")));
      } else if (j > i && near && random.nextInt(8) == 0) {
        dependencies.add(new Dependency(Dependency.Kind.BEFORE, names.get(j), Position.of("test")));
      }
    }
    return dependencies;
  }

  /** With MUSTER_START the kind makes no difference. */
  private static Work any(SplittableRandom random) {
    Program program = new Program.Arguments(List.of("/nowhere"));
    return switch (random.nextInt(3)) {
      case 0 -> new Work.Milestone();
      case 1 -> new Work.Oneshot(program, null);
      default -> new Work.Longrun(program, null, 0, new Readiness.None(), Restart.S6, Stop.S6);
    };
  }

  private static Work program(SplittableRandom random, Path recorder, String name) {
    return switch (random.nextInt(4)) {
      case 0 -> new Work.Milestone();
      case 1 ->
          new Work.Oneshot(
              new Program.Script(
                  "# a script\nexec "
                      + recorder
                      + " \\\n\t'"
                      + name.replace("'", "'\\''")
                      + "'\n# that has ended\n"),
              null);
      default ->
          new Work.Oneshot(
              new Program.Arguments(List.of(recorder.toString(), name, odd(random))), null);
    };
  }

  private static String odd(SplittableRandom random) {
    return ODD.get(random.nextInt(ODD.size()));
  }
}
