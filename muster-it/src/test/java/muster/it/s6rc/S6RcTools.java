package muster.it.s6rc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The real s6-rc-compile and s6-rc-db.
 *
 * @param programs the directory that has them
 */
record S6RcTools(Path programs) {
  /** What s6-rc adds to every set. */
  private static final Set<String> OWN = Set.of("s6rc-oneshot-runner", "s6rc-fdholder");

  /** Errors in the source, and in what the system says of it. */
  private static final Set<Integer> REFUSED = Set.of(1, 111);

  private static final int ESSENTIAL = 1;

  /** What a compiler said. */
  record Answer(Optional<Set<String>> database, String output) {}

  /** Where they are, if the property muster.s6rc says it. */
  static Optional<S6RcTools> configured() {
    return Optional.ofNullable(System.getProperty("muster.s6rc"))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> new S6RcTools(Path.of(directory)));
  }

  /**
   * Compiles sources.
   *
   * @param directory for what is made
   * @return what {@link SourceDatabase#all} says of the same; nothing if they are refused
   */
  Answer compile(List<String> sources, Path directory) throws IOException, InterruptedException {
    Path compiled = directory.resolve("compiled");
    List<String> command = new ArrayList<>(List.of(program("compile"), compiled.toString()));
    command.addAll(sources);
    Tool run = Tool.run(command, directory);
    if (REFUSED.contains(run.code())) {
      return new Answer(Optional.empty(), run.output());
    }
    assertThat(run.code()).as(run.output()).isZero();
    return new Answer(Optional.of(database(compiled, directory)), run.output());
  }

  private Set<String> database(Path compiled, Path directory)
      throws IOException, InterruptedException {
    Database database = new Database(compiled, directory);
    Set<String> lines = new TreeSet<>();
    for (String kind : List.of("oneshot", "longrun")) {
      for (String name : database.names("list", kind + "s")) {
        lines.add(kind + " " + name);
        lines.add("direct " + name + ": " + joined(database.names("dependencies", name)));
        lines.add("up " + name + ": " + database.ask("-u", "timeout", name).strip());
        lines.add("down " + name + ": " + database.ask("-d", "timeout", name).strip());
        int flags = Integer.parseInt(database.ask("flags", name).strip(), 16);
        lines.add("essential " + name + ": " + ((flags & ESSENTIAL) != 0));
        if (kind.equals("oneshot")) {
          lines.add("script up " + name + ": " + words(database.ask("-u", "script", name)));
          lines.add("script down " + name + ": " + words(database.ask("-d", "script", name)));
        }
      }
    }
    for (String name : database.names("list", "bundles")) {
      lines.add("bundle " + name);
      lines.add("contents " + name + ": " + joined(database.names("contents", name)));
    }
    return lines;
  }

  private static String joined(List<String> names) {
    return SourceDatabase.names(names);
  }

  private static String words(String words) {
    return words.isEmpty() ? "" : words.substring(0, words.length() - 1).replace('\0', '|');
  }

  private String program(String name) {
    return programs.resolve("s6-rc-" + name).toString();
  }

  /** One that is compiled. */
  private final class Database {
    private final Path compiled;
    private final Path directory;

    Database(Path compiled, Path directory) {
      this.compiled = compiled;
      this.directory = directory;
    }

    String ask(String... question) throws IOException, InterruptedException {
      List<String> command = new ArrayList<>(List.of(program("db"), "-c", compiled.toString()));
      if (question[0].startsWith("-")) {
        command.add(question[0]);
        command.add("--");
        command.addAll(List.of(question).subList(1, question.length));
      } else {
        command.add("--");
        command.addAll(List.of(question));
      }
      Tool run = Tool.run(command, directory);
      assertThat(run.code()).as("%s: %s", command, run.output()).isZero();
      return run.output();
    }

    /** A line each; without what is s6-rc's own. */
    List<String> names(String... question) throws IOException, InterruptedException {
      return ask(question).lines().filter(name -> !OWN.contains(name)).toList();
    }
  }
}
