package muster.it.lsb;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What comes before what.
 *
 * @param before of each name, the names that come directly before it
 */
record Order(Map<String, Set<String>> before) {
  Set<String> before(String name) {
    return before.getOrDefault(name, Set.of());
  }

  /** The same with all that comes before each, directly or not. */
  Order closed() {
    Map<String, Set<String>> all = new TreeMap<>();
    for (String name : before.keySet()) {
      Set<String> seen = new TreeSet<>();
      Deque<String> work = new ArrayDeque<>(before(name));
      while (!work.isEmpty()) {
        String next = work.remove();
        if (seen.add(next)) {
          work.addAll(before(next));
        }
      }
      all.put(name, seen);
    }
    return new Order(all);
  }

  /** Each name's rank, from 1: there must be no cycle. */
  Map<String, Integer> numbers() {
    Order all = closed();
    Map<String, Integer> numbers = new TreeMap<>();
    while (numbers.size() < before.size()) {
      Map<String, Integer> more = new TreeMap<>();
      for (String name : before.keySet()) {
        if (!numbers.containsKey(name) && numbers.keySet().containsAll(all.before(name))) {
          more.put(name, 1 + all.before(name).stream().mapToInt(numbers::get).max().orElse(0));
        }
      }
      if (more.isEmpty()) {
        throw new IllegalStateException("a cycle in " + before);
      }
      numbers.putAll(more);
    }
    return numbers;
  }
}
