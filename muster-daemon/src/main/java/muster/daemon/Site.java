package muster.daemon;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import muster.kernel.Errno;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.plan.Definition;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.Restart;
import muster.plan.Stop;
import muster.plan.Work;
import org.jspecify.annotations.Nullable;

/**
 * Makes the live service directory of each longrun of a plan, such that a real s6-supervise could
 * run it. A service that has a directory of its own, of s6 or runit, keeps it: the live one has
 * links to what is in there.
 */
final class Site {
  /** Of a source directory: what the supervisor makes or decides itself. */
  private static final List<String> OWN = List.of("supervise", "event", "down", "log");

  private static final Program RUN = new Program.Arguments(List.of("./run"));

  private final Kernel kernel;
  private final Surroundings surroundings;

  Site(Kernel kernel, Surroundings surroundings) {
    this.kernel = kernel;
    this.surroundings = surroundings;
  }

  /** Whether what is executed is {@code run} in the service's own directory, as s6 does. */
  static boolean keepsItsDirectory(Definition service) {
    return service.work() instanceof Work.Longrun longrun
        && longrun.run().equals(RUN)
        && longrun.restart().equals(Restart.S6);
  }

  /**
   * Makes or renews the directory.
   *
   * @param path absolute
   * @return what went wrong, or null
   */
  @Nullable String make(Definition service, Work.Longrun longrun, String path) {
    int made = kernel.mkdir(path, 0755);
    if (made < 0 && made != -Errno.EEXIST) {
      return "making " + path + ": " + Messages.why(made);
    }
    int fd = kernel.open(path, Linux.O_PATH | Linux.O_DIRECTORY, 0);
    if (fd < 0) {
      return "opening " + path + ": " + Messages.why(fd);
    }
    int result = keepsItsDirectory(service) ? link(service, fd) : write(service, longrun, fd);
    kernel.close(fd);
    return result < 0 ? "filling " + path + ": " + Messages.why(result) : null;
  }

  private int link(Definition service, int fd) {
    String source = Launch.directory(service.settings(), surroundings);
    List<String> names = new ArrayList<>();
    int result = kernel.listAt(Linux.AT_FDCWD, source, names);
    for (int i = 0; i < names.size() && result >= 0; i++) {
      String name = names.get(i);
      if (!OWN.contains(name)) {
        result = kernel.symlinkAt(source.concat("/").concat(name), fd, name);
        result = result == -Errno.EEXIST ? 0 : result;
      }
    }
    return result;
  }

  private int write(Definition service, Work.Longrun longrun, int fd) {
    Stop stop = longrun.stop();
    int result = script(service, longrun.run(), fd, "run");
    result = worse(result, script(service, longrun.finish(), fd, "finish"));
    String descriptor =
        longrun.readiness() instanceof Readiness.Descriptor(int number)
            ? Integer.toString(number)
            : null;
    result = worse(result, file(fd, "notification-fd", descriptor));
    result = worse(result, file(fd, "down-signal", signal(stop)));
    result = worse(result, file(fd, "timeout-kill", millis(stop.killMillis())));
    result =
        worse(
            result, file(fd, "flag-timeout-killpg", stop.kill() == Stop.Kill.PROCESS ? null : ""));
    return worse(result, file(fd, "timeout-finish", Long.toString(longrun.finishMillis())));
  }

  /** Where a command is run to stop it, the signal is one that does no harm. */
  private static @Nullable String signal(Stop stop) {
    String signal = stop.command() == null ? stop.signal().toUpperCase(Locale.ROOT) : "CONT";
    return signal.equals("TERM") ? null : signal;
  }

  private static @Nullable String millis(long millis) {
    return millis == 0 ? null : Long.toString(millis);
  }

  private static int worse(int one, int other) {
    return Math.min(one, other);
  }

  private int script(Definition service, @Nullable Program program, int fd, String name) {
    EnvironmentFiles files = EnvironmentFiles.read(kernel, service.settings(), surroundings);
    String text =
        program == null
            ? null
            : RunScript.of(Launch.of(service, program, List.of(), files, List.of(), surroundings));
    int result = file(fd, name, text);
    return text == null || result < 0 ? result : kernel.chmodAt(fd, name, 0755);
  }

  /** What is not there means the default. */
  private int file(int fd, String name, @Nullable String text) {
    if (text == null) {
      int result = kernel.unlinkAt(fd, name, 0);
      return result == -Errno.ENOENT ? 0 : result;
    }
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return Files.replace(kernel, fd, name, bytes);
  }
}
