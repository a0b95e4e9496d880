package muster.daemon;

import muster.core.RestartRule;
import muster.core.Service;
import org.jspecify.annotations.Nullable;

/**
 * What a supervision is told of its service beside what is in its directory, and whom it tells how
 * that service moves: the manager's side of a supervision.
 */
interface Charge {
  /** A service that its directory alone describes, and of which nobody else wants to know. */
  Charge NOBODYS =
      new Charge() {
        @Override
        public boolean startsDown() {
          return false;
        }

        @Override
        public RestartRule restartRule() {
          return RestartRule.S6;
        }

        @Override
        public boolean signalsGroup() {
          return false;
        }

        @Override
        public @Nullable Streams streams() {
          return null;
        }

        @Override
        public @Nullable Launch launch() {
          return null;
        }

        @Override
        public @Nullable Launch finish() {
          return null;
        }

        @Override
        public boolean saysWhenReady() {
          return false;
        }

        @Override
        public void begins(Supervision supervision) {}

        @Override
        public void starts() {}

        @Override
        public void runs(int pid, Runnable ready) {}

        @Override
        public void runsNoMore() {}

        @Override
        public void moved(Service service) {}

        @Override
        public void troubled(String text) {}
      };

  /** Whether it waits to be asked, as if there were a file {@code down}. */
  boolean startsDown();

  RestartRule restartRule();

  /** Whether its whole process group hears its down signal. */
  boolean signalsGroup();

  /** Where its standard streams go; null for as the scan directory has it. */
  @Nullable Streams streams();

  /** What is executed for it; null for {@code ./run} in its directory. */
  @Nullable Launch launch();

  /** What is executed after each death; null for {@code ./finish} in its directory. */
  @Nullable Launch finish();

  /** Whether somebody tells that it is ready, other than by {@code notification-fd}. */
  boolean saysWhenReady();

  /** Its supervision has begun, and can be asked for something. */
  void begins(Supervision supervision);

  /** It is about to be started: what it says from now on counts. */
  void starts();

  /**
   * It runs.
   *
   * @param ready to be called, on the loop, when it is known that it serves
   */
  void runs(int pid, Runnable ready);

  /** It has ended, or it is known that it is ready: nobody asks any more. */
  void runsNoMore();

  /** Its machine has moved, or what is wanted of it has. */
  void moved(Service service);

  /** People were told of a trouble of it. */
  void troubled(String text);
}
