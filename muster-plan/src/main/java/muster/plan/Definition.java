package muster.plan;

import java.util.List;

/**
 * One name of a set and what a source says of it.
 *
 * @param dependencies in the order of the source; a bundle has none
 */
public record Definition(
    String name, Position at, Work work, List<Dependency> dependencies, Settings settings) {
  /** Copies the dependencies. */
  public Definition {
    dependencies = List.copyOf(dependencies);
  }

  /** Is it a name for others only? */
  public boolean isBundle() {
    return work instanceof Work.Bundle;
  }
}
