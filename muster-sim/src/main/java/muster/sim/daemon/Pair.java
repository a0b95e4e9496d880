package muster.sim.daemon;

import muster.sim.Finding;
import muster.sim.kernel.FakeProcess;

/** A service and its logger: no line between them is lost, and none ends too early. */
final class Pair {
  private final Site producer;
  private final Site logger;
  private long written;
  private long read;

  Pair(Site producer, Site logger) {
    this.producer = producer;
    this.logger = logger;
  }

  /** So that its pipe cannot have been closed. */
  boolean alwaysListed() {
    return listed() && !producer.listing.everVanished();
  }

  boolean listed() {
    return producer.listing.listed();
  }

  /** One of the two at least. */
  boolean supervised() {
    return producer.supervised() || logger.supervised();
  }

  void written(int bytes) {
    written += Math.max(bytes, 0);
  }

  void read(int bytes) {
    read += bytes;
  }

  /** The logger finds its input at its end: nobody can write to it any more. */
  void ended() {
    boolean may = producer.listing.everVanished() || producer.world.ending;
    if (!may) {
      throw new Finding(this, logger.name + " sees the end of its input");
    }
    if (!producer.listing.everVanished() && read != written) {
      throw new Finding(this, logger.name + " sees the end after " + read + " of " + written);
    }
  }

  void judge() {
    if (listed() && !supervised()) { // one may wait for the other to go, after they had vanished
      throw new Finding(this, producer.name + " and its logger are not supervised");
    }
    FakeProcess run = logger.running();
    boolean reads = run != null && !run.stopped();
    if (reads && !producer.listing.everVanished() && read != written) {
      throw new Finding(this, logger.name + " has read " + read + " bytes of " + written);
    }
  }
}
