package muster.daemon;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import org.jspecify.annotations.Nullable;

/**
 * A cgroup a service, in one of our own below that in which Muster is. What a service starts is in
 * it, whatever session it has made for itself, and all in it is killed at once. Source: cgroups(7);
 * cgroup.kill is there since Linux 5.14.
 */
final class Cgroups {
  private static final int FILE_BYTES = 256 * 1024;
  private static final String PROCESSES = "/cgroup.procs";
  private static final String KILL = "/cgroup.kill";

  // Of a line of /proc/PID/mountinfo, proc(5).
  private static final int ROOT = 3;
  private static final int MOUNTED_AT = 4;

  private final Kernel kernel;
  private final String base;

  private Cgroups(Kernel kernel, String base) {
    this.kernel = kernel;
    this.base = base;
  }

  /**
   * Makes ours, or takes the one that an earlier daemon has left, and kills what is in it.
   *
   * @param directory that no other daemon has, at the same time
   * @return null where there is no cgroup v2 in which we may do so
   */
  static @Nullable Cgroups open(Kernel kernel, int directory) {
    String mine = ours(text(kernel, "/proc/self/mountinfo"), text(kernel, "/proc/self/cgroup"));
    FileStatus status = new FileStatus();
    if (mine == null
        || !writable(kernel, mine + PROCESSES)
        || kernel.fstat(directory, status) < 0) {
      return null;
    }
    String base = mine + "/muster-" + status.inode;
    int made = kernel.mkdir(base, 0755);
    if (made < 0 && made != -Errno.EEXIST) {
      return null;
    }
    Cgroups cgroups = new Cgroups(kernel, base);
    if (!writable(kernel, base + KILL)) {
      cgroups.close();
      return null;
    }
    cgroups.killAll(base);
    return cgroups;
  }

  private static boolean writable(Kernel kernel, String path) {
    return kernel.accessAt(Linux.AT_FDCWD, path, Linux.W_OK) == 0;
  }

  private static String text(Kernel kernel, String path) {
    byte[] bytes = Files.read(kernel, Linux.AT_FDCWD, path, FILE_BYTES).bytes;
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** The directory of the cgroup that a process is in, by its two files in /proc; or null. */
  static @Nullable String ours(String mountinfo, String cgroup) {
    String path = null;
    for (String line : cgroup.split("\n", -1)) {
      path = line.startsWith("0::/") && !line.contains("/..") ? line.substring(3) : path;
    }
    for (String line : mountinfo.split("\n", -1)) {
      String[] fields = line.split(" ", -1);
      int dash = List.of(fields).indexOf("-");
      boolean second =
          dash > MOUNTED_AT && dash + 1 < fields.length && fields[dash + 1].equals("cgroup2");
      // A name with odd characters has backslashes in it: nobody mounts it there.
      if (path != null && second && line.indexOf('\\') < 0) {
        String root = fields[ROOT].equals("/") ? "" : fields[ROOT];
        String below = path.startsWith(root) ? path.substring(root.length()) : "outside";
        if (below.isEmpty() || below.startsWith("/")) {
          return fields[MOUNTED_AT] + (below.equals("/") ? "" : below);
        }
      }
    }
    return null;
  }

  // ---- one service --------------------------------------------------------------------------

  private String of(int node) {
    return base + "/" + node;
  }

  /**
   * Makes that of a service, unless it is there.
   *
   * @return the file into which a process writes itself, or null if it cannot be made
   */
  @Nullable String make(int node) {
    int made = kernel.mkdir(of(node), 0755);
    return made < 0 && made != -Errno.EEXIST ? null : of(node) + PROCESSES;
  }

  /** Kills all in that of a service. @return who that was */
  List<Integer> kill(int node) {
    List<Integer> processes = new ArrayList<>();
    for (String line : text(kernel, of(node) + PROCESSES).split("\n", -1)) {
      int pid = (int) Decimal.parse(line, Integer.MAX_VALUE);
      if (pid > 0) {
        processes.add(pid);
      }
    }
    if (!processes.isEmpty()) {
      killAll(of(node));
    }
    return processes;
  }

  private void killAll(String cgroup) {
    Files.write(kernel, Linux.AT_FDCWD, cgroup + KILL, new byte[] {'1'});
  }

  /** Removes all that are empty: the next daemon has use for the others. */
  void close() {
    List<String> names = new ArrayList<>();
    kernel.listAt(Linux.AT_FDCWD, base, names);
    for (String name : names) {
      if (Decimal.parse(name, Integer.MAX_VALUE) >= 0) {
        kernel.unlinkAt(Linux.AT_FDCWD, base + "/" + name, Linux.AT_REMOVEDIR);
      }
    }
    kernel.unlinkAt(Linux.AT_FDCWD, base, Linux.AT_REMOVEDIR);
  }
}
