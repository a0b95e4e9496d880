package muster.it.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.it.Needs;
import muster.plan.Attributes;
import muster.plan.Compiler;
import muster.plan.Definition;
import muster.plan.Findings;
import muster.plan.Plan;
import muster.plan.Position;
import muster.plan.Program;
import muster.plan.ServiceSet;
import muster.plan.Settings;
import muster.plan.Work;
import muster.plan.graph.Ranks;
import muster.sources.script.Script;
import muster.sources.script.Sync;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names, arguments, directories and variables come through as they are, whatever is in them. */
class OddWordsTest {
  private static final List<String> WORDS = words();

  /** A service each: of those that are made of two, the long check alone has all. */
  private static final List<String> NAMES = Boolean.getBoolean("muster.long") ? WORDS : some(WORDS);

  private static final int EVERY = 11;

  @TempDir Path top;
  private Path witness;

  /** Alone, twice, and each with each of some that mean something. */
  private static List<String> words() {
    List<String> words = new ArrayList<>(RandomPlan.ODD);
    words.add("~");
    for (String odd : RandomPlan.ODD) {
      for (String other : List.of("'", "\\", "\n", "$", "{", "}", " ", "#", odd)) {
        words.add(odd + other);
        words.add(other + odd);
      }
    }
    return words.stream().distinct().toList();
  }

  private static List<String> some(List<String> words) {
    List<String> some = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (RandomPlan.ODD.contains(words.get(i)) || i % EVERY == 0) {
        some.add(words.get(i));
      }
    }
    return some;
  }

  @BeforeEach
  void makeWitness() throws IOException {
    witness =
        Run.program(
            top.resolve("witness"),
            """
            #!/bin/dash
            { printf '%s\\0' "${PWD##*/}" "$@"; env -0 | grep -z ^ODD || :; } >>"$RECORDS"
            """);
  }

  @ParameterizedTest
  @EnumSource
  void aProgramGetsItsArguments(Interpreter interpreter) throws Exception {
    Program program = new Program.Arguments(plus(witness.toString(), WORDS));
    assertThat(run(interpreter, Map.of(), oneshot("x", program, Settings.NONE)))
        .containsExactlyElementsOf(plus("run", WORDS));
  }

  private static List<String> plus(String first, List<String> rest) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void aScriptIsAProgramToo(Interpreter interpreter) throws Exception {
    String script = "\n  # a 'comment' $x\n\t@a=\"two\n lines\"\n";
    script = script.replace("@", "") + witness + " \"$a\" \\\n '-@\n\t+'\n\n";
    assertThat(run(interpreter, Map.of(), oneshot("x", new Program.Script(script), Settings.NONE)))
        .containsExactly("run", "two\n lines", "-@\n\t+");
  }

  @ParameterizedTest
  @EnumSource
  void aProgramRunsInItsDirectoryWithItsVariables(Interpreter interpreter) throws Exception {
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < WORDS.size(); i++) {
      variables.put("ODD" + i, WORDS.get(i));
    }
    String odd = "-a $STATE 'b'\n\\";
    Files.createDirectories(top.resolve("run").resolve(odd));
    Path program = Run.program(top.resolve("run").resolve(odd).resolve("a=b"), "");
    Files.writeString(program, Files.readString(witness));
    assertThat(
            run(
                interpreter,
                Map.of("CDPATH", "/"),
                oneshot(
                    "x", new Program.Arguments(List.of("./a=b", "y")), settings(odd, variables))))
        .containsExactlyInAnyOrderElementsOf(
            plus(odd, plus("y", variables.entrySet().stream().map(v -> v.toString()).toList())));
  }

  private static Settings settings(String directory, Map<String, String> environment) {
    Settings none = Settings.NONE;
    return new Settings(
        null,
        directory,
        null,
        null,
        environment,
        Map.of("nofile", "100:200"),
        new Attributes("027", 1, List.of(), null, List.of("-none")),
        1500,
        0,
        false,
        none.onFailure(),
        none.onLoss(),
        none.log(),
        List.of());
  }

  @ParameterizedTest
  @EnumSource
  void aMilestoneIsPrinted(Interpreter interpreter) throws Exception {
    for (Sync sync : Sync.values()) {
      Definition[] all = NAMES.stream().map(word -> milestone(word)).toArray(Definition[]::new);
      Run run = start(interpreter, sync, Map.of(), all);
      assertThat(run.err()).isEmpty();
      assertThat(run.code()).isZero();
      String[] lines = run.out().split("\n", -1);
      assertThat(lines).containsExactlyInAnyOrder(String.join("\n", plus2(NAMES)).split("\n", -1));
    }
  }

  private static List<String> plus2(List<String> words) {
    List<String> all = new ArrayList<>(words);
    all.add("");
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void theCommandIsGivenNames(Interpreter interpreter) throws Exception {
    Map<String, String> environment = Map.of("MUSTER_START", witness + "  two words");
    List<String> expected = new ArrayList<>();
    NAMES.forEach(word -> expected.addAll(List.of("run", "two", "words", word)));
    assertThat(
            run(
                interpreter,
                environment,
                NAMES.stream().map(word -> milestone(word)).toArray(Definition[]::new)))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static Definition milestone(String name) {
    return new Definition(
        name, Position.of("test"), new Work.Milestone(), List.of(), Settings.NONE);
  }

  private static Definition oneshot(String name, Program program, Settings settings) {
    Work work = new Work.Oneshot(program, null);
    return new Definition(name, Position.of("test"), work, List.of(), settings);
  }

  /** What witnesses wrote, after a run in which all went well. */
  private List<String> run(
      Interpreter interpreter, Map<String, String> environment, Definition... services)
      throws Exception {
    Run run = start(interpreter, Sync.PRECISE, environment, services);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return Run.records(top.resolve("records"));
  }

  private Run start(
      Interpreter interpreter, Sync sync, Map<String, String> environment, Definition... services)
      throws Exception {
    Needs.debianPackage(interpreter.debian);
    Plan plan = Compiler.compile(new ServiceSet(List.of(services)), new Findings());
    Ranks ranks = Ranks.of(plan.graph()).orElseThrow();
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put("RECORDS", top.resolve("records").toString());
    String script = interpreter.text(new Script(plan, ranks, sync, List.of("test")));
    return Run.of(interpreter, script, top.resolve("run"), more);
  }
}
