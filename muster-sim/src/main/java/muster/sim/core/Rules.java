package muster.sim.core;

import java.util.List;

/** All rules, new for each run. */
final class Rules {
  private Rules() {}

  static List<Rule> all() {
    return List.of(
        new OneInstance(),
        new SignalsReachTheirTarget(),
        new StatusBeforeEvent(),
        new StatusIsTrue(),
        new StampsAreTrue(),
        new PauseIsShown(),
        new EventsInOrder(),
        new NothingUnwantedStarts(),
        new RequestsWait(),
        new WantedIsWhatWasAsked(),
        new DownIsObeyed(),
        new KilledInTime(),
        new FinishKilledInTime(),
        new RestartedInTime(),
        new DeathsAreTold(),
        new StaleChangesNothing(),
        new LeavesWhenDown(),
        new AllIsWellInTheEnd());
  }
}
