package muster.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import muster.core.Moment;
import muster.plan.PlanReader;
import muster.plan.Roster;

/**
 * The runtime directory of a daemon: which one is meant, and what a client reads there. With
 * java.io, since java.nio.file takes longer to load than a status takes.
 *
 * @param path as it was given
 * @param shared it is in a directory where everybody may write: whose it is has to be looked at
 */
record RunDirectory(String path, boolean shared) {
  /** No daemon, or not ours. */
  static final int NO_DAEMON = 4;

  static final String VARIABLE = "MUSTER_RUN";

  private static final String NAME = "/muster";

  /** The one that the option says, else the environment, else the usual place of this user. */
  static RunDirectory of(Arguments arguments) throws Failure {
    String option = arguments.text(Command.RUN_DIRECTORY, "");
    RunDirectory chosen = choose(option, System.getenv(), uid());
    if (chosen.shared) {
      chosen.checkOwner();
    }
    return chosen;
  }

  /**
   * @param option what --run says, or nothing
   */
  static RunDirectory choose(String option, Map<String, String> environment, String uid) {
    String variable = environment.getOrDefault(VARIABLE, "");
    String session = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    if (!option.isEmpty()) {
      return new RunDirectory(option, false);
    } else if (!variable.isEmpty()) {
      return new RunDirectory(variable, false);
    } else if (uid.equals("0")) {
      return new RunDirectory("/run".concat(NAME), false);
    } else if (!session.isEmpty()) {
      return new RunDirectory(session.concat(NAME), false);
    }
    return new RunDirectory("/tmp".concat(NAME).concat("-").concat(uid), true);
  }

  /** Where the services' logs are, by the same rule. */
  static String logs(Arguments arguments) {
    return chooseLogs(
        arguments.text(Command.LOG_DIRECTORY, ""),
        arguments.text(Command.RUN_DIRECTORY, ""),
        System.getenv(),
        uid());
  }

  static String chooseLogs(String option, String run, Map<String, String> environment, String uid) {
    String variable = environment.getOrDefault("MUSTER_LOG", "");
    String home = environment.getOrDefault("HOME", "");
    if (!option.isEmpty()) {
      return option;
    } else if (!variable.isEmpty()) {
      return variable;
    } else if (!run.isEmpty()) {
      return run.concat("/log");
    } else if (uid.equals("0")) {
      return "/var/log".concat(NAME);
    }
    return environment
        .getOrDefault("XDG_STATE_HOME", home.concat("/.local/state"))
        .concat(NAME)
        .concat("/log");
  }

  private void checkOwner() throws Failure {
    try {
      Path directory = Path.of(path);
      if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
        Object owner = Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        Object mode = Files.getAttribute(directory, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        if (!owner.toString().equals(uid())) {
          throw unusable("it belongs to user " + owner);
        }
        if (((Integer) mode & 0077) != 0) {
          throw unusable("others may look into it; it wants mode 0700");
        }
      }
    } catch (IOException e) {
      throw unusable(String.valueOf(e.getMessage()));
    }
  }

  private Failure unusable(String why) {
    return new Failure(NO_DAEMON, "use ".concat(path), why);
  }

  // ---- what is in it ------------------------------------------------------------------------

  String file(String name) {
    return path.concat("/").concat(name);
  }

  /** The pid of the daemon that has this directory; a failure if there is none. */
  int daemon() throws Failure {
    String pid = new String(read("lock"), US_ASCII).strip();
    if (pid.isEmpty() || !new File("/proc/".concat(pid)).exists()) {
      throw new Failure(
          NO_DAEMON,
          "ask the daemon",
          "none runs at ".concat(path).concat("; start one with muster run, or say --run DIR"));
    }
    try {
      return Integer.parseInt(pid);
    } catch (NumberFormatException e) {
      throw unusable(file("lock").concat(" has no pid in it"));
    }
  }

  /** The whole of a file; nothing if there is none. */
  byte[] read(String name) throws Failure {
    try (FileInputStream in = new FileInputStream(file(name))) {
      return in.readAllBytes();
    } catch (FileNotFoundException e) {
      // java.io does not say which of the two it was.
      if (new File(file(name)).exists()) {
        throw unreadable(name, e);
      }
      return new byte[0];
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /** The names of its plan. */
  Roster roster() throws Failure {
    try {
      return Roster.read(read("plan"));
    } catch (PlanReader.Refused e) {
      throw badPlan(e);
    }
  }

  /**
   * The services that are named, or are in a bundle that is named, each once.
   *
   * @param what of the message about a name that there is not, before the name
   */
  List<String> services(List<String> names, String what) throws Failure {
    Roster roster = roster();
    List<String> services = new ArrayList<>();
    for (String name : names) {
      List<String> some = roster.services(name).orElse(null);
      if (some == null) {
        throw noSuchService(what, name, roster.question(name));
      }
      for (String service : some) {
        if (!services.contains(service)) {
          services.add(service);
        }
      }
    }
    return services;
  }

  /**
   * @param question whether another one is meant, or nothing
   */
  static Failure noSuchService(String what, String name, String question) {
    return new Failure(
        Main.UNKNOWN, what.concat(" ").concat(name), "there is no such service".concat(question));
  }

  Failure badPlan(PlanReader.Refused e) {
    return new Failure(NO_DAEMON, "read ".concat(file("plan")), String.valueOf(e.getMessage()));
  }

  Failure unreadable(String name, IOException e) {
    String message = String.valueOf(e.getMessage()); // "PATH (Permission denied)"
    int why = message.indexOf(" (");
    return new Failure(
        NO_DAEMON,
        "read ".concat(file(name)),
        why < 0 ? message : message.substring(why + 2, message.length() - 1));
  }

  // ---- who and when -------------------------------------------------------------------------

  /** The effective user. */
  static String uid() {
    for (String line : proc("/proc/self/status").split("\n", -1)) {
      if (line.startsWith("Uid:")) {
        return line.split("\t", -1)[2];
      }
    }
    return "";
  }

  /** By CLOCK_BOOTTIME, to hundredths of a second, and the wall clock. */
  static Moment now() {
    String uptime = proc("/proc/uptime"); // 12345.67 …
    int dot = uptime.indexOf('.');
    long hundredths =
        dot < 0
            ? 0
            : Long.parseLong(uptime.substring(0, dot)) * 100
                + Long.parseLong(uptime.substring(dot + 1, dot + 3));
    return new Moment(
        hundredths * 10 * Moment.MILLISECOND, System.currentTimeMillis() * Moment.MILLISECOND);
  }

  private static String proc(String file) {
    try (FileInputStream in = new FileInputStream(file)) {
      return new String(in.readAllBytes(), US_ASCII);
    } catch (IOException e) {
      return ""; // without /proc nothing of Muster works
    }
  }
}
