package muster.plan;

import java.util.ArrayList;
import java.util.List;

/** Collects what there is to say, so that one run says all of it. */
public final class Findings {
  private final List<Finding> all = new ArrayList<>();

  /** The set cannot be used. */
  public void error(String rule, Position at, String text, Finding.Note... notes) {
    add(new Finding(Severity.ERROR, rule, at, text, List.of(notes)));
  }

  /** It can, and probably does something else than was meant. */
  public void warn(String rule, Position at, String text, Finding.Note... notes) {
    add(new Finding(Severity.WARNING, rule, at, text, List.of(notes)));
  }

  /** It does what was meant, and could be better. */
  public void hint(String rule, Position at, String text, Finding.Note... notes) {
    add(new Finding(Severity.HINT, rule, at, text, List.of(notes)));
  }

  /** Takes back what somebody else is to find out better. */
  public void forget(String rule) {
    all.removeIf(finding -> finding.rule().equals(rule));
  }

  /** Adds one that is made already. */
  public void add(Finding finding) {
    all.add(finding);
  }

  /** Is there an error? */
  public boolean failed() {
    return all.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /** All of them, in the order in which they were found. */
  public List<Finding> all() {
    return List.copyOf(all);
  }

  /** All, by their files and lines; what is worse first. */
  public List<Finding> inOrder() {
    return all.stream().sorted(Findings::compare).toList();
  }

  /** Not by Comparator.comparing, whose lambdas no AOT cache keeps. */
  private static int compare(Finding one, Finding other) {
    int byPlace = one.at().compareTo(other.at());
    return byPlace != 0 ? byPlace : one.severity().compareTo(other.severity());
  }
}
