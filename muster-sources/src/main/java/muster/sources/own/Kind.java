package muster.sources.own;

import java.util.List;
import muster.plan.Work;

/** What a service is, by the keys that it has. */
enum Kind {
  LONGRUN("longruns", "a longrun"),
  ONESHOT("oneshots", "a oneshot"),
  BUNDLE("bundles", "a bundle"),
  MILESTONE("milestones", "a milestone");

  /** Several of them, for messages. */
  final String plural;

  /** One of them. */
  final String one;

  Kind(String plural, String one) {
    this.plural = plural;
    this.one = one;
  }

  static Kind of(Work work) {
    return switch (work) {
      case Work.Longrun _ -> LONGRUN;
      case Work.Oneshot _ -> ONESHOT;
      case Work.Bundle _ -> BUNDLE;
      case Work.Milestone _ -> MILESTONE;
    };
  }

  /** The keys that make it one; no other kind has them. */
  List<String> signs() {
    return switch (this) {
      case LONGRUN -> List.of("run");
      case ONESHOT -> List.of("up", "down");
      case BUNDLE -> List.of("bundle");
      case MILESTONE -> List.of();
    };
  }
}
