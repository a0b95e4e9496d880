package muster.plan;

import java.util.List;

/**
 * What one or several sources define, as they say it: names may be missing or defined twice, and
 * nothing is resolved.
 *
 * @param definitions in the order of the sources
 */
public record ServiceSet(List<Definition> definitions) {
  /** Copies the definitions. */
  public ServiceSet {
    definitions = List.copyOf(definitions);
  }
}
