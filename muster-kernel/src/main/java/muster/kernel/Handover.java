package muster.kernel;

import java.util.ArrayList;
import java.util.List;
import muster.kernel.Spawn.FileAction;

/**
 * A request as it must be for a thread that has none of the descriptors that it names: those that
 * come from here are handed to it, and have the numbers from {@link #base} on there.
 *
 * @param request the same, with those numbers, and with what every child inherits said as actions
 * @param descriptors those that come from here; the first gets number {@code base}
 * @param base above everything that the actions put somewhere, so that none of them is overwritten
 */
record Handover(Spawn request, List<Integer> descriptors, int base) {
  static final int STREAMS = 3;

  /**
   * @param streams which of the descriptors 0 to 2 a child inherits, bit N for descriptor N
   */
  static Handover of(Spawn request, int streams) {
    int base = base(request.actions());
    List<Integer> descriptors = new ArrayList<>();
    List<FileAction> actions = new ArrayList<>();
    for (int fd = 0; fd < STREAMS; fd++) {
      if ((streams & 1 << fd) != 0) {
        actions.add(new FileAction.Dup(handed(fd, base, descriptors), fd));
      }
    }
    int directory = request.directory();
    if (directory != Linux.AT_FDCWD) {
      directory = handed(directory, base, descriptors);
    }
    for (FileAction action : request.actions()) {
      // What an earlier action has put somewhere is the child's own already.
      boolean here = action instanceof FileAction.Dup dup && !isPlaced(dup.from(), actions);
      actions.add(here ? translated((FileAction.Dup) action, base, descriptors) : action);
    }
    Spawn there =
        new Spawn(
            request.path(),
            request.arguments(),
            request.environment(),
            request.extraEnvironment(),
            directory,
            request.newSession(),
            request.defaultSignals(),
            actions);
    return new Handover(there, descriptors, base);
  }

  private static FileAction translated(FileAction.Dup dup, int base, List<Integer> descriptors) {
    return new FileAction.Dup(handed(dup.from(), base, descriptors), dup.to());
  }

  private static int handed(int fd, int base, List<Integer> descriptors) {
    int known = descriptors.indexOf(fd);
    if (known >= 0) {
      return base + known;
    }
    descriptors.add(fd);
    return base + descriptors.size() - 1;
  }

  private static boolean isPlaced(int fd, List<FileAction> actions) {
    for (FileAction action : actions) {
      if (place(action) == fd) {
        return true;
      }
    }
    return false;
  }

  private static int base(List<FileAction> actions) {
    int highest = STREAMS - 1;
    for (FileAction action : actions) {
      highest = Math.max(highest, place(action));
    }
    return highest + 1;
  }

  /** The descriptor that an action changes. Not a switch, for the reason that Spawner has. */
  private static int place(FileAction action) {
    if (action instanceof FileAction.Dup dup) {
      return dup.to();
    }
    return action instanceof FileAction.Open open ? open.fd() : ((FileAction.Close) action).fd();
  }
}
