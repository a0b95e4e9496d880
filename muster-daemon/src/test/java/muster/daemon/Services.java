package muster.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import muster.plan.Attributes;
import muster.plan.Definition;
import muster.plan.Dependency;
import muster.plan.Log;
import muster.plan.Position;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.Restart;
import muster.plan.Settings;
import muster.plan.Stop;
import muster.plan.Work;
import org.jspecify.annotations.Nullable;

/** Makes services of a set for tests: what is not said is as when nothing is said. */
final class Services {
  private Services() {}

  static final class Of {
    private static final Position AT = new Position("a.toml", 3, 1);

    private final String name;
    private final List<Dependency> dependencies = new ArrayList<>();
    private @Nullable String directory;
    private @Nullable String user;
    private @Nullable String group;
    private Map<String, String> environment = Map.of();
    private Map<String, String> limits = Map.of();
    private Attributes attributes = Attributes.NONE;

    Of(String name) {
      this.name = name;
    }

    Of directory(String path) {
      directory = path;
      return this;
    }

    Of user(String nameOrId) {
      user = nameOrId;
      return this;
    }

    Of group(String nameOrId) {
      group = nameOrId;
      return this;
    }

    Of environment(Map<String, String> variables) {
      environment = variables;
      return this;
    }

    Of limits(Map<String, String> byName) {
      limits = byName;
      return this;
    }

    Of attributes(Attributes all) {
      attributes = all;
      return this;
    }

    Of needs(String other) {
      dependencies.add(new Dependency(Dependency.Kind.NEEDS, other, AT));
      return this;
    }

    Of before(String other) {
      dependencies.add(new Dependency(Dependency.Kind.BEFORE, other, AT));
      return this;
    }

    Settings settings() {
      return new Settings(
          null,
          directory,
          user,
          group,
          environment,
          limits,
          attributes,
          0,
          0,
          false,
          Settings.OnFailure.NOTHING,
          Settings.OnLoss.KEEP,
          new Log.CatchAll(),
          List.of());
    }

    Definition oneshot(Program up) {
      return new Definition(name, AT, new Work.Oneshot(up, null), dependencies, settings());
    }

    Definition longrun(Program run, Readiness readiness) {
      Work work = new Work.Longrun(run, null, 0, readiness, Restart.S6, Stop.S6);
      return new Definition(name, AT, work, dependencies, settings());
    }
  }
}
