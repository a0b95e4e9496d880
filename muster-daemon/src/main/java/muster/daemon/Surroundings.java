package muster.daemon;

import java.util.ArrayList;
import java.util.List;
import muster.kernel.Kernel;

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
 */
record Surroundings(
    String directory,
    List<String> environment,
    Accounts accounts,
    int uid,
    int gid,
    String prlimit,
    String setpriv,
    String nice) {
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
        tool(kernel, "nice", directory, inherited));
  }

  private static String tool(
      Kernel kernel, String name, String directory, List<String> environment) {
    Executable found =
        Executable.find(kernel, name, directory, Launch.path(environment, List.of()));
    return found.problem() == null ? found.path() : name;
  }
}
