package muster.core;

/**
 * What is wanted of a service, apart from what it does.
 *
 * @param up it is to run; started again when it dies
 * @param leaving its supervision ends when it is down next, whatever {@code up} says (s6's LASTUP
 *     and LASTFINISH)
 */
public record Wanted(boolean up, boolean leaving) {
  Wanted up(boolean next) {
    return new Wanted(next, leaving);
  }

  Wanted leave() {
    return new Wanted(up, true);
  }
}
