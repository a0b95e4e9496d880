package muster.it.lsb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import muster.it.Needs;
import muster.sources.Runlevel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where we differ from insserv on purpose; docs/lsb.md has the reasons. */
class DifferencesTest {
  @TempDir Path root;

  private final Map<String, String> scripts = new LinkedHashMap<>();

  @BeforeAll
  static void needs() {
    Needs.debianPackage("insserv");
  }

  private void script(String name, String requiredStart) {
    script(name, requiredStart, "", "2 3 4 5", "0 1 6");
  }

  private void script(
      String name, String requiredStart, String requiredStop, String start, String stop) {
    scripts.put(
        name,
        """
        #!/bin/sh
        ### BEGIN INIT INFO
        # Provides: %s
        # Required-Start: %s
        # Required-Stop: %s
        # Default-Start: %s
        # Default-Stop: %s
        ### END INIT INFO
        """
            .formatted(name, requiredStart, requiredStop, start, stop));
  }

  private Insserv.Answer theirs() throws IOException, InterruptedException {
    Insserv.write(root, scripts, "");
    return Insserv.enableAll(root);
  }

  private Ours ours() {
    return Ours.of(root, Optional.empty());
  }

  @Test
  void namesAfterTwoBlanksCount() throws IOException, InterruptedException {
    script("a", "b  c");
    script("b", "");
    script("c", "");
    assertThat(theirs().start().before("a")).containsExactly("b");
    assertThat(ours().order().before("a")).containsExactly("b", "c");
    assertThat(ours().findings())
        .extracting(Object::toString)
        .anyMatch(said -> said.contains("insserv does not see c"));
  }

  @Test
  void whatIsAfterAScriptThatAsksForAllIsAlwaysRefused() throws IOException, InterruptedException {
    script("a", "$all");
    script("b", "a");
    assertThat(theirs().output()).contains("which can not be true!"); // and perhaps refuses it
    assertThat(ours().refusals()).containsExactly("cycle");
  }

  @Test
  void thereMayBeMoreThan99Ranks() throws IOException, InterruptedException {
    script("s100", "");
    for (int i = 101; i < 250; i++) {
      script("s" + i, "s" + (i - 1));
    }
    assertThat(theirs().startNumbers().values()).contains(99).doesNotContain(100);
    assertThat(ours().refusals()).isEmpty();
    assertThat(ours().order().numbers()).containsEntry("s249", 150);
  }

  @Test
  void whatIsRequiredHasToBeStarted() throws IOException, InterruptedException {
    script("a", "never");
    script("never", "", "", "", "");
    assertThat(theirs().refusals()).isEmpty();
    assertThat(ours().refusals()).containsExactly("runlevel");
  }

  @Test
  void whatIsNeverStartedMayRequireAnything() throws IOException, InterruptedException {
    script("a", "nobody", "", "", "0 6");
    assertThat(theirs().refusals()).containsExactly("undefined");
    assertThat(ours().refusals()).isEmpty();
  }

  @Test
  void whatIsNeverStoppedGoesInNoCircle() throws IOException, InterruptedException {
    script("a", "", "b", "S", "");
    script("b", "", "a", "S", "");
    script("c", "", "a", "S", "0 6");
    script("d", "", "c", "S", "0 6");
    script("e", "", "d b", "S", "0 6");
    assertThat(theirs().refusals()).containsExactly("cycle");
    assertThat(ours().refusals()).isEmpty();
    assertThat(Ours.of(root, Runlevel.of("0")).order().numbers())
        .isEqualTo(Map.of("e", 1, "d", 2, "c", 3));
  }
}
