package muster.sources.script;

import java.util.List;
import muster.plan.Definition;

/**
 * A service in a script.
 *
 * @param number from 1, in the order of ranks
 * @param after the services that it waits for, which have smaller numbers
 * @param needs the services that have to be up, which are done when those are
 */
record Step(int number, Definition service, List<Step> after, List<Step> needs, Start start) {
  String name() {
    return service.name();
  }
}
