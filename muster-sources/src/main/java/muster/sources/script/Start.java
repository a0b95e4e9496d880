package muster.sources.script;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import muster.plan.Attributes;
import muster.plan.Definition;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.Settings;
import muster.plan.Work;
import org.jspecify.annotations.Nullable;

/** What starts a service. */
sealed interface Start {
  /**
   * A command that ends, which is up if it ends with 0.
   *
   * @param directory where it runs; neither an option of cd nor looked for in CDPATH
   * @param words the program, found in PATH, and its arguments
   */
  record Run(String directory, List<String> words) implements Start {}

  /**
   * A supervisor brings it up.
   *
   * @param ready is it up when it has said that it is ready, or when it runs?
   * @param millis the most that this may take; 0 is no limit
   */
  record Supervised(boolean ready, long millis) implements Start {}

  /** Nothing; its name is printed. */
  record Nothing() implements Start {}

  static Start of(Definition service) {
    return switch (service.work()) {
      case Work.Longrun longrun ->
          new Supervised(
              !(longrun.readiness() instanceof Readiness.None), service.settings().upMillis());
      case Work.Oneshot(Program up, _, _) when up != null -> run(up, service.settings());
      case Work.Oneshot _, Work.Milestone _ -> new Nothing();
      case Work.Bundle _ -> throw new IllegalArgumentException("a bundle is not started");
    };
  }

  /** Programs that change something and execute the next one, each before the one it is for. */
  private static Run run(Program program, Settings settings) {
    List<String> words = new ArrayList<>();
    if (settings.upMillis() > 0) {
      words.addAll(List.of("timeout", seconds(settings.upMillis())));
    }
    if (!settings.limits().isEmpty()) {
      words.add("prlimit");
      settings.limits().forEach((name, value) -> words.add("--" + name + "=" + value));
    }
    Attributes attributes = settings.attributes();
    if (attributes.nice() != 0) {
      words.addAll(List.of("nice", "-n", Integer.toString(attributes.nice())));
    }
    if (attributes.umask() != null) {
      words.addAll(List.of("/bin/sh", "-c", "umask " + attributes.umask() + "; exec \"$@\"", "sh"));
    }
    words.addAll(
        attributes.capabilityOptions().isEmpty()
            ? identity(settings.user(), settings.group())
            : capable(settings.user(), settings.group(), attributes.capabilityOptions()));
    words.addAll(environment(program, settings));
    attributes.environmentFiles().forEach(file -> words.addAll(variables(file)));
    words.addAll(words(program));
    return new Run(directory(settings.directory()), words);
  }

  private static String seconds(long millis) {
    return millis % 1000 == 0
        ? Long.toString(millis / 1000)
        : "%d.%03d".formatted(millis / 1000, millis % 1000);
  }

  private static List<String> identity(@Nullable String user, @Nullable String group) {
    if (group == null) {
      return user == null ? List.of() : List.of("s6-setuidgid", user);
    }
    return user == null
        ? List.of("setpriv", "--regid=" + group, "--clear-groups")
        : List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--init-groups");
  }

  private static List<String> capable(
      @Nullable String user, @Nullable String group, List<String> options) {
    List<String> words = new ArrayList<>();
    if (user != null && group == null) { // setpriv does not know his group
      String identity = "--reuid=\"$0\" --regid=\"$(id -g -- \"$0\")\" --init-groups";
      words.addAll(List.of("/bin/sh", "-c", "exec setpriv " + identity + " \"$@\"", user));
    } else {
      words.add("setpriv");
      identity(user, group).stream().skip(1).forEach(words::add);
    }
    words.addAll(options);
    words.add("--");
    return words;
  }

  /** As sh reads them, which knows more than we do. */
  private static List<String> variables(String file) {
    String path = file.startsWith("-") ? file.substring(1) : file;
    String named = path.contains("/") ? path : "./" + path;
    String unless = file.startsWith("-") ? "[ ! -e \"$0\" ] || " : "";
    return List.of("/bin/sh", "-c", "set -a; " + unless + ". \"$0\"; exec \"$@\"", named);
  }

  /** For env, a program with = in its name would be a variable, and one with - an option. */
  private static List<String> environment(Program program, Settings settings) {
    String name = words(program).getFirst();
    if (settings.environment().isEmpty() && !name.startsWith("-")) {
      return List.of();
    }
    Stream<String> variables =
        settings.environment().entrySet().stream().map(v -> v.getKey() + "=" + v.getValue());
    Stream<String> guard =
        name.contains("=") ? Stream.of("/bin/sh", "-c", "exec \"$@\"", "sh") : Stream.empty();
    return Stream.of(Stream.of("env", "--"), variables, guard).flatMap(s -> s).toList();
  }

  private static List<String> words(Program program) {
    return switch (program) {
      case Program.Arguments(List<String> words) -> words;
      case Program.Script(String text) -> List.of("/bin/sh", "-c", text);
    };
  }

  private static String directory(@Nullable String directory) {
    if (directory == null) {
      return ".";
    }
    return directory.startsWith("/") || directory.startsWith("./") ? directory : "./" + directory;
  }
}
