package muster.view;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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

/** Plans to draw. */
final class Plans {
  private static final String[] NAMES = {"db", "web-server", "mount /usr", "a<b>&\"c\"", "日本語"};

  private Plans() {}

  /** Services that may only need earlier ones, so that there is no cycle. */
  static Plan random(SplittableRandom random, int services) {
    List<Definition> definitions = new ArrayList<>();
    for (int i = 0; i < services; i++) {
      List<Dependency> dependencies = new ArrayList<>();
      int count = i == 0 ? 0 : random.nextInt(4);
      for (int j = 0; j < count; j++) {
        Dependency.Kind kind = Dependency.Kind.values()[random.nextInt(3)];
        String on = definitions.get(random.nextInt(i)).name();
        dependencies.add(new Dependency(kind, on, Position.of("test")));
      }
      String name = NAMES[random.nextInt(NAMES.length)] + "-".repeat(random.nextInt(30)) + i;
      definitions.add(service(name, work(random.nextInt(3)), dependencies));
    }
    return compile(definitions);
  }

  /** Each needs the one before. */
  static Plan chain(int services) {
    return chain(services, services);
  }

  /** Some that each need the one before, and the others, which need nothing. */
  static Plan chain(int length, int services) {
    List<Definition> definitions = new ArrayList<>();
    for (int i = 0; i < services; i++) {
      String before = "s" + (i - 1);
      List<Dependency> dependencies =
          i == 0 || i >= length
              ? List.of()
              : List.of(new Dependency(Dependency.Kind.NEEDS, before, Position.of("test")));
      definitions.add(service("s" + i, work(0), dependencies));
    }
    return compile(definitions);
  }

  static Plan compile(List<Definition> definitions) {
    return Compiler.compile(new ServiceSet(definitions), new Findings());
  }

  static Definition service(String name, Work work, List<Dependency> dependencies) {
    return new Definition(name, Position.of("test"), work, dependencies, Settings.NONE);
  }

  private static Work work(int kind) {
    Program program = new Program.Script("true");
    return switch (kind) {
      case 0 -> new Work.Longrun(program, null, 0, new Readiness.None(), Restart.S6, Stop.S6);
      case 1 -> new Work.Oneshot(program, null);
      default -> new Work.Milestone();
    };
  }
}
