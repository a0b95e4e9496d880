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
import muster.sim.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateTest {
  private static final String SHOP =
      """
      [database]
      run = ["postgres"]
      ready = { fd = 3 }
      stop = { timeout = "none" }

      [web]
      run = ["nginx"]
      needs = ["database"]

      [clock]
      run = ["clock"]
      """;

  private static final String CONTAINER =
      SHOP.replace("run = [\"nginx\"]", "run = [\"nginx\"]\non-failure = \"exit\"");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private String shop = "";

  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void writeSet() throws IOException {
    shop = Files.writeString(directory.resolve("shop.toml"), SHOP).toString();
  }

  @Test
  void aSetIsPlayedAndSummedUp() {
    assertThat(run("simulate", shop)).isZero();
    assertThat(out.toString(UTF_8))
        .startsWith("1000 runs with seeds 0 to 999: 3 services, ")
        .contains("; every rule held\n")
        .containsPattern("(?m)^database +[0-9,]+ +[0-9,]+ +[0-9,]+ +0 +web$")
        .containsPattern("(?m)^clock .* 0$")
        .containsPattern("(?m)^slowest stop of everything: [0-9]+.* \\(seed [0-9]+\\), of which ")
        .contains("nothing kills database when it hangs in stopping, which it did in ")
        .doesNotContain("nothing kills web")
        .doesNotContain("by itself")
        .contains("\n  dies later ");
  }

  @Test
  void theSameSeedIsTheSameRun() {
    assertThat(run("simulate", "--seed", "17", shop)).isZero();
    String first = out.toString(UTF_8);
    assertThat(run("simulate", "--seed", "17", shop)).isZero();
    assertThat(out.toString(UTF_8)).isEqualTo(first + first).contains("Finish[code=0]\n");
  }

  @Test
  void whatIf() throws IOException {
    Path container = Files.writeString(directory.resolve("container.toml"), CONTAINER);
    assertThat(run("simulate", "--fail", "clock", shop)).isZero();
    assertThat(run("simulate", "--fail", "database", "--fail=clock", container.toString()))
        .isZero();
    assertThat(run("simulate", container.toString())).isZero();
    String summary = out.toString(UTF_8).replaceFirst("(?s).*(?=1000 runs)", "");
    assertThat(summary).containsPattern("(?m)^everything ended by itself [0-9]+ times, with 1: ");
    assertThat(out.toString(UTF_8).replace(summary, ""))
        .isEqualTo(
            """
            if clock fails, 1 of 3 services does not come up
              clock  cannot start clock: NOT_EXECUTABLE
            if database and clock fail, everything ends, and muster run exits 1
            """);
  }

  @Test
  void forPrograms() {
    assertThat(run("simulate", "--json", "--runs", "40", shop)).isZero();
    assertThat(out.toString(UTF_8))
        .contains("\"runs\": 40,")
        .contains("\"broken\": null,")
        .contains("\"takes_along\": [\"web\"],");
  }

  @Test
  void withoutASetTheyAreByChance() {
    assertThat(run("simulate", "--runs", "30")).isZero();
    assertThat(out.toString(UTF_8)).startsWith("30 runs with seeds 0 to 29: ").contains("\n  dies");
    assertThat(run("simulate", "--fail", "web")).isEqualTo(100);
  }

  @Test
  void whatCannotBeSimulatedIsSaidInALine() throws IOException {
    assertThat(run("simulate", "--fail", "webb", shop)).isEqualTo(3);
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            "muster: cannot simulate webb: there is no such service or bundle; did you mean web?\n");
    Path cycle = Files.writeString(directory.resolve("cycle"), "a b\nb a\n");
    assertThat(run("simulate", "--from", "tsort", cycle.toString())).isEqualTo(1);
    Path nothing = Files.writeString(directory.resolve("nothing.toml"), "");
    assertThat(run("simulate", "--from", "toml", nothing.toString())).isEqualTo(1);
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void aBrokenRuleIsToldWithItsSeedAndTheEndOfItsTrace() {
    Outcome broken =
        new Outcome(17, 3, "StartsInOrder: web is started", "1 a\n".repeat(100) + "2 b\n");
    SimulationReport.complain(broken, new PrintStream(err, true, UTF_8));
    assertThat(err.toString(UTF_8))
        .startsWith("1 a\n1 a\n")
        .hasLineCount(62)
        .endsWith(
            """
            2 b
            muster: in the run with seed 17 a rule was broken, which is a fault of Muster's: StartsInOrder: web is started
            muster: with --seed 17 all of this run is shown; please report it with your set
            """);
  }

  private int run(String... arguments) {
    return new Main(LinuxKernel::new, stream(out), stream(err)).run(List.of(arguments));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, UTF_8);
  }
}
