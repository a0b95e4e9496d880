package muster.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import muster.plan.Checks;
import muster.plan.Compiler;
import muster.plan.Cycles;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Plan;
import muster.plan.ServiceSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever is in the directories of a source, reading and checking it ends, and says where what is
 * wrong is.
 */
class TreeFuzzTest {
  private static final int MUTANTS = 1_000;
  private static final String ROOT = "x";

  /** Each file is a path, a newline, and what is in it; or, of a link, "->" and where to. */
  private static final char BETWEEN_FILES = '\f';

  private static final String LINK = "->";

  @FuzzTest
  void anySourceOfS6Rc(byte[] data) {
    read(Format.S6_RC, data);
  }

  @FuzzTest
  void anyTreeOfS6Overlay(byte[] data) {
    read(Format.S6_OVERLAY, data);
  }

  @FuzzTest
  void anyScanDirectory(byte[] data) {
    read(Format.SERVICEDIR, data);
  }

  @ParameterizedTest
  @EnumSource(names = {"S6_RC", "S6_OVERLAY", "SERVICEDIR"})
  void mutantsOfASample(Format format) throws IOException {
    String sample = Files.readString(sample(format));
    for (int seed = 0; seed < MUTANTS; seed++) {
      byte[] mutant = Mutants.of(sample, "/\n\f#{}\"\\\0 .-", new SplittableRandom(seed));
      try {
        read(format, mutant);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ":\n" + new String(mutant, UTF_8), e);
      }
    }
  }

  /** Fuzzing starts from these, too. */
  private static Path sample(Format format) {
    String test =
        switch (format) {
          case S6_RC -> "anySourceOfS6Rc";
          case S6_OVERLAY -> "anyTreeOfS6Overlay";
          default -> "anyScanDirectory";
        };
    return Path.of("src/test/resources/muster/sources/TreeFuzzTestInputs", test, "sample.txt");
  }

  private static void read(Format format, byte[] data) {
    MemoryTree tree = tree(data);
    Findings findings = new Findings();
    ServiceSet set = read(format, tree, findings);
    Plan plan = Compiler.compile(set, findings);
    Cycles.report(plan, findings);
    Checks.run(plan, findings);
    assertThat(plan.services()).hasSizeLessThanOrEqualTo(data.length + 10);
    for (Finding finding : findings.all()) {
      assertThat(finding.at().file()).matches("(?s)x(/.*)?|/package/.*|/etc/.*");
      assertThat(finding.text()).isNotBlank();
    }
    Findings again = new Findings();
    assertThat(read(format, tree, again)).isEqualTo(set);
    assertThat(findings.all().subList(0, again.all().size())).isEqualTo(again.all());
    Recognition.of(List.of(ROOT), tree, new Findings());
  }

  private static ServiceSet read(Format format, Tree tree, Findings findings) {
    return Sources.read(format, List.of(ROOT), Optional.empty(), tree, findings);
  }

  private static MemoryTree tree(byte[] data) {
    MemoryTree tree = new MemoryTree();
    for (String file :
        new String(data, StandardCharsets.ISO_8859_1).split(BETWEEN_FILES + "", -1)) {
      int end = file.indexOf('\n');
      String path =
          file.substring(0, Math.max(0, end)).replaceAll("/+", "/").replaceAll("^/|/$", "");
      String text = file.substring(end + 1);
      if (path.isEmpty()) {
        continue;
      }
      if (text.startsWith(LINK)) {
        tree.link(ROOT + "/" + path, text.substring(LINK.length()));
      } else {
        tree.file(ROOT + "/" + path, text.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return tree;
  }
}
