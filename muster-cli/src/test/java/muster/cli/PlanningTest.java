package muster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import muster.kernel.LinuxKernel;
import muster.plan.PlanReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need no daemon, as a user gives them. */
class PlanningTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path directory = Path.of("");

  @Test
  void ranksAreOneALine() throws IOException {
    assertThat(run("plan", "--from", "tsort", file("1 2\n3 4\n"))).isZero();
    assertThat(out()).isEqualTo("1 3\n2 4\n");
    assertThat(err()).isEmpty();
  }

  @Test
  void aCycleIsAnErrorAndNothingIsPrinted() throws IOException {
    String file = file("a b\nb a\n");
    assertThat(run("plan", "--from", "tsort", file)).isEqualTo(1);
    assertThat(out()).isEmpty();
    assertThat(err().lines())
        .hasSize(3)
        .first()
        .asString()
        .contains(": error: a cycle: a -> b -> a");
  }

  @Test
  void aCutIsSaid() throws IOException {
    String file = file("a b\nb a\nb c\n");
    assertThat(run("plan", "--from=tsort", "--break-cycles", file)).isZero();
    assertThat(out()).isEqualTo("a\nb\nc\n");
    assertThat(err()).isEqualTo("muster: warning: cut b -> a\n");
  }

  @Test
  void durationsShowTheLongestChain() throws IOException {
    String graph = file("db web\ncache web\n");
    String durations = file("db 1500\nweb 250\n");
    assertThat(
            run("plan", "--from", "tsort", "--durations", durations, "--what-if", "db=500", graph))
        .isZero();
    assertThat(out())
        .isEqualTo(
            """
            db cache
            web

            All is up after 1.750 s; at most 1 at once. The longest chain:
              db    starts at     0.000 s  takes     1.500 s
              web   starts at     1.500 s  takes     0.250 s
            With db=500 all would be up after 0.750 s, 1.000 s sooner.
            """);
  }

  @Test
  void aQuestionThatCannotBeAnsweredIsOneLine() throws IOException {
    String graph = file("db web\n");
    String durations = file("db 1500\n");
    assertThat(run("plan", "--durations", durations, "--what-if", "bd=1", graph)).isEqualTo(3);
    assertThat(run("plan", "--durations", durations, "--what-if", "db=1s", graph)).isEqualTo(100);
    assertThat(run("plan", "--what-if", "db=1", graph)).isEqualTo(100);
    assertThat(out()).isEmpty();
    assertThat(err())
        .isEqualTo(
            """
            muster: cannot plan: --what-if: there is no service bd; did you mean db?
            muster: cannot plan: --what-if: want NAME=MILLISECONDS, not db=1s
            muster: cannot plan: --what-if wants to know how long all take: --durations FILE
            """);
  }

  @Test
  void aPictureIsDrawn() throws IOException {
    assertThat(run("plan", "--from", "tsort", "--to", "svg", file("a b"))).isZero();
    assertThat(out()).startsWith("<svg ").contains("2 services in 2 ranks, 1 wait");
  }

  @Test
  void checkPrintsFindingsAsItsResult() throws IOException {
    String file = file("a b c");
    assertThat(run("check", "--from", "tsort", file)).isEqualTo(1);
    assertThat(out()).startsWith(file + ":1:5: error: c is alone");
    assertThat(err()).isEqualTo("muster: 3 services: 1 error\n");
  }

  @Test
  void checkPrintsJsonToo() throws IOException {
    assertThat(run("check", "--json", "--from", "tsort", file("a b"))).isZero();
    assertThat(out())
        .isEqualTo("{\n  \"version\": 1,\n  \"services\": 2,\n  \"findings\": []\n}\n");
  }

  @Test
  void aPlanIsWrittenWholeOrNotAtAll() throws IOException, PlanReader.Refused {
    Path plan = directory.resolve("plan");
    assertThat(run("compile", "-o", plan.toString(), "--from", "tsort", file("a b"))).isZero();
    assertThat(PlanReader.read(Files.readAllBytes(plan)).services()).hasSize(2);
    assertThat(run("compile", "-o", plan + "2", "--from", "tsort", file("a b b a"))).isEqualTo(1);
    assertThat(directory.resolve("plan2")).doesNotExist();
    String nowhere = directory.resolve("no/plan").toString();
    assertThat(run("compile", "-o", nowhere, "--from", "tsort", file("a b"))).isEqualTo(111);
    assertThat(err()).contains("muster: cannot write " + nowhere);
  }

  @Test
  void wrongUsageIsOneLine() throws IOException {
    assertThat(run("plan")).isEqualTo(100);
    assertThat(run("plan", "--from", "yaml", "x")).isEqualTo(100);
    assertThat(run("plan", "--to", "png", "--from", "tsort", file("a b"))).isEqualTo(100);
    assertThat(run("plan", "--strict", "x")).isEqualTo(100);
    assertThat(run("check", "--strict=yes", "x")).isEqualTo(100);
    assertThat(run("compile", "x")).isEqualTo(100);
    assertThat(run("plan", "--form", "tsort", "x")).isEqualTo(100);
    assertThat(run("pln", "x")).isEqualTo(100);
    assertThat(err().lines())
        .hasSize(8)
        .allMatch(line -> line.startsWith("muster: cannot "))
        .contains(
            "muster: cannot plan: --to: png is none of ranks, json, dot, svg, make, sh, execline,"
                + " toml",
            "muster: cannot plan: there is no option --form; did you mean --from?; try muster"
                + " --help",
            "muster: cannot run pln: there is no such command; did you mean plan?; try muster"
                + " --help");
  }

  private String file(String text) throws IOException {
    Path file = Files.createTempFile(directory, "in", "");
    return Files.writeString(file, text).toString();
  }

  private int run(String... arguments) {
    return new Main(LinuxKernel::new, stream(out), stream(err)).run(List.of(arguments));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, UTF_8);
  }

  private String out() {
    return out.toString(UTF_8);
  }

  private String err() {
    return err.toString(UTF_8);
  }
}
