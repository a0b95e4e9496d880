package muster.daemon;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import muster.kernel.Spawn;
import muster.plan.Definition;
import muster.plan.Program;
import muster.plan.Settings;
import org.jspecify.annotations.Nullable;

/**
 * What is executed for a program of a service. Limits, niceness, umask, users and capabilities are
 * not the daemon's work but that of prlimit(1), nice(1), sh(1) and setpriv(1), which execute the
 * rest of the words.
 *
 * @param words the program and its arguments, with what executes it before
 * @param before how many words come before the program
 * @param directory where it runs, absolute
 * @param environment what it inherits: the very list of the surroundings, unless something in it is
 *     replaced
 * @param variables what it has besides; no name is in both
 * @param problem why it cannot be executed, or null
 */
record Launch(
    List<String> words,
    int before,
    String directory,
    List<String> environment,
    List<String> variables,
    @Nullable String problem) {
  private static final String SHELL = "/bin/sh";

  /** 0 is whoever writes it. Source: cgroups(7). */
  private static final String ENTER = "echo 0 >\"$0\"; exec \"$@\"";

  /** Of execvp(3), for those that have no PATH. */
  private static final String PATH = "/bin:/usr/bin";

  /**
   * @param arguments what the program gets besides its own
   * @param files variables that replace those of its settings
   * @param variables what it has in its environment whatever its settings say
   */
  static Launch of(
      Definition service,
      Program program,
      List<String> arguments,
      EnvironmentFiles files,
      List<String> variables,
      Surroundings surroundings) {
    Settings settings = service.settings();
    List<String> words = new ArrayList<>();
    addLimits(settings.limits(), surroundings, words);
    addNice(settings.attributes().nice(), surroundings, words);
    addUmask(settings.attributes().umask(), words);
    words.addAll(Identity.of(settings, surroundings).words());
    int before = words.size();
    switch (program) {
      case Program.Arguments(List<String> own) -> own.forEach(word -> words.add(bytes(word)));
      case Program.Script(String text) ->
          words.addAll(List.of(SHELL, "-c", bytes(text), bytes(service.name())));
    }
    words.addAll(arguments);
    List<String> set = together(together(said(settings), files.variables()), variables);
    if (isExecline(program, surroundings)) {
      String path = path(set, surroundings.environment());
      set = together(set, List.of("PATH=" + Surroundings.EXECLINE + ":" + path));
    }
    return new Launch(
        List.copyOf(words),
        before,
        directory(settings, surroundings),
        without(set, surroundings.environment()),
        set,
        unread(files.problem()));
  }

  private static @Nullable String unread(@Nullable String problem) {
    return problem == null ? null : "cannot read its environment: ".concat(problem);
  }

  /** As in the oneshots of s6-rc: their programs execute each other by their names. */
  private static boolean isExecline(Program program, Surroundings surroundings) {
    return program instanceof Program.Arguments(List<String> words)
        && surroundings.execline().contains(words.getFirst());
  }

  /** First, because whoever is not root any more cannot raise them. */
  private static void addLimits(
      Map<String, String> limits, Surroundings surroundings, List<String> words) {
    if (limits.isEmpty()) {
      return;
    }
    words.add(surroundings.prlimit());
    limits.forEach((name, limit) -> words.add("--".concat(name).concat("=").concat(limit)));
    words.add("--");
  }

  /** Before the user, because only root may be less nice. */
  private static void addNice(int nice, Surroundings surroundings, List<String> words) {
    if (nice != 0) {
      words.addAll(List.of(surroundings.nice(), "-n", Integer.toString(nice)));
    }
  }

  /** There is no program for that but a shell, which keeps no variables that it could not name. */
  private static void addUmask(@Nullable String umask, List<String> words) {
    if (umask != null) {
      words.addAll(List.of(SHELL, "-c", "umask " + umask + "; exec \"$@\"", "sh"));
    }
  }

  static String directory(Settings settings, Surroundings surroundings) {
    String said = settings.directory();
    return said == null ? surroundings.directory() : below(surroundings.directory(), bytes(said));
  }

  // ---- environment --------------------------------------------------------------------------

  private static List<String> said(Settings settings) {
    List<String> all = new ArrayList<>(settings.environment().size());
    settings
        .environment()
        .forEach((name, value) -> all.add(bytes(name).concat("=").concat(bytes(value))));
    return all;
  }

  /** Of a name that both have, the second list's value. */
  private static List<String> together(List<String> one, List<String> other) {
    List<String> all = new ArrayList<>(without(other, one));
    all.addAll(other);
    return List.copyOf(all);
  }

  /** The entries whose names are not in the other list: the same list when that is all of them. */
  private static List<String> without(List<String> others, List<String> entries) {
    List<String> rest = new ArrayList<>(entries.size());
    for (String entry : entries) {
      if (variable(nameOf(entry), others) == null) {
        rest.add(entry);
      }
    }
    return rest.size() == entries.size() ? entries : List.copyOf(rest);
  }

  /** What comes before the equals sign; an entry without one is all name. */
  static String nameOf(String entry) {
    int equals = entry.indexOf('=');
    return equals < 0 ? entry : entry.substring(0, equals);
  }

  static @Nullable String variable(String name, List<String> entries) {
    for (String entry : entries) {
      if (entry.startsWith(name) && entry.startsWith("=", name.length())) {
        return entry.substring(name.length() + 1);
      }
    }
    return null;
  }

  /** The same with more arguments. */
  Launch with(List<String> arguments) {
    List<String> all = new ArrayList<>(words);
    all.addAll(arguments);
    return new Launch(List.copyOf(all), before, directory, environment, variables, problem);
  }

  /**
   * The same, in a cgroup.
   *
   * @param processes the file of it into which a process writes itself: where it cannot, it runs
   *     all the same
   */
  Launch in(String processes) {
    List<String> all = new ArrayList<>(List.of(SHELL, "-c", ENTER, processes));
    all.addAll(words);
    int more = all.size() - words.size();
    return new Launch(List.copyOf(all), before + more, directory, environment, variables, problem);
  }

  /**
   * As a request to the kernel.
   *
   * @param path of the program
   * @param home a descriptor of {@link #directory}
   * @param invocation the variable that names the process
   */
  Spawn spawn(
      String path, int home, String invocation, List<Spawn.FileAction> actions, Origin origin) {
    List<String> own = new ArrayList<>(variables);
    own.add(invocation);
    return new Spawn(path, words, environment, own, home, true, origin.ignoredSignals, actions);
  }

  /** Where the program is looked for when there is no slash in it. */
  String path() {
    return path(variables, environment);
  }

  /** The PATH of the first list, else of the second, else the usual one. */
  static String path(List<String> first, List<String> second) {
    String own = variable("PATH", first);
    String found = own != null ? own : variable("PATH", second);
    return found != null ? found : PATH;
  }

  // ---- text of a plan as the kernel has it ----------------------------------------------------

  /** Text that people wrote, as the bytes of UTF-8. */
  static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** Bytes as people read them. */
  static String text(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** A path as seen from a directory. */
  static String below(String directory, String path) {
    if (path.startsWith("/")) {
      return path;
    }
    return directory.endsWith("/") ? directory.concat(path) : directory.concat("/").concat(path);
  }
}
