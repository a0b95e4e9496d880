package muster.sim.kernel;

import java.util.ArrayList;
import java.util.List;
import muster.kernel.Errno;
import org.jspecify.annotations.Nullable;

/** The locks on one file. They belong to what was opened. */
final class Locks {
  private final List<Opened> shared = new ArrayList<>();
  private final List<Opened> exclusive = new ArrayList<>();

  int take(Opened holder, boolean alone) {
    boolean others =
        exclusive.stream().anyMatch(other -> !other.equals(holder))
            || alone && shared.stream().anyMatch(other -> !other.equals(holder));
    if (others) {
      return -Errno.EAGAIN;
    }
    drop(holder);
    (alone ? exclusive : shared).add(holder);
    return 0;
  }

  /** What the one exclusive lock belongs to, or null. */
  @Nullable Opened owner() {
    return exclusive.isEmpty() ? null : exclusive.getFirst();
  }

  void drop(Opened holder) {
    shared.remove(holder);
    exclusive.remove(holder);
  }
}
