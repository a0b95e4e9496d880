package muster.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import muster.plan.Finding;
import muster.plan.Findings;
import org.junit.jupiter.api.Test;

/** What our own format says of the files around it. */
class TomlTest {
  private final MemoryTree tree = new MemoryTree();

  @Test
  void programsOfTheSetHaveToBeThere() {
    tree.file("set/bin/there", "").file("set/bin/not", "").notExecutable("set/bin/not");
    assertThat(
            check(
                """
                there.run = ["./bin/there"]
                lost.run = ["./bin/lost", "x"]
                [not]
                up = ["true"]
                down = ["bin/not"]
                [elsewhere]
                directory = "bin"
                run = ["./there"]
                finish = ["./gone"]
                """))
        .containsExactly(
            "set/a.toml:2:1: warning: lost executes set/bin/lost, which is not there; paths are"
                + " relative to the directory of this file, or to what directory says",
            "set/a.toml:3:2: warning: not executes set/bin/not, which is not executable; chmod +x"
                + " it",
            "set/a.toml:6:2: warning: elsewhere executes set/bin/gone, which is not there; paths"
                + " are relative to the directory of this file, or to what directory says");
  }

  @Test
  void ofProgramsOfTheSystemNothingIsSaid() {
    assertThat(
            check(
                """
                found.run = ["in-path"]
                absolute.run = ["/nowhere/x"]
                script.run = "./not-looked-into"
                there = { run = ["./x"], directory = "/srv/another" }
                """))
        .isEmpty();
  }

  private List<String> check(String text) {
    tree.file("set/a.toml", text);
    Findings findings = new Findings();
    Toml.read(List.of("set"), tree, findings);
    return findings.all().stream().map(Finding::toString).toList();
  }
}
