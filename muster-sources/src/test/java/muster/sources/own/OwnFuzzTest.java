package muster.sources.own;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import muster.plan.Definition;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.ServiceSet;
import org.junit.jupiter.api.Test;

/** Whatever is in a file: reading it ends, says why, and what was read can be written. */
class OwnFuzzTest {
  private static final int MUTANTS_OF_EACH = 100;

  @FuzzTest
  void anythingIsRead(byte[] data) {
    String text = new String(data, UTF_8);
    Findings findings = new Findings();
    List<Definition> definitions = OwnReader.read("f", text, findings);
    long lines = text.chars().filter(c -> c == '\n').count() + 1;
    for (Finding finding : findings.all()) {
      assertThat(finding.at().line()).as("%s", finding).isBetween(1, (int) lines + 1);
      assertThat(finding.at().column()).as("%s", finding).isPositive();
      assertThat(finding.toString()).doesNotContain("\n");
    }
    if (!findings.failed()) {
      String written = OwnWriter.write(new ServiceSet(definitions), new Findings());
      List<Definition> again = OwnReader.read("f", written, findings);
      assertThat(findings.failed()).as(written).isFalse();
      assertThat(Placeless.of(again)).isEqualTo(Placeless.of(definitions));
    }
  }

  @Test
  void mutantsOfTheReferenceAreRead() throws IOException {
    List<String> samples = new ArrayList<>(Reference.examples());
    samples.add(Reference.wrong());
    for (String sample : samples) {
      for (int seed = 0; seed < MUTANTS_OF_EACH; seed++) {
        String mutant = mutant(sample, new SplittableRandom(seed));
        try {
          anythingIsRead(mutant.getBytes(UTF_8));
        } catch (RuntimeException | AssertionError e) {
          throw new AssertionError("seed " + seed + ":\n" + mutant, e);
        }
      }
    }
  }

  /** A sample with pieces of it moved, repeated, removed, or replaced by what means something. */
  private static String mutant(String sample, SplittableRandom random) {
    String signs = "[]{}=.,\"'#\\\n \u0000é-0x";
    StringBuilder text = new StringBuilder(sample);
    for (int i = random.nextInt(1, 5); i > 0 && !text.isEmpty(); i--) {
      int from = random.nextInt(text.length());
      int to = Math.min(text.length(), from + random.nextInt(1, 20));
      String piece = text.substring(from, to);
      switch (random.nextInt(4)) {
        case 0 -> text.delete(from, to);
        case 1 -> text.insert(random.nextInt(text.length() + 1), piece);
        case 2 -> text.insert(from, signs.charAt(random.nextInt(signs.length())));
        default -> text.setCharAt(from, signs.charAt(random.nextInt(signs.length())));
      }
    }
    return text.toString();
  }
}
