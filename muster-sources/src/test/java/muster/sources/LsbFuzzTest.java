package muster.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import muster.plan.Compiler;
import muster.plan.Definition;
import muster.plan.Findings;
import muster.plan.ServiceSet;
import org.junit.jupiter.api.Test;

/** Whatever is in init scripts and their configuration, reading them ends, and says why. */
class LsbFuzzTest {
  private static final int MUTANTS = 1_000;

  /** A configuration and three scripts, from which fuzzing starts, too. */
  private static final Path SAMPLE =
      Path.of("src/test/resources/muster/sources/LsbFuzzTestInputs/anythingIsRead/sample.txt");

  /** Of nine files after the first, where they are. */
  private static final String PLACES =
      "init.d/a init.d/b init.d/c insserv.conf.d/a insserv/overrides/b insserv/file-filters"
          + " init.d/d init.d/e.x init.d/insserv.conf";

  /**
   * @param data files with a form feed between: first insserv.conf, then those at {@link #PLACES}
   */
  @FuzzTest
  void anythingIsRead(byte[] data) {
    MemoryTree tree = new MemoryTree();
    List<byte[]> files = files(data);
    tree.file("etc/insserv.conf", files.getFirst());
    String[] places = PLACES.split(" ", -1);
    for (int i = 1; i < files.size(); i++) {
      int times = (i - 1) / places.length;
      String again = times == 0 ? "" : String.valueOf(times);
      tree.file("etc/" + places[(i - 1) % places.length] + again, files.get(i));
    }
    for (String runlevel : List.of("", "S", "3", "0")) {
      Findings findings = new Findings();
      List<Definition> definitions =
          Lsb.read(List.of("etc/init.d"), Runlevel.of(runlevel), tree, findings);
      int said = findings.all().size();
      Compiler.compile(new ServiceSet(definitions), findings);
      assertThat(findings.all()).as("what the reader let through").hasSize(said);
      assertThat(Lsb.read(List.of("etc/init.d"), Runlevel.of(runlevel), tree, new Findings()))
          .isEqualTo(definitions);
    }
    Recognition.of(List.of("etc/init.d/a"), tree, new Findings());
  }

  private static List<byte[]> files(byte[] data) {
    List<byte[]> files = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= data.length; i++) {
      if (i == data.length || data[i] == '\f') {
        files.add(Arrays.copyOfRange(data, start, i));
        start = i + 1;
      }
    }
    return files;
  }

  @Test
  void mutantsOfASampleAreRead() throws IOException {
    String sample = Files.readString(SAMPLE);
    for (int seed = 0; seed < MUTANTS; seed++) {
      byte[] mutant = Mutants.of(sample, "$+ \t\r\n\f#:,", new SplittableRandom(seed));
      try {
        anythingIsRead(mutant);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ":\n" + new String(mutant, UTF_8), e);
      }
    }
  }
}
