package muster.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import muster.kernel.Kernel;
import muster.kernel.Linux;

/**
 * What every service finds where Muster runs.
 *
 * @param directory Muster's working directory, absolute: where relative names begin
 * @param environment what services inherit
 * @param uid the user that Muster runs as
 * @param gid its group
 * @param prlimit where prlimit(1) is; the bare name when it is nowhere
 * @param setpriv where setpriv(1) is, in the same way
 * @param nice where nice(1) is, in the same way
 * @param execline the names of execline's programs, which Debian keeps out of PATH
 */
record Surroundings(
    String directory,
    List<String> environment,
    Accounts accounts,
    int uid,
    int gid,
    String prlimit,
    String setpriv,
    String nice,
    Set<String> execline) {
  /** Source: Debian's execlineb, a script that puts this before PATH and executes the real one. */
  static final String EXECLINE = "/usr/lib/execline/bin";

  /** What a service manager above says to Muster, and to nobody else. Source: sd_notify(3). */
  private static final List<String> PRIVATE =
      List.of(
          NotifySocket.VARIABLE,
          "WATCHDOG_PID",
          "WATCHDOG_USEC",
          "LISTEN_PID",
          "LISTEN_FDS",
          "LISTEN_FDNAMES");

  /**
   * @param environment Muster's own
   */
  static Surroundings of(Kernel kernel, String directory, List<String> environment) {
    List<String> inherited = new ArrayList<>(environment.size());
    for (String entry : environment) {
      if (!PRIVATE.contains(Launch.nameOf(entry))) {
        inherited.add(entry);
      }
    }
    return new Surroundings(
        directory,
        List.copyOf(inherited),
        Accounts.read(kernel),
        kernel.getuid(),
        kernel.getegid(),
        tool(kernel, "prlimit", directory, inherited),
        tool(kernel, "setpriv", directory, inherited),
        tool(kernel, "nice", directory, inherited),
        names(kernel, EXECLINE));
  }

  private static Set<String> names(Kernel kernel, String directory) {
    List<String> names = new ArrayList<>();
    kernel.listAt(Linux.AT_FDCWD, directory, names);
    return Set.copyOf(names);
  }

  private static String tool(
      Kernel kernel, String name, String directory, List<String> environment) {
    Executable found =
        Executable.find(kernel, name, directory, Launch.path(environment, List.of()));
    return found.problem() == null ? found.path() : name;
  }
}
