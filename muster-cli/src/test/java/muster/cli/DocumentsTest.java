package muster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import muster.kernel.LinuxKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show is what the program prints. */
class DocumentsTest {
  private static final Path DOCUMENTS = Path.of("../docs");

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```[a-z]+\n(.*?)^```$");

  @TempDir private Path directory = Path.of("");

  @Test
  void thePlanFile() throws IOException {
    Path document = DOCUMENTS.resolve("plan-file.md");
    List<String> blocks = blocks(document);
    String set = file("shop.toml", blocks.getFirst());
    String plan = directory.resolve("plan").toString();
    run("compile", "-o", plan, set);
    // Its last line depends on where the set is, as the directories of its services do.
    String printed = Files.readString(Path.of(plan)).replace(set, "shop.toml");
    String shown = blocks(document).get(1);
    assertThat(printed.replaceAll("(?m)^  directory .*\n", "").lines().toList())
        .isEqualTo(withSealOf(printed, shown));
  }

  @Test
  void json() throws IOException {
    Path document = DOCUMENTS.resolve("json.md");
    List<String> blocks = blocks(document);
    String set = file("shop.toml", blocks.get(0));
    String durations = file("durations", blocks.get(1));
    String printed =
        run("plan", "--to=json", "--durations=" + durations, "--what-if=database=500", set);
    assertThat(printed.replace(set, "shop.toml")).isEqualTo(blocks(document).get(2));
  }

  private static List<String> withSealOf(String printed, String shown) {
    List<String> lines = new ArrayList<>(shown.lines().toList());
    lines.set(lines.size() - 1, printed.lines().toList().getLast());
    return lines;
  }

  private static List<String> blocks(Path document) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(Files.readString(document));
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private static String run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new Main(
                LinuxKernel::new,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8))
            .run(List.of(arguments));
    assertThat(code).as("%s", err.toString(UTF_8)).isZero();
    return out.toString(UTF_8);
  }
}
