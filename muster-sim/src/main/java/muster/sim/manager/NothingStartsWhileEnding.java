package muster.sim.manager;

import muster.core.manager.ManagerEffect;
import muster.core.manager.ManagerEvent;
import muster.core.trace.TraceRecord;
import muster.core.trace.TraceRecord.Verb;
import muster.sim.Finding;

/** When everything ends, nothing is started any more. */
final class NothingStartsWhileEnding extends Rule {
  private boolean ending;

  @Override
  void asked(World world, ManagerEvent.Asked asked) {
    ending |= asked.ends();
  }

  @Override
  void asks(World world, ManagerEffect effect) {
    switch (effect) {
      case ManagerEffect.Tell(TraceRecord.Asked asked) ->
          ending |= asked.verb() == Verb.END || asked.verb() == Verb.HURRY;
      case ManagerEffect.Start _, ManagerEffect.RunUp _ -> {
        if (ending) {
          throw new Finding(this, effect + " though everything ends");
        }
      }
      case ManagerEffect.Tell _,
          ManagerEffect.Stop _,
          ManagerEffect.Kill _,
          ManagerEffect.Hurry _,
          ManagerEffect.Reload _,
          ManagerEffect.RunDown _,
          ManagerEffect.Signal _,
          ManagerEffect.Finish _ -> {}
    }
  }
}
