package muster.cli;

import java.util.ArrayList;
import java.util.List;
import muster.core.trace.Trace;
import muster.core.trace.TraceRecord;
import muster.plan.Plan;
import muster.plan.PlanReader;

/** All that a daemon has written down: what it was given, and what happened. */
record Recorded(Plan plan, List<TraceRecord> records) {
  static Recorded read(RunDirectory directory) throws Failure {
    List<TraceRecord> records = new ArrayList<>(Trace.read(directory.read("trace.old")));
    records.addAll(Trace.read(directory.read("trace")));
    try {
      return new Recorded(PlanReader.read(directory.read("plan")), records);
    } catch (PlanReader.Refused e) {
      throw directory.badPlan(e);
    }
  }
}
