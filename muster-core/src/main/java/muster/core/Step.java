package muster.core;

import java.util.ArrayList;
import java.util.List;

/** What an event did to a service: the service after it, and what is to be done. */
public record Step(Service next, List<Effect> effects) {

  static Step stay(Service service) {
    return new Step(service, List.of());
  }

  static Step of(Service next, Effect... effects) {
    return new Step(next, List.of(effects));
  }

  /** This step with more to do, in front of what it does already. */
  Step after(Effect... before) {
    List<Effect> all = new ArrayList<>(before.length + effects.size());
    all.addAll(List.of(before));
    all.addAll(effects);
    return new Step(next, List.copyOf(all));
  }

  /** This step and the one that follows it, as one. */
  Step then(Step later) {
    return later.after(effects.toArray(new Effect[0]));
  }
}
