package muster.sources.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import muster.plan.Findings;
import org.junit.jupiter.api.Test;

/** docs/format.md is true. */
class ReferenceTest {
  /** A row of the table of all keys: name, and in the third column the default. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| \\[`([a-z-]+)`\\]\\([^)]*\\)[^|]*\\|[^|]*\\| (.*?) ?\\| [^|]*\\|$");

  private static final Pattern IN_CODE = Pattern.compile("`([^`]+)`");

  @Test
  void examplesAreReadWithoutAComplaint() throws IOException {
    for (String example : Reference.examples()) {
      Findings findings = new Findings();
      OwnReader.read("example.toml", example, findings);
      assertThat(findings.all()).as(example).isEmpty();
    }
  }

  @Test
  void whatIsWrongIsSaidAsItShows() throws IOException {
    Findings findings = new Findings();
    OwnReader.read("wrong.toml", Reference.wrong(), findings);
    List<String> said =
        findings.all().stream()
            .flatMap(f -> Stream.concat(Stream.of(f), f.notes().stream()))
            .map(Object::toString)
            .toList();
    assertThat(said).isEqualTo(Reference.said().lines().toList());
  }

  @Test
  void theTableOfKeysIsTheReaders() throws IOException {
    List<MatchResult> rows = ROW.matcher(Reference.text()).results().toList();
    assertThat(rows.stream().map(row -> row.group(1)).distinct())
        .containsExactlyInAnyOrderElementsOf(ServiceKeys.KEYS.stream().map(Key::name).toList());
    for (MatchResult row : rows) {
      Key<?, ?> key =
          ServiceKeys.KEYS.stream().filter(k -> k.name().equals(row.group(1))).findAny().get();
      String shown = row.group(2).replace("`", "");
      assertThat(shown).as(key.name()).isEqualTo(key.standard());
    }
  }

  /** Where other systems' words go, there is something to go to. */
  @Test
  void everyKeyThatATableNamesIsThere() throws IOException {
    String text = Reference.text();
    String tables = text.substring(text.indexOf("## Coming from s6"), text.indexOf("## Room"));
    for (String line : tables.lines().filter(l -> l.startsWith("| ")).toList()) {
      String[] columns = line.split("(?<!\\\\)\\|", -1);
      if (columns.length > 2 && !columns[2].contains("not yet")) {
        IN_CODE.matcher(columns[2]).results().forEach(code -> isKnown(code.group(1), line));
      }
    }
  }

  /** {@code restart.limit}, and {@code ready = {...}}, which is an example and read. */
  private static void isKnown(String code, String line) {
    if (code.matches("[a-z-]+ = .*") && !code.contains("…")) {
      String example = code.startsWith("up = ") || code.startsWith("down = ") ? "" : "run = 'x'\n";
      Findings findings = new Findings();
      String table = code.startsWith("run = ") ? "" : example;
      OwnReader.read("f", "[a]\n" + table + code.replace("\\|", "|"), findings);
      assertThat(findings.all()).as(line).isEmpty();
    } else if (code.matches("[a-z-]+\\.[a-z-]+")) {
      String outer = code.substring(0, code.indexOf('.'));
      String inner = code.substring(code.indexOf('.') + 1);
      assertThat(ServiceKeys.KEYS)
          .as(line)
          .anyMatch(key -> key.name().equals(outer) && hasInner(key, inner));
    }
  }

  private static boolean hasInner(Key<?, ?> key, String inner) {
    return key.shape() instanceof Limits
        ? Limits.NAMES.containsKey(inner)
        : key.shape().inner().contains(inner);
  }
}
