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
  private static final String RULE = "trace";

  private final SourceText source;
  private final Durations.Collector durations;

  /** Moments at which those began that start now. */
  private final Map<String, Long> started = new LinkedHashMap<>();

  private final Map<String, Taken> taken = new LinkedHashMap<>();

  private record Taken(long millis, Position at) {}

  private RecordedDurations(SourceText source, Durations.Collector durations) {
    this.source = source;
    this.durations = durations;
  }

  static Durations read(SourceText source, Plan plan, Findings findings) {
    if (ChartFile.resembles(source)) {
      return ChartFile.read(source, plan, findings);
    } else if (Trace.parse(source.text().lines().findFirst().orElse("")).isPresent()) {
      return new RecordedDurations(source, new Durations.Collector(plan, findings)).trace();
    }
    return Durations.read(source.file(), source.text(), plan, findings);
  }

  /** The last start of each counts. A line without its newline is still being written. */
  private Durations trace() {
    String text = source.text();
    int number = 0;
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      number++;
      record(text.substring(start, end), new Position(source.file(), number, 1));
      start = end + 1;
    }
    if (taken.isEmpty()) {
      durations.warn(RULE, Position.of(source.file()), "no start is recorded in this trace");
    }
    taken.forEach((name, took) -> durations.add(name, took.millis(), took.at()));
    return durations.collected();
  }

  private void record(String line, Position at) {
    Optional<TraceRecord> record = Trace.parse(line);
    if (record.isEmpty()) {
      durations.warn(RULE, at, "this is no record of a trace, and is left out");
      return;
    }
    switch (record.get()) {
      case TraceRecord.Changed changed -> note(changed, at);
      case TraceRecord.Began _ -> started.clear(); // what another daemon began, it starts anew
      case TraceRecord.Asked _, TraceRecord.Answered _ -> {}
    }
  }

  private void note(TraceRecord.Changed changed, Position at) {
    if (changed.ready()) {
      Long since = started.remove(changed.service());
      if (since != null) {
        took(changed.service(), (double) changed.at().nanos() - since, at);
      }
    } else if (changed.stage() == Stage.STARTING) {
      started.putIfAbsent(changed.service(), changed.at().nanos());
    } else {
      started.remove(changed.service());
    }
  }

  /** Only in a trace that was changed by hand, or put together, is a time impossible. */
  private void took(String service, double nanos, Position at) {
    double millis = nanos / Moment.MILLISECOND;
    if (Durations.possible(millis)) {
      taken.put(service, new Taken(Math.round(millis), at));
    } else {
      durations.warn(RULE, at, service + " cannot have taken so long, and is left out");
    }
  }
}
