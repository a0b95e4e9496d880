package muster.sources.toml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import muster.plan.Finding;
import muster.plan.Findings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TomlParserTest {
  private static String read(String text) {
    Findings findings = new Findings();
    TomlValue.Table table = TomlParser.parse("f", text, findings);
    assertThat(findings.all()).isEmpty();
    return Shown.of(table);
  }

  private static List<String> wrong(String text) {
    Findings findings = new Findings();
    TomlParser.parse("f", text, findings);
    return findings.all().stream().map(Finding::toString).toList();
  }

  private static List<String> places(String text) {
    return wrong(text).stream().map(line -> line.replaceFirst("f:(\\d+:\\d+):.*", "$1")).toList();
  }

  // ---- what is read -------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a = 1                              | {a=1}
          a = -1_000                         | {a=-1000}
          a = 0xDead_beef                    | {a=3735928559}
          a = 0o17                           | {a=15}
          a = 0b11                           | {a=3}
          a = true                           | {a=true}
          a = 1.5e3                          | {a=<a fraction>}
          a = -inf                           | {a=<a fraction>}
          a = 1979-05-27 07:32:00Z           | {a=<a date>}
          a = 07:32                          | {a=<a time of day>}
          a = "x\\ty\\u00e9\\x41\\e"         | {a="x\ty\u00e9A\u001b"}
          a = 'x\\ty'                        | {a="x\\\\ty"}
          a = "# no comment" # but this      | {a="# no comment"}
          a.b.c = 1                          | {a={b={c=1}}}
          "a b".'c.d' = 1                    | {a b={c.d=1}}
          a = []                             | {a=[]}
          a = [1, "x", [true,],]             | {a=[1, "x", [true]]}
          a = { b = 1, c.d = 2, }            | {a={b=1, c={d=2}}}
          1.2 = 3                            | {1={2=3}}
          """)
  void oneLine(String text, String value) {
    assertThat(read(text)).isEqualTo(value.translateEscapes());
  }

  @Test
  void tables() {
    assertThat(
            read(
                """
                top = 1
                [a.b]
                x = 1
                [a]        # after the table in it
                y = 2
                [[l]]
                z = 1
                [[l]]
                [l.in]
                z = 2
                """))
        .isEqualTo("{top=1, a={b={x=1}, y=2}, l=[{z=1}, {in={z=2}}]}");
  }

  @Test
  void listsAndTablesOfSeveralLines() {
    assertThat(
            read(
                """
                a = [ # one
                  1, # two

                  2
                  , ["x"]
                ]
                b = {
                  # TOML 1.1
                  c = 1,
                  d = [
                    2
                  ]
                }
                """))
        .isEqualTo("{a=[1, 2, [\"x\"]], b={c=1, d=[2]}}");
  }

  @Test
  void textsOfSeveralLines() {
    assertThat(read("a = '''\none\ntwo'''")).isEqualTo("{a=\"one\ntwo\"}");
    assertThat(read("a = '''\r\none\r\ntwo'''\r\n")).isEqualTo("{a=\"one\ntwo\"}");
    assertThat(read("a = \"\"\"\none \\\n\n   two\"\"\"")).isEqualTo("{a=\"one two\"}");
    assertThat(read("a = \"\"\"\"x\"\"\"\"\"")).isEqualTo("{a=\"\"x\"\"\"}");
    assertThat(read("a = '''''x'''''")).isEqualTo("{a=\"''x''\"}");
  }

  @Test
  void aByteOrderMarkIsNoText() {
    assertThat(read("\ufeffa = 1")).isEqualTo("{a=1}");
  }

  @Test
  void placesCountCharacters() {
    TomlValue.Table table =
        TomlParser.parse("f", "\n[x]\n  'é😀'  = [ '😀', 1 ]\n", new Findings());
    TomlValue.Entry header = table.entries().getFirst();
    assertThat(header.at()).hasToString("f:2:2");
    TomlValue.Entry entry = ((TomlValue.Table) header.value()).entries().getFirst();
    assertThat(entry.at()).hasToString("f:3:3");
    assertThat(entry.value().at()).hasToString("f:3:11");
    assertThat(((TomlValue.Array) entry.value()).values().get(1).at()).hasToString("f:3:18");
  }

  // ---- what is wrong ------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a = sleep 5        | f:1:5: error: sleep is no value; a text is in quotes: "sleep"
          a =                | f:1:4: error: a value is missing here
          a = , 1            | f:1:5: error: a value is missing before this; a text is in quotes
          a                  | f:1:2: error: = is missing here; a key is one word, or in quotes
          a: 1               | f:1:2: error: between a key and its value is =, not :
          = 1                | f:1:1: error: a name is missing here
          a..b = 1           | f:1:3: error: a name is missing here
          ä = 1              | f:1:1: error: a name has letters, digits, - and _, or is in quotes
          [a                 | f:1:3: error: ] is missing here; a name with other characters is in quotes
          [a b]              | f:1:4: error: ] is missing here; a name with other characters is in quotes
          []                 | f:1:2: error: a name is missing here
          a = 1 2            | f:1:7: error: nothing more can stand in this line; a list is in [ ] with commas
          a = "x             | f:1:5: error: this text has no end in its line; end it with "
          a = 'x"            | f:1:5: error: this text has no end in its line; end it with '
          a = '''x           | f:1:5: error: this text has no end; end it with '''
          a = "\\d"          | f:1:6: error: a backslash before this means nothing in "..."; write \\\\ for a backslash, or put the text into '...'
          a = "\\u12"        | f:1:6: error: this escape wants 4 hexadecimal digits
          a = "\\ud800"      | f:1:6: error: there is no character U+D800
          a = "\\u0661"      |
          a = [1 2]          | f:1:8: error: a comma or ] is missing here
          a = [1             | f:1:5: error: this has no end; ] is missing before line 1
          a = {b = 1         | f:1:5: error: this has no end; } is missing before line 1
          a = {b = 1 c = 2}  | f:1:12: error: a comma or } is missing here
          a = 99999999999999999999 | f:1:5: error: 99999999999999999999 is too large for a whole number
          a = 01             | f:1:5: error: 01 is no value; a text is in quotes: "01"
          a = 30s            | f:1:5: error: 30s is no value; a text is in quotes: "30s"
          a = True           | f:1:5: error: True is no value; a text is in quotes: "True"
          """)
  void oneLineWrong(String text, String error) {
    assertThat(wrong(text)).isEqualTo(error == null ? List.of() : List.of(error));
  }

  @Test
  void controlCharactersAreNamed() {
    assertThat(wrong("a = '\u0001'"))
        .containsExactly(
            "f:1:6: error: the control character U+0001 cannot stand here; in \"...\" write"
                + " \\u0001");
    assertThat(wrong("# \u007f"))
        .containsExactly("f:1:3: error: the control character U+007F cannot stand in a comment");
    assertThat(places("a = 1\rb = 2")).containsExactly("1:6");
  }

  @Test
  void whatIsTwiceNamesBothPlaces() {
    Findings findings = new Findings();
    TomlParser.parse("f", "[a]\nx = 1\n[b]\n[a]\n", findings);
    assertThat(findings.all().getFirst().toString())
        .isEqualTo("f:4:2: error: a is defined twice; rename or remove one");
    assertThat(findings.all().getFirst().notes().getFirst().toString())
        .isEqualTo("f:1:2: note: the first is here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = 1\na = 2",
        "a = 1\n[a]",
        "[a]\n[[a]]",
        "a = []\n[[a]]",
        "a = { b = 1 }\na.c = 2",
        "a = { b = 1 }\n[a.c]",
        "a = { b = 1, b = 2 }",
        "a.b = 1\n[a]",
        "[a.b]\n[a]\nb.c = 1",
        "[[a]]\n[a]",
        "a = 1\na.b = 2",
        "[a]\nb = 1\n[a.b.c]",
      })
  void whatIsDefinedCannotBeDefinedAgain(String text) {
    assertThat(wrong(text)).singleElement().asString().endsWith("twice; rename or remove one");
  }

  @Test
  void whatIsTwiceIsKeptToBeLookedAt() {
    assertThat(Shown.of(TomlParser.parse("f", "[a]\nx = 1\n[a]\ny = 2", new Findings())))
        .isEqualTo("{a={x=1}, a={y=2}}");
  }

  // ---- going on -----------------------------------------------------------------------------

  @Test
  void everyErrorIsToldAndTheRestIsRead() {
    String text =
        """
        [web]
        run = ["a"
        needs = ["x"]
        [b]
        run = "x
        [c]
        run = 'ok'
        list = [
          "one"
          "two"
        ]
        [d
        run = 1
        x: y
        text = '''no end
        last = 'x'
        """;
    assertThat(places(text)).containsExactly("2:7", "5:7", "10:3", "12:3", "14:2", "15:8");
    assertThat(Shown.of(TomlParser.parse("f", text, new Findings())))
        .isEqualTo("{web={needs=[\"x\"]}, b={}, c={run=\"ok\"}}");
  }

  @Test
  void aHeaderAfterAnOpenListEndsIt() {
    assertThat(wrong("a = [\n  'x',\n[b]\nc = 1"))
        .containsExactly("f:1:5: error: this has no end; ] is missing before line 3");
  }

  @Test
  void aTextInAListIsNoKey() {
    assertThat(read("a = [\n\"\\\"=x\"\n]")).isEqualTo("{a=[\"\"=x\"]}");
    assertThat(read("a = [\n'''=x'''\n]")).isEqualTo("{a=[\"=x\"]}");
    assertThat(read("a = [\n1.5\n]")).isEqualTo("{a=[<a fraction>]}");
  }

  @Test
  void aListOfListsIsNoHeader() {
    assertThat(read("a = [\n[1]\n,\n['b']\n]")).isEqualTo("{a=[[1], [\"b\"]]}");
    assertThat(read("a = [\n[true]\n]")).isEqualTo("{a=[[true]]}");
  }

  // ---- limits -------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a=", "[{a=", "[\n", "[ #\n"})
  void deepNestingIsAnError(String opening) {
    assertThat(wrong("a = " + opening.repeat(100_000)))
        .hasSize(1)
        .allMatch(line -> line.endsWith("more than 32 lists or tables are in each other"));
  }

  @Test
  void longPathsAreAnError() {
    assertThat(wrong("[" + "a.".repeat(100_000) + "a]")).hasSize(1);
    assertThat(wrong("a.".repeat(100_000) + "a = 1")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a]\n", "a = 1\n", "a = [\n", "a = '''x''' 1\n", "[a\n", "a: 1\n"})
  void afterTooManyErrorsTheRestIsNotRead(String line) {
    assertThat(wrong(line.repeat(100_000)))
        .hasSizeBetween(TomlParser.ERRORS_MAX + 1, TomlParser.ERRORS_MAX + 2)
        .last()
        .asString()
        .endsWith("there is too much wrong; the rest is not read");
  }

  @Test
  void errorsInOneTableAreCountedToo() {
    assertThat(wrong("a = {" + "b = 1,".repeat(100_000) + "}"))
        .hasSize(TomlParser.ERRORS_MAX + 2)
        .last()
        .asString()
        .endsWith("there is too much wrong; the rest is not read");
  }

  @Test
  void tooManyValuesAreAnError() {
    assertThat(wrong("a = [" + "1,".repeat(TomlParser.VALUES_MAX) + "]"))
        .first()
        .asString()
        .endsWith("there are more than 500000 values in one file");
  }

  /** Each of these took a parser of others minutes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n", "#\n", "\r\n", " ", "\"", "'", "'''", "\"\"\"", "[", "]", "=", ".", ",", "a", "1"
      })
  void timeIsLinear(String piece) {
    String many = piece.repeat(100_000);
    for (String before : List.of("", "a = ", "a = [", "a = {", "a = '''", "[", "#")) {
      TomlParser.parse("f", before + many, new Findings());
      TomlParser.parse("f", before + many + "\na = 1", new Findings());
    }
  }
}
