package muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RunDirectoryTest {
  private static final String SET = RunDirectory.VARIABLE;

  @Test
  void whichOneIsMeant() {
    Map<String, String> all = Map.of(SET, "/a", "XDG_RUNTIME_DIR", "/run/user/7");
    Map<String, String> session = Map.of("XDG_RUNTIME_DIR", "/run/user/7");
    assertThat(RunDirectory.choose("o", all, "7").path()).isEqualTo("o");
    assertThat(RunDirectory.choose("", all, "0").path()).isEqualTo("/a");
    assertThat(RunDirectory.choose("", session, "0").path()).isEqualTo("/run/muster");
    assertThat(RunDirectory.choose("", session, "7").path()).isEqualTo("/run/user/7/muster");
    assertThat(RunDirectory.choose("", Map.of(), "7"))
        .isEqualTo(new RunDirectory("/tmp/muster-7", true));
  }

  @Test
  void whereLogsAre() {
    Map<String, String> state = Map.of("MUSTER_LOG", "/l", "XDG_STATE_HOME", "/s", "HOME", "/h");
    assertThat(RunDirectory.chooseLogs("o", "r", state, "7")).isEqualTo("o");
    assertThat(RunDirectory.chooseLogs("", "r", state, "7")).isEqualTo("/l");
    assertThat(RunDirectory.chooseLogs("", "r", Map.of(), "7")).isEqualTo("r/log");
    assertThat(RunDirectory.chooseLogs("", "", Map.of(), "0")).isEqualTo("/var/log/muster");
    assertThat(RunDirectory.chooseLogs("", "", Map.of("XDG_STATE_HOME", "/s"), "7"))
        .isEqualTo("/s/muster/log");
    assertThat(RunDirectory.chooseLogs("", "", Map.of("HOME", "/h"), "7"))
        .isEqualTo("/h/.local/state/muster/log");
  }
}
