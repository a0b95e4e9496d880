package muster.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.trace.Trace;
import muster.core.trace.TraceRecord;
import muster.plan.Durations;
import muster.plan.Findings;
import muster.plan.Plan;
import muster.plan.Position;
import muster.sources.ChartFile;
import muster.sources.SourceText;

/** How long services took, from any file that says it: which kind it is shows in its beginning. */
final class RecordedDurations {
  private final SourceText source;
  private final Findings findings;

  /** Moments at which those began that start now. */
  private final Map<String, Long> started = new LinkedHashMap<>();

  private final Map<String, Taken> taken = new LinkedHashMap<>();

  private record Taken(long nanos, Position at) {}

  private RecordedDurations(SourceText source, Findings findings) {
    this.source = source;
    this.findings = findings;
  }

  static Durations read(SourceText source, Plan plan, Findings findings) {
    if (ChartFile.resembles(source)) {
      return ChartFile.read(source, plan, findings);
    } else if (Trace.parse(source.text().lines().findFirst().orElse("")).isPresent()) {
      return new RecordedDurations(source, findings).trace(plan);
    }
    return Durations.read(source.file(), source.text(), plan, findings);
  }

  /** The last start of each counts. */
  private Durations trace(Plan plan) {
    String[] lines = source.text().split("\n", -1);
    for (int i = 0; i < lines.length - 1; i++) { // one without its newline is still being written
      Position at = new Position(source.file(), i + 1, 1);
      Optional<TraceRecord> record = Trace.parse(lines[i]);
      if (record.isEmpty()) {
        findings.warn("trace", at, "this is no record of a trace, and is left out");
      } else if (record.get() instanceof TraceRecord.Changed changed) {
        note(changed, at);
      }
    }
    if (taken.isEmpty()) {
      findings.warn("trace", Position.of(source.file()), "no start is recorded in this trace");
    }
    Durations.Collector durations = new Durations.Collector(plan, findings);
    taken.forEach((name, took) ->
        durations.add(name, Math.round((double) took.nanos() / Moment.MILLISECOND), took.at()));
    return durations.collected();
  }

  private void note(TraceRecord.Changed changed, Position at) {
    if (changed.ready()) {
      Long since = started.remove(changed.service());
      if (since != null) {
        taken.put(changed.service(), new Taken(changed.at().nanos() - since, at));
      }
    } else if (changed.stage() == Stage.STARTING) {
      started.putIfAbsent(changed.service(), changed.at().nanos());
    } else {
      started.remove(changed.service());
    }
  }
}
