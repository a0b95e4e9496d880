package muster.daemon;

import muster.core.Moment;
import muster.core.wire.Status;
import org.jspecify.annotations.Nullable;

/**
 * Says how a service is: the status to whoever looks, the events to whoever listens. No event
 * overtakes the status that it tells of: when a status cannot be written, events wait for it, too.
 */
final class Announcer extends Deadlines.Member {
  private static final long PAUSE_FIRST = Moment.SECOND;

  /** Pauses double up to this: a directory that was removed will never take a status again. */
  private static final long PAUSE_MAX = 64 * Moment.SECOND;

  /** Of events that nobody could be told, the last so many are kept: several lives of a service. */
  private static final int UNTOLD_MAX = 64;

  private final Host host;
  private final ServiceDirectory directory;

  // What a step says.
  private @Nullable Status news;
  private String said = "";

  // What of it could not be done yet.
  private @Nullable Status unwritten;
  private String untold = "";
  private long pause;

  Announcer(Host host, ServiceDirectory directory) {
    this.host = host;
    this.directory = directory;
  }

  /** What {@link #announce} says: of several statuses the last, and all events. */
  void status(Status status) {
    news = status;
  }

  void events(String events) {
    said = said.concat(events);
  }

  /** Says what a step had to say, now or when that works again. */
  void announce() {
    Status status = news;
    if (status != null) {
      news = null;
      write(status);
    }
    if (!said.isEmpty()) {
      String all = untold.concat(said);
      untold = all.substring(Math.max(0, all.length() - UNTOLD_MAX));
      said = "";
      if (unwritten == null) {
        tell();
      }
    }
  }

  private void write(Status status) {
    int result = directory.writeStatus(status);
    if (result < 0) {
      unwritten = status;
      tryAgain("write the status", result);
    } else if (unwritten != null) {
      unwritten = null;
      host.loop().deadlines().set(this, host.loop().clock().nanos()); // after what follows now
    }
  }

  /** The service is not supervised any more, so that nobody goes by its status. */
  void end() {
    announce();
    Status last = unwritten;
    if (last != null) {
      write(last);
      unwritten = null;
      tell();
    }
    host.loop().deadlines().set(this, Moment.NEVER);
  }

  @Override
  void due() {
    Status late = unwritten;
    if (late == null) {
      tell();
    } else {
      write(late);
    }
  }

  private void tell() {
    int result = untold.isEmpty() ? 0 : host.fifodir().tell(directory.fd, untold);
    if (result < 0) {
      tryAgain("look for subscribers in event", result);
    } else {
      untold = "";
      pause = 0;
      host.loop().deadlines().set(this, Moment.NEVER);
    }
  }

  private void tryAgain(String what, int result) {
    if (pause == 0) {
      directory.warn(
          "cannot " + what + ": " + Messages.why(result) + "; trying again, events wait for it");
    }
    pause = Math.clamp(2 * pause, PAUSE_FIRST, PAUSE_MAX);
    host.loop().deadlines().set(this, host.loop().clock().plus(pause));
  }
}
