package muster.it.shells;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import muster.it.Needs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a tabulator makes of the beginning of a command, in each shell, as a user types it. */
class CompletionTest {
  private static final String TO_BEGIN = "\u0001"; // Ctrl-A
  private static final String TO_END = "\u0005"; // Ctrl-E

  enum Shell {
    BASH("bash", "bash --norc --noprofile -i", "source <(muster completion bash)"),
    ZSH(
        "zsh",
        "zsh -f -i",
        "bindkey -e; autoload -U compinit; compinit -u -D; source <(muster completion zsh)"),
    FISH("fish", "fish -i", "muster completion fish | source");

    final String debianPackage;
    final String command;
    final String setUp;

    Shell(String debianPackage, String command, String setUp) {
      this.debianPackage = debianPackage;
      this.command = command;
      this.setUp = setUp;
    }
  }

  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void aSetWasCompiled() throws IOException, InterruptedException {
    Path muster = Program.in(directory);
    String set =
        """
        [database]
        run = "true"
        [web]
        run = "true"
        """;
    Files.writeString(directory.resolve("set.toml"), set);
    Files.createDirectory(directory.resolve("run"));
    Program.run(
        directory,
        List.of(
            muster.toString(), "compile", "-o", directory + "/run/plan", directory + "/set.toml"));
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void asAUserTypes(Shell shell) throws IOException, InterruptedException {
    Needs.debianPackage(shell.debianPackage);
    String path = directory + ":" + System.getenv("PATH");
    try (Typist typist =
        new Typist(
            shell.command,
            directory,
            Map.of("PATH", path, "MUSTER_RUN", directory.resolve("run").toString()))) {
      typist.type(shell.setUp + "\n");
      typist.type("echo rea''dy\n");
      typist.await("ready");
      completes(typist, "muster stat", "muster status");
      completes(typist, "muster why da", "muster why database");
      completes(typist, "muster stop web d", "muster stop web database");
      completes(typist, "muster plan se", "muster plan set.toml");
      completes(typist, "muster plan --dur", "muster plan --durations");
      completes(typist, "muster chart --to s", "muster chart --to svg");
      completes(typist, "muster chart --to=s", "muster chart --to=svg");
      completes(typist, "muster compile -o se", "muster compile -o set.toml");
      completes(typist, "muster completion z", "muster completion zsh");
      completes(typist, "muster man sca", "muster man scan");
      completes(typist, "./muster status --re", "./muster status --ready");
    }
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void servicesAreThoseOfTheDirectoryThatIsTyped(Shell shell)
      throws IOException, InterruptedException {
    Needs.debianPackage(shell.debianPackage);
    try (Typist typist =
        new Typist(
            shell.command,
            directory,
            Map.of("PATH", directory + ":" + System.getenv("PATH"), "MUSTER_RUN", "/nowhere"))) {
      typist.type(shell.setUp + "\n");
      typist.type("echo rea''dy\n");
      typist.await("ready");
      completes(typist, "muster why --run run da", "muster why --run run database");
      completes(typist, "muster why --run=run da", "muster why --run=run database");
      completes(typist, "muster why da", "muster why da");
    }
  }

  /** Presses tab, and has the shell say what the words of its line are then. */
  private static void completes(Typist typist, String typed, String expected)
      throws IOException, InterruptedException {
    typist.type(typed + "\t" + TO_BEGIN + "printf '[%s]' " + TO_END + "\n");
    typist.await("[" + expected.replace(" ", "][") + "]");
  }

  @Test
  void shellcheckHasNoComplaint() throws IOException, InterruptedException {
    Needs.debianPackage("shellcheck");
    String script = Program.run(directory, List.of(directory + "/muster", "completion", "bash"));
    Path file = Files.writeString(directory.resolve("completion.bash"), script);
    assertThat(Program.run(directory, List.of("shellcheck", file.toString()))).isEmpty();
  }
}
