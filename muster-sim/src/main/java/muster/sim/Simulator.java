package muster.sim;

/** Runs Muster against chance, from a seed. */
public final class Simulator {
  private Simulator() {}
}
