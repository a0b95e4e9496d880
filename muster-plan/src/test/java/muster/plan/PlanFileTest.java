package muster.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanFileTest {
  static IntStream seeds() {
    return IntStream.range(0, 500);
  }

  private static Plan plan(int seed) {
    Findings findings = new Findings();
    Plan plan = Compiler.compile(RandomSets.make(new SplittableRandom(seed)), findings);
    assertThat(findings.all()).isEmpty();
    return plan;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsReadIsWhatWasWritten(int seed) throws PlanReader.Refused {
    Plan plan = plan(seed);
    byte[] file = PlanWriter.write(plan);
    Plan read = PlanReader.read(file);
    assertThat(read.services())
        .isEqualTo(plan.services().stream().map(PlanFileTest::apart).toList());
    assertThat(read.edges()).isEqualTo(sorted(plan.edges()));
    assertThat(read.bundles().stream().map(Plan.Bundle::members))
        .isEqualTo(plan.bundles().stream().map(Plan.Bundle::members).toList());
    assertThat(PlanWriter.write(read)).isEqualTo(file);
  }

  /** Dependencies by name are not in the file: they are edges there. */
  private static Definition apart(Definition service) {
    return new Definition(
        service.name(), service.at(), service.work(), List.of(), service.settings());
  }

  private static List<Plan.Edge> sorted(List<Plan.Edge> edges) {
    return edges.stream()
        .sorted(Comparator.comparingInt(Plan.Edge::to).thenComparing(Plan.Edge::kind))
        .toList();
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] file = PlanWriter.write(plan(11));
    for (int length = 0; length < file.length; length++) {
      byte[] part = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> PlanReader.read(part)).isInstanceOf(PlanReader.Refused.class);
    }
  }

  @Test
  void everyChangedBitIsRefused() {
    byte[] file = PlanWriter.write(plan(11));
    for (int bit = 0; bit < file.length * 8; bit++) {
      byte[] changed = file.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> PlanReader.read(changed))
          .as("bit " + bit)
          .isInstanceOf(PlanReader.Refused.class)
          .hasMessageContaining("muster compile");
    }
  }

  @Test
  void whatIsNotUnderstoodIsNamedWithItsLine() {
    assertRefused("service a\n  at f 1 1\n  milestone\n  colour red\n", "line 5: colour: ");
    assertRefused("service a\n  at f 1 1\n  milestone\n  needs b f 1 1\n", "there is no service b");
    assertRefused("service a\n  at f 1 1\n", "line 2: service: a: it has no longrun");
    assertRefused("servant a\n", "line 2: servant: it is neither service nor bundle");
    assertRefused("service a\\\n", "line 2: it is no line of words");
    assertRefused("service a\n  at f one 1\n", "line 3: at: one is no number");
  }

  private static void assertRefused(String body, String why) {
    assertThatThrownBy(
            () -> PlanReader.read(sealed((PlanWriter.BANNER + "\n" + body).getBytes(UTF_8))))
        .isInstanceOf(PlanReader.Refused.class)
        .hasMessageContaining(why);
  }

  /** With the right checksum, so that the reader behind it is reached. */
  private static byte[] sealed(byte[] body) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(body);
    file.writeBytes((PlanWriter.checksum(body, body.length) + "\n").getBytes(UTF_8));
    return file.toByteArray();
  }

  @FuzzTest
  void noBytesBreakTheReader(byte[] bytes) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes((PlanWriter.BANNER + "\n").getBytes(UTF_8));
    body.writeBytes(bytes);
    if (bytes.length == 0 || bytes[bytes.length - 1] != '\n') {
      body.write('\n');
    }
    for (byte[] file : List.of(bytes, sealed(body.toByteArray()))) {
      try {
        PlanWriter.write(PlanReader.read(file));
      } catch (PlanReader.Refused e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }
}
