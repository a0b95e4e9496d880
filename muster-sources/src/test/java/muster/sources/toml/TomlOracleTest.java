package muster.sources.toml;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import muster.plan.Findings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;

/** Texts made of pieces of TOML mean the same to tomlj, or are wrong to it as well. */
class TomlOracleTest {
  private static final int TEXTS_A_SEED = 40;

  private static final String[] PIECES = {
    "a",
    "b",
    "\"q k\"",
    "'l'",
    "a.b",
    "a . c",
    "1",
    "-7",
    "0x1f",
    "true",
    "false",
    "1.5",
    "\"text\"",
    "\"esc \\n \\u00e9 \\\"\"",
    "'lit \\'",
    "'''\nmore\n'''",
    "\"\"\"\nm\\\n  ore\"\"\"",
    "\"\"\"\"\"a\"\"\"\"\"",
    "=",
    " = ",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    ", ",
    ",\n",
    "\n",
    "\n",
    "\n",
    " ",
    "\t",
    "# note",
    "\r\n",
    "\\",
    "é",
    "\"open",
    "'''",
    "."
  };

  private static final String[] STATEMENTS = {
    "%s = %s\n",
    "%s = %s\n",
    "[%s]\n",
    "[[%s]]\n",
    "%s = [%s, %s]\n",
    "%s = { %s = %s }\n",
    "%s = [ # c\n  %s,\n]\n",
    "# %s\n",
    "\n"
  };

  private static final String[] KEYS = {"a", "b", "c", "a.b", "b.c", "a.b.c", "'x y'", "\"\""};

  private static final String[] VALUES = {
    "1",
    "\"t\"",
    "'l'",
    "true",
    "[]",
    "{}",
    "{ a = 1 }",
    "[[1], ['x']]",
    "{ a.b = 1, a.c = 2 }",
    "'''\nl\n'''",
    "\"\"\"x \"\" y\"\"\"",
    "[{ a = 1 }, { a = 2 }]"
  };

  static IntStream seeds() {
    return IntStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void statements(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < TEXTS_A_SEED; i++) {
      StringBuilder text = new StringBuilder();
      for (int line = random.nextInt(8); line >= 0; line--) {
        String statement = STATEMENTS[random.nextInt(STATEMENTS.length)];
        boolean list = statement.contains("[%s, ");
        text.append(
            statement.formatted(
                pick(KEYS, random),
                list ? pick(VALUES, random) : pickFor(statement, random),
                pick(VALUES, random)));
      }
      compare(text.toString());
    }
  }

  private static String pickFor(String statement, SplittableRandom random) {
    return pick(statement.contains("{ %s") ? KEYS : VALUES, random);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void pieces(int seed) {
    SplittableRandom random = new SplittableRandom(~seed);
    for (int i = 0; i < TEXTS_A_SEED; i++) {
      StringBuilder text = new StringBuilder("a = ");
      for (int piece = random.nextInt(12); piece >= 0; piece--) {
        text.append(pick(PIECES, random));
      }
      compare(text.toString());
    }
  }

  private static String pick(String[] from, SplittableRandom random) {
    return from[random.nextInt(from.length)];
  }

  private static void compare(String text) {
    Findings findings = new Findings();
    TomlValue.Table ours = TomlParser.parse("f", text, findings);
    TomlParseResult theirs =
        Toml.parse(text, TomlParseOptions.sourceless().withVersion(TomlVersion.V1_1_0));
    assertThat(findings.all().isEmpty())
        .as("%s%nours: %s%ntheirs: %s", text, findings.all(), theirs.errors())
        .isEqualTo(theirs.errors().isEmpty());
    if (theirs.errors().isEmpty()) {
      assertThat(sorted(ours)).as(text).isEqualTo(shown(theirs));
    }
  }

  /** Tables of tomlj are in no order that could be compared. */
  private static String sorted(TomlValue value) {
    return switch (value) {
      case TomlValue.Array(var _, List<TomlValue> values) ->
          values.stream().map(TomlOracleTest::sorted).collect(joining(", ", "[", "]"));
      case TomlValue.Table(var _, List<TomlValue.Entry> entries) ->
          entries.stream()
              .map(entry -> entry.key() + "=" + sorted(entry.value()))
              .sorted()
              .collect(joining(", ", "{", "}"));
      case TomlValue.Text _, TomlValue.Whole _, TomlValue.Truth _, TomlValue.Other _ ->
          Shown.of(value);
    };
  }

  private static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> "nothing";
      case TomlTable table ->
          table.keySet().stream()
              .map(key -> key + "=" + shown(table.get(List.of(key))))
              .sorted()
              .collect(joining(", ", "{", "}"));
      case TomlArray array ->
          array.toList().stream().map(TomlOracleTest::shown).collect(joining(", ", "[", "]"));
      case String text -> '"' + text.replace("\r\n", "\n") + '"';
      case Double _ -> "<a fraction>";
      default -> String.valueOf(value);
    };
  }
}
