package muster.sim.core;

import muster.core.Effect;
import muster.core.Event;
import muster.core.Moment;
import muster.core.Service;
import muster.core.Step;
import org.jspecify.annotations.Nullable;

/** Something that always holds. It throws a {@link muster.sim.Finding} when it does not. */
abstract class Rule {
  /** A supervision of the seat's directory begins. */
  void begins(Seat seat) {}

  /** A process comes into the world, for a service that had the other one, or none. */
  void born(Child process, @Nullable Child before) {}

  /** The core asks for something, which is about to be done. */
  void asks(Seat seat, Event because, Effect effect, Moment now) {}

  /** The core was told, and what it asked for has been done, or is under way. */
  void told(Seat seat, Service before, Event event, Step step, Moment now) {}

  /** A turn of the loop is over. */
  void turned(World world, Moment now) {}

  /** The world has behaved for long enough. */
  void ended(World world) {}
}
