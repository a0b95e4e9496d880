package muster.sources.own;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import muster.plan.Findings;
import muster.sources.Golden;
import muster.sources.toml.TomlParser;
import muster.sources.toml.TomlValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The schema says what the reader says, as far as a schema can. */
class SchemaTest {
  private static final Path FILE = Path.of("../docs/format.schema.json");
  private static final int SETS = 300;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private static final com.networknt.schema.Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JSON.writeValueAsString(Schema.make()));

  /** -Dmuster.golden=write makes it anew. */
  @Test
  void itIsMadeFromTheKeysOfTheReader() throws IOException {
    Golden.check(FILE, JSON.writeValueAsString(Schema.make()) + "\n");
  }

  @Test
  void theReferencesExamplesAreValid() throws IOException {
    List<String> examples = Reference.examples();
    assertThat(examples).hasSizeGreaterThan(20);
    for (String example : examples) {
      assertThat(complaints(example)).as(example).isEmpty();
    }
  }

  @Test
  void whateverIsWrittenIsValid() {
    for (int seed = 0; seed < SETS; seed++) {
      String text = OwnWriter.write(RandomSet.make(new SplittableRandom(seed)), new Findings());
      assertThat(complaints(text)).as("seed %d:%n%s", seed, text).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.runn = ['x']",
        "a = 3",
        "a.run = []",
        "a.run = ['']",
        "a.run = 'x'\na.up = 'y'",
        "a.run = 'x'\na.bundle = ['b']",
        "a.up = 'x'\na.ready = { fd = 3 }",
        "a.bundle = ['b']\na.needs = ['c']",
        "a.user = 'x'",
        "a.run = 'x'\na.ready = { fd = 3, notify = true }",
        "a.run = 'x'\na.ready = { fd = 2 }",
        "a.run = 'x'\na.ready = { notify = false }",
        "a.run = 'x'\na.ready = { tcp = 'here' }",
        "a.run = 'x'\na.stop = { signal = 'SIGTERM' }",
        "a.run = 'x'\na.stop = { signal = 'TERM', command = 'y' }",
        "a.run = 'x'\na.stop = {}",
        "a.run = 'x'\na.restart = 'sometimes'",
        "a.run = 'x'\na.restart = { window = '1m' }",
        "a.run = 'x'\na.restart = { delay = '1' }",
        "a.run = 'x'\na.retry = { times = 2 }",
        "a.down = 'x'\na.retry = { times = 2 }",
        "a.up = 'x'\na.retry = 3",
        "a.up = 'x'\na.retry = { times = 0 }",
        "a.up = 'x'\na.retry = { window = '1m' }",
        "a.run = 'x'\na.timeout-up = ''",
        "a.run = 'x'\na.timeout-up = 30",
        "a.run = 'x'\na.timeout-finish = '30s'",
        "a.run = 'x'\na.log = { script = 'n3', keep = 3 }",
        "a.run = 'x'\na.log = { size = '1X' }",
        "a.run = 'x'\na.limits = { files = 3 }",
        "a.run = 'x'\na.limits = { cpu = 3 }",
        "a.run = 'x'\na.environment = { 'A=B' = 'x' }",
        "a.run = 'x'\na.addresses = ['here']",
        "a.needs = ['b', 'b']",
        "a.needs = 'b'",
        "'' = {}"
      })
  void whatTheReaderRefusesItDoesNotAllow(String wrong) {
    Findings findings = new Findings();
    OwnReader.read("f", wrong, findings);
    assertThat(findings.failed()).isTrue();
    assertThat(complaints(wrong)).isNotEmpty();
  }

  private static List<Error> complaints(String toml) {
    Findings findings = new Findings();
    TomlValue.Table document = TomlParser.parse("f", toml, findings);
    assertThat(findings.all()).as(toml).isEmpty();
    return SCHEMA.validate(JSON.writeValueAsString(json(document)), InputFormat.JSON);
  }

  private static Object json(TomlValue value) {
    return switch (value) {
      case TomlValue.Text(_, String text) -> text;
      case TomlValue.Whole(_, long number) -> number;
      case TomlValue.Truth(_, boolean truth) -> truth;
      case TomlValue.Other(_, String what) -> what;
      case TomlValue.Array(_, List<TomlValue> values) ->
          values.stream().map(SchemaTest::json).toList();
      case TomlValue.Table(_, List<TomlValue.Entry> entries) -> {
        Map<String, Object> object = new LinkedHashMap<>();
        entries.forEach(entry -> object.put(entry.key(), json(entry.value())));
        yield object;
      }
    };
  }
}
