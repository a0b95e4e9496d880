package muster.sim.manager;

import java.util.List;
import muster.core.Moment;
import muster.core.manager.ManagerEffect;
import muster.core.manager.ManagerEvent;
import muster.core.manager.Notice;

/** Something that always holds. It throws a {@link muster.sim.Finding} when it does not. */
abstract class Rule {
  /** Somebody asks for something, which the manager is about to be told. */
  void asked(World world, ManagerEvent.Asked asked) {}

  /** Somebody asks a machine for something behind the manager's back. */
  void stranger(World world, Seat seat) {}

  /** A process has said something of itself, which the manager is about to be told. */
  void heard(World world, Child run, Notice notice) {}

  /** The manager has settled; what it wrote down is known, and nothing else is done yet. */
  void settled(World world, List<ManagerEffect> effects, Moment now) {}

  /** An effect is about to be performed. */
  void asks(World world, ManagerEffect effect) {}

  /** A turn of the loop is over: nothing is left to be settled. */
  void turned(World world, Moment now) {}

  /** The world has behaved for long enough, and nobody has asked for the end. */
  void rested(World world) {}

  /** The run is over. */
  void ended(World world) {}
}
