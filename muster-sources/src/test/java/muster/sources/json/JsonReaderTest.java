package muster.sources.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {
  @Test
  void everyKindOfValueWithItsPlace() throws JsonReader.NotJson {
    assertThat(
            JsonReader.read(
                """
                {"a": [1, -2.5e1, true ,null,[],{}],
                 "b" : "x\\n\\"\\u00e9\\/日", "a\\\\": "", "b": 0}
                """))
        .isEqualTo(
            new JsonValue.Members(
                0,
                Map.of(
                    "a",
                    new JsonValue.Items(
                        6,
                        List.of(
                            new JsonValue.Numeral(7, 1),
                            new JsonValue.Numeral(10, -25),
                            new JsonValue.Word(18, "true"),
                            new JsonValue.Word(24, "null"),
                            new JsonValue.Items(29, List.of()),
                            new JsonValue.Members(32, Map.of()))),
                    "b",
                    new JsonValue.Numeral(78, 0),
                    "a\\",
                    new JsonValue.Text(69, ""))));
    assertThat(JsonReader.read("\"\\u00e9\\/\\t日\"")).isEqualTo(new JsonValue.Text(0, "é/\t日"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|0|want a value, not the end",
        "{\"a\" 1}|5|want :, not 1",
        "{\"a\":1,}|7|want a name in \", not }",
        "[1 2]|3|want ], not 2",
        "[1,]|3|want a value, not ]",
        "[01]|2|want ], not 1",
        "[1.]|2|want ], not .",
        "-|0|want a number, not -",
        "nul|0|want a value, not n",
        "{} 😀|3|want nothing more, not 😀",
        "\"a|0|this text has no end in its line",
        "\"\\x\"|1|a backslash before this means nothing",
        "\"\\u12g4\"|1|four hexadecimal digits",
        "\"\\|1|a backslash before this means nothing",
      })
  void whatIsNoneSaysWhereAndWhy(String text, int at, String why) {
    JsonReader.NotJson e =
        catchThrowableOfType(JsonReader.NotJson.class, () -> JsonReader.read(text));
    assertThat(e).hasMessageContaining(why);
    assertThat(e.at).isEqualTo(at);
  }

  @Test
  void depthIsBounded() throws JsonReader.NotJson {
    assertThat(JsonReader.read("[".repeat(100) + "]".repeat(100))).isNotNull();
    assertThat(
            catchThrowableOfType(
                JsonReader.NotJson.class, () -> JsonReader.read("[".repeat(1_000_000))))
        .hasMessageContaining("too deep");
  }
}
