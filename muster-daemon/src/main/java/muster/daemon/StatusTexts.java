package muster.daemon;

import java.util.function.Consumer;
import muster.core.Moment;
import muster.core.manager.Notice;
import org.jspecify.annotations.Nullable;

/**
 * What a service says of what it does. Each change is written down for people, so a service that
 * talks all the time is told of once a second, by its newest word.
 */
final class StatusTexts extends Deadlines.Member {
  private static final long PAUSE = Moment.SECOND;

  private final Loop loop;
  private final Consumer<Notice.Status> listener;
  private Notice.@Nullable Status untold;
  private long quietUntil;

  StatusTexts(Loop loop, Consumer<Notice.Status> listener) {
    this.loop = loop;
    this.listener = listener;
  }

  void hear(Notice.Status status) {
    untold = status;
    if (loop.clock().nanos() >= quietUntil) {
      due();
    } else {
      loop.deadlines().set(this, quietUntil);
    }
  }

  /** Whoever said it is gone. */
  void forget() {
    untold = null;
    loop.deadlines().set(this, Moment.NEVER);
  }

  @Override
  void due() {
    Notice.Status status = untold;
    if (status != null) {
      untold = null;
      quietUntil = loop.clock().plus(PAUSE);
      listener.accept(status);
    }
  }
}
