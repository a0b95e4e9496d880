package muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import muster.plan.Compiler;
import muster.plan.Definition;
import muster.plan.Durations;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Plan;
import muster.plan.Position;
import muster.plan.ServiceSet;
import muster.plan.Settings;
import muster.plan.Work;
import muster.sources.SourceText;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is in the file of {@code --durations}: lines, a trace, a chart, or none of them. */
class DurationsFuzzTest {
  private static final long LONGEST = 4L * Integer.MAX_VALUE;

  /** So much is said of one file, and each time a word that there is more. */
  private static final int TOLD_MAX = 2 * 101;

  private static final Plan PLAN =
      Compiler.compile(
          new ServiceSet(
              Stream.of("db", "web", "my web")
                  .map(name ->
                      new Definition(
                          name, Position.of("f"), new Work.Milestone(), List.of(), Settings.NONE))
                  .toList()),
          new Findings());

  @FuzzTest
  void anythingIsRead(byte[] data) {
    Findings findings = new Findings();
    Optional<SourceText> text = SourceText.decode("f", data, findings);
    assertThat(text.isEmpty()).isEqualTo(findings.failed());
    if (text.isPresent()) {
      read(text.get(), findings);
    }
  }

  private static void read(SourceText text, Findings findings) {
    Durations durations = RecordedDurations.read(text, PLAN, findings);
    for (long millis : durations.of(PLAN)) {
      assertThat(millis).isBetween(0L, LONGEST);
    }
    int lines = 1 + (int) text.text().chars().filter(c -> c == '\n').count();
    for (Finding finding : findings.all()) {
      assertThat(finding.at().line()).as("%s", finding).isBetween(1, lines);
      assertThat(finding.at().column()).as("%s", finding).isPositive();
    }
    assertThat(findings.all()).hasSizeLessThanOrEqualTo(TOLD_MAX);
  }

  /** Each is of some megabytes: what takes time that grows as their square does not end. */
  @ParameterizedTest
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "||db\\n|1000000",
        "||nobody 1\\n|500000",
        "1 1 began 1 x\\n||1 1 service nobody starting\\n1 2 service nobody up ready=1\\n|50000",
        "1 1 began 1 x\\n||nonsense\\n|500000",
        "CHART|1]}|1,|1000000",
        "CHART|1]}|1,\\n|1000000",
        "CHART|1]}|{\"name\": \"db\", \"took_ms\": 1},|300000",
        "CHART|1]}|{\"name\": \"é\", \"took_ms\": 1, \"outcome\": \"failed\"},\\n|300000",
        "|]|[|2000000",
        "||[]|2000000",
        "[|]|9|3000000",
        "[|]|{},|3000000",
      })
  void whatIsLongIsReadInTime(String before, String after, String repeated, int times) {
    String chart = "{\"form\": \"muster-chart\", \"version\": 1, \"services\": [";
    String begin = before == null ? "" : before.replace("CHART", chart);
    String all = begin + repeated.repeat(times) + (after == null ? "" : after);
    Findings findings = new Findings();
    read(new SourceText("f", all.replace("\\n", "\n")), findings);
    assertThat(findings.all()).isNotEmpty();
  }
}
