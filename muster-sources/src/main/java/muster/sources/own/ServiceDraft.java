package muster.sources.own;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import muster.plan.Attributes;
import muster.plan.Dependency;
import muster.plan.Log;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.Restart;
import muster.plan.Retry;
import muster.plan.Settings;
import muster.plan.Stop;
import muster.plan.Work;
import org.jspecify.annotations.Nullable;

/** What the table of a service has said so far; at first, what holds if it says nothing. */
final class ServiceDraft extends Draft {
  static final Restart RESTART = new Restart(Restart.When.ALWAYS, 1000, 30_000, 0, 0);
  static final Stop STOP = new Stop("TERM", null, 10_000, false, Stop.Kill.GROUP);
  static final Log.Files LOG = new Log.Files(10, 1_000_000);
  static final long FINISH_MILLIS = 5000;

  @Nullable String description;
  @Nullable Program run;
  @Nullable Program up;
  @Nullable Program down;
  List<Work.Member> bundle = List.of();
  final List<Dependency> dependencies = new ArrayList<>(2);
  @Nullable String directory;
  @Nullable String user;
  @Nullable String group;
  Map<String, String> environment = Map.of();
  Map<String, String> limits = Map.of();
  @Nullable String umask;
  int nice;
  CapabilitiesDraft.Capabilities capabilities = CapabilitiesDraft.STANDARD;
  List<String> environmentFiles = List.of();
  Readiness ready = new Readiness.None();
  long watchdogMillis;
  long upMillis;
  long downMillis;
  Restart restart = RESTART;
  Retry retry = Retry.NEVER;
  Stop stop = STOP;
  @Nullable Program finish;
  long finishMillis = FINISH_MILLIS;
  Log log = LOG;
  List<String> addresses = List.of();
  boolean essential;
  Settings.OnFailure onFailure = Settings.OnFailure.NOTHING;
  Settings.OnLoss onLoss = Settings.OnLoss.KEEP;

  Readiness readiness() {
    return ready instanceof Readiness.Notify ? new Readiness.Notify(watchdogMillis) : ready;
  }

  Attributes attributes() {
    return new Attributes(
        umask, nice, capabilities.ambient(), capabilities.bounding(), environmentFiles);
  }

  void depend(Dependency.Kind kind, List<Work.Member> names) {
    for (Work.Member name : names) {
      dependencies.add(new Dependency(kind, name.name(), name.at()));
    }
  }
}
