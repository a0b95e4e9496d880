package muster.sources.own;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import muster.plan.Position;
import org.jspecify.annotations.Nullable;

/** What a table has said so far: the subclasses hold what, this holds where. */
abstract class Draft {
  private final Map<String, Position> places = new LinkedHashMap<>();
  private boolean unknown;

  final void note(String key, Position at) {
    places.put(key, at);
  }

  /** A key was there that means nothing. */
  final void noteUnknown() {
    unknown = true;
  }

  final boolean hasUnknown() {
    return unknown;
  }

  /** Where a key stands, whatever its value is worth; null if it is not there. */
  final @Nullable Position at(String key) {
    return places.get(key);
  }

  final boolean has(String key) {
    return places.containsKey(key);
  }

  /** The keys that are there, in the order of the text. */
  final Set<String> keys() {
    return places.keySet();
  }
}
