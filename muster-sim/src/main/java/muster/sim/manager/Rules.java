package muster.sim.manager;

import java.util.List;

/** All rules, new for each run. */
final class Rules {
  private Rules() {}

  static List<Rule> all() {
    return List.of(
        new StopsInOrder(),
        new IsWrittenDown(),
        new StartsAreCapped(),
        new StartsInOrder(),
        new NothingStartsWhileEnding(),
        new AskedOnce(),
        new TriesAgain(),
        new HurriedAreKilled(),
        new InterruptedAreTold(),
        new WatchdogsAreKept(),
        new TraceIsTrue(),
        new AnsweredOnce(),
        new AnsweredTruly(),
        new EndsWithItsCode(),
        new AllIsAsAsked(),
        new AllIsAtRest());
  }
}
