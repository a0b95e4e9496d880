package muster.it.s6rc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import muster.it.Needs;
import muster.plan.Definition;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Program;
import muster.plan.Severity;
import muster.plan.Work;
import muster.sources.DiskTree;
import muster.sources.Format;
import muster.sources.Sources;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words of scripts made by chance are those that Debian's execlineb makes of them. */
class ExeclinebTest {
  private static final int SCRIPTS = Boolean.getBoolean("muster.long") ? 40_000 : 2_000;

  /** One shell runs so many of them. */
  private static final int BATCH = 500;

  /** Each script begins so, and thereby prints its words, with a NUL behind each. */
  private static final String PRINT = "printf \"%s\\\\0\" first\n";

  private static final String RUN =
      "for script; do execlineb -P \"$script\" >\"$script.words\" 2>\"$script.error\";"
          + " echo $? >\"$script.code\"; done";

  private static final int SYNTAX = 100;

  @TempDir Path directory;

  @BeforeAll
  static void needs() {
    Needs.debianPackage("execline");
  }

  @Test
  void theWordsAreThoseOfExeclineb() throws IOException, InterruptedException {
    int accepted = 0;
    for (int seed = 0; seed < SCRIPTS; seed += BATCH) {
      accepted += compare(seed, Math.min(seed + BATCH, SCRIPTS));
    }
    assertThat(accepted).isBetween(SCRIPTS / 2, SCRIPTS * 9 / 10); // else it tests one side only
  }

  /**
   * @return how many are right
   */
  private int compare(int from, int to) throws IOException, InterruptedException {
    Path batch = Files.createDirectories(directory.resolve("batch" + from));
    List<Path> files = new ArrayList<>();
    for (int seed = from; seed < to; seed++) {
      byte[] script = RandomScript.of(new SplittableRandom(seed));
      Path oneshot = Files.createDirectories(batch.resolve("set/" + seed));
      Files.writeString(oneshot.resolve("type"), "oneshot\n");
      Files.write(oneshot.resolve("up"), script);
      ByteArrayOutputStream printing = new ByteArrayOutputStream();
      printing.writeBytes(PRINT.getBytes(StandardCharsets.UTF_8));
      printing.writeBytes(script);
      files.add(Files.write(batch.resolve(String.valueOf(seed)), printing.toByteArray()));
    }
    Tool.run(Tool.command(List.of("sh", "-c", RUN, "sh"), files), batch);
    Map<String, Optional<List<String>>> ours = ours(batch.resolve("set"));
    int accepted = 0;
    for (Path file : files) {
      String seed = String.valueOf(file.getFileName());
      Optional<List<String>> theirs = theirs(file);
      assertThat(ours.get(seed)).as("seed %s: %s", seed, script(file)).isEqualTo(theirs);
      accepted += theirs.isPresent() ? 1 : 0;
    }
    return accepted;
  }

  private static String script(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1).substring(PRINT.length());
    String error = Files.readString(file.resolveSibling(file.getFileName() + ".error"));
    return "%s%n%s".formatted(text, error);
  }

  /** Nothing if it is refused, or if it is not UTF-8, which we refuse on purpose. */
  private static Optional<List<String>> theirs(Path file) throws IOException {
    String code = Files.readString(file.resolveSibling(file.getFileName() + ".code")).strip();
    if (code.equals(String.valueOf(SYNTAX))) {
      return Optional.empty();
    }
    assertThat(code).as(script(file)).isEqualTo("0");
    byte[] words = Files.readAllBytes(file.resolveSibling(file.getFileName() + ".words"));
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(words)).toString();
      List<String> all = List.of(text.substring(0, text.length() - 1).split("\0", -1));
      return Optional.of(all.subList(1, all.size()));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Optional<List<String>>> ours(Path set) {
    Findings findings = new Findings();
    List<Definition> definitions =
        Sources.read(
                Format.S6_RC,
                List.of(set.toString()),
                Optional.empty(),
                new DiskTree(InputStream.nullInputStream()),
                findings)
            .definitions();
    Set<String> refused = new LinkedHashSet<>();
    for (Finding finding : findings.all()) {
      if (finding.severity() == Severity.ERROR) {
        refused.add(finding.at().file());
      }
    }
    Map<String, Optional<List<String>>> words = new LinkedHashMap<>();
    for (Definition definition : definitions) {
      boolean wrong = refused.contains(set.resolve(definition.name()).resolve("up").toString());
      Optional<List<String>> right = Optional.of(words(((Work.Oneshot) definition.work())));
      words.put(definition.name(), wrong ? Optional.empty() : right);
    }
    return words;
  }

  private static List<String> words(Work.Oneshot oneshot) {
    return oneshot.up() instanceof Program.Arguments(List<String> words) ? words : List.of();
  }
}
