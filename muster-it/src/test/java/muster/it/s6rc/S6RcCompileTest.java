package muster.it.s6rc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import muster.it.Golden;
import muster.plan.Compiler;
import muster.plan.Cycles;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Plan;
import muster.plan.ServiceSet;
import muster.plan.Severity;
import muster.sources.DiskTree;
import muster.sources.Format;
import muster.sources.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sources made by chance are accepted and refused as s6-rc-compile does it, and those that are
 * accepted have the dependencies, contents, scripts, timeouts and flags that s6-rc-db tells.
 *
 * <p>Debian 12 has no s6-rc. Its answers are kept in answers.txt, a line a source: its seed, a hash
 * of what it is, and a hash of what s6-rc-db says, or a word that it is refused. With
 * -Dmuster.s6rc=DIR, where the programs of s6-rc are, they are asked instead; with
 * -Dmuster.golden=write their answers are kept.
 */
class S6RcCompileTest {
  private static final int SOURCES = 300;
  private static final int LIVE = Integer.getInteger("muster.s6rc.sources", SOURCES);
  private static final String REFUSED = "refused";
  private static final int HASH_DIGITS = 16;

  @TempDir Path directory;

  @Test
  void sourcesMadeByChanceAreWhatS6RcMakesOfThem() throws IOException, InterruptedException {
    Optional<S6RcTools> tools = S6RcTools.configured();
    List<String> kept = kept();
    StringBuilder answers = new StringBuilder();
    List<String> differences = new ArrayList<>();
    int refused = 0;
    int seeds = tools.isPresent() ? LIVE : SOURCES;
    for (int seed = 0; seed < seeds; seed++) {
      RandomSource source = RandomSource.of(new SplittableRandom(seed));
      Path root = Files.createDirectory(directory.resolve(String.valueOf(seed)));
      source.write(root);
      Ours ours = Ours.of(RandomSource.sources(root));
      String head = "%d %s ".formatted(seed, hash(source.toString()));
      String ourLine = head + ours.database.map(S6RcCompileTest::hash).orElse(REFUSED);
      if (tools.isPresent()) {
        S6RcTools.Answer theirs = tools.get().compile(RandomSource.sources(root), root);
        if (!ours.database.equals(theirs.database())) {
          differences.add("seed %d:%n%s%n%s%n%s".formatted(seed, source, ours, theirs));
        }
        answers.append(ourLine).append('\n');
      } else if (!kept.get(seed).startsWith(head)) {
        differences.add("seed %d: the source has changed, keep anew".formatted(seed));
      } else if (!kept.get(seed).equals(ourLine)) {
        differences.add(
            "seed %d:%n%s%n%s%nit was %s".formatted(seed, source, ours, kept.get(seed)));
      }
      refused += ours.database.isPresent() ? 0 : 1;
    }
    assertThat(differences).isEmpty();
    assertThat((double) refused / seeds).isBetween(0.3, 0.7); // else it tests one side only
    if (tools.isPresent() && LIVE == SOURCES) {
      Golden.check(S6RcCompileTest.class, "answers.txt", answers.toString());
    }
  }

  private static List<String> kept() throws IOException {
    return Golden.read(S6RcCompileTest.class, "answers.txt").lines().toList();
  }

  private static String hash(Set<String> lines) {
    return hash(String.join("\n", lines));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * What we make of sources.
   *
   * @param database nothing if they are refused
   */
  private record Ours(Optional<Set<String>> database, List<Finding> findings) {
    static Ours of(List<String> sources) {
      Findings findings = new Findings();
      ServiceSet set =
          Sources.read(
              Format.S6_RC,
              sources,
              Optional.empty(),
              new DiskTree(InputStream.nullInputStream()),
              findings);
      Plan plan = Compiler.compile(set, findings);
      Cycles.report(plan, findings);
      List<Finding> errors =
          findings.all().stream().filter(f -> f.severity() == Severity.ERROR).toList();
      return new Ours(
          errors.isEmpty() ? Optional.of(SourceDatabase.all(plan)) : Optional.empty(), errors);
    }
  }
}
