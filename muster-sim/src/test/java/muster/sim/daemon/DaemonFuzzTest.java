package muster.sim.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithSize;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is in a scan directory, and whatever comes through its FIFOs, the daemon lives. */
class DaemonFuzzTest {
  private static final int DEEDS_MAX = 40;

  static List<BadInput> badInputs() {
    return BadInput.all();
  }

  @MethodSource("badInputs")
  @ParameterizedTest
  void whatIsWrongIsToldInOneLine(BadInput bad) {
    List<String> warnings =
        FuzzedDaemon.run(bad.deeds()).stream().filter(line -> line.contains("warning")).toList();
    if (bad.told().equals(BadInput.NOTHING)) {
      // Each run ends with a command that means nothing.
      assertThat(warnings).allMatch(line -> line.contains("unknown command"));
    } else {
      assertThat(warnings).contains("muster: warning: " + bad.told());
    }
  }

  static Stream<Arguments> seeds() {
    return BadInput.all().stream().map(bad -> Arguments.of(bad.deeds()));
  }

  @MethodSource("seeds")
  @FuzzTest
  void theDaemonLives(@NotNull @WithSize(max = DEEDS_MAX) List<@NotNull Deed> deeds) {
    try {
      FuzzedDaemon.run(deeds);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("after " + deeds, e);
    }
  }
}
