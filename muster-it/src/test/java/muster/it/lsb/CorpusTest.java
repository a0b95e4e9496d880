package muster.it.lsb;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import muster.it.Corpus;
import muster.it.Golden;
import muster.it.Needs;
import muster.plan.Compiler;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Plan;
import muster.plan.graph.Ranks;
import muster.sources.DiskTree;
import muster.sources.Format;
import muster.sources.Runlevel;
import muster.sources.Sources;
import muster.view.RanksText;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The headers of Debian's init scripts, some of which need scripts that are not there. */
@Tag("corpus")
class CorpusTest {
  private static final Pattern MISSING = Pattern.compile(" needs (\\S+), which no script provides");

  @TempDir Path root;

  /** One, or none where there is no corpus. */
  static List<Path> scripts() {
    return Stream.of(Corpus.path("lsb")).filter(Files::isDirectory).toList();
  }

  static List<String> runlevels() {
    return scripts().isEmpty() ? List.of() : List.of("", "S", "2", "0", "1", "6");
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("scripts")
  void whatIsMissingIsSaid(Path scripts) throws IOException {
    Findings findings = new Findings();
    plan(List.of(scripts.toString(), Corpus.path("lsb-conf").toString()), "", findings);
    Golden.check(CorpusTest.class, "findings.txt", said(findings));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("runlevels")
  void ranksAreAsTheyWere(String runlevel) throws IOException {
    complete("nothing of the kind");
    Findings findings = new Findings();
    Plan plan = plan(List.of(Insserv.scripts(root).toString()), runlevel, findings);
    assertThat(findings.failed()).as(said(findings)).isFalse();
    String name = runlevel.isEmpty() ? "ranks.txt" : "ranks-" + runlevel + ".txt";
    Golden.check(CorpusTest.class, name, RanksText.of(plan, Ranks.of(plan.graph()).orElseThrow()));
  }

  /**
   * Without what is interactive: when several scripts are it is open which is the first, and
   * insserv takes that of which it knew first.
   */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("scripts")
  void insservSaysTheSame(Path real) throws IOException, InterruptedException {
    Needs.debianPackage("insserv");
    assertThat(real).isDirectory();
    complete("X-Interactive|<interactive>");
    Insserv.Answer theirs = Insserv.enableAll(root);
    assertThat(theirs.refusals()).as(theirs.output()).isEmpty();
    SoftAssertions soft = new SoftAssertions();
    Order start = Ours.of(root, Optional.empty()).order();
    Comparison.each(theirs.start(), theirs.startNumbers(), start, "started", soft);
    Order stop = Ours.of(root, Runlevel.of("0")).order();
    Comparison.each(theirs.stop(), theirs.stopNumbers(), stop, "stopped", soft);
    soft.assertThat(start.before()).hasSizeGreaterThan(100);
    soft.assertThat(stop.before()).hasSizeGreaterThan(80);
    soft.assertAll();
  }

  /**
   * Writes what is there, and an early script for each that is missing.
   *
   * @param without lines with something that matches this
   */
  private void complete(String without) throws IOException {
    Map<String, String> scripts = new LinkedHashMap<>();
    for (Path file : Corpus.in("lsb")) {
      scripts.put(String.valueOf(file.getFileName()), read(file, without));
    }
    String conf = read(Corpus.path("lsb-conf/insserv.conf.debian-1.24.0-1"), without);
    Insserv.write(root, scripts, conf);
    Findings findings = new Findings();
    plan(List.of(Insserv.scripts(root).toString()), "", findings);
    plan(List.of(Insserv.scripts(root).toString()), "1", findings);
    for (Finding finding : findings.all()) {
      Matcher missing = MISSING.matcher(finding.text());
      if (missing.find()) {
        scripts.put(missing.group(1), early(missing.group(1)));
      }
    }
    Insserv.write(root, scripts, conf);
  }

  private static String read(Path file, String without) throws IOException {
    return Files.readString(file).replaceAll("(?m)^.*(" + without + ").*\n", "");
  }

  private static String early(String name) {
    return """
    ### BEGIN INIT INFO
    # Provides: %s
    # Required-Start:
    # Required-Stop:
    # Default-Start: S
    # Default-Stop:
    ### END INIT INFO
    """
        .formatted(name);
  }

  private static Plan plan(List<String> paths, String runlevel, Findings findings) {
    return Compiler.compile(
        Sources.read(
            Format.LSB,
            paths,
            Runlevel.of(runlevel),
            new DiskTree(InputStream.nullInputStream()),
            findings),
        findings);
  }

  private static String said(Findings findings) {
    return findings.all().stream().map(finding -> finding + "\n").collect(joining());
  }
}
