package muster.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import muster.kernel.LinuxKernel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed of logs that a daemon has left; the stamps are of some hours of one day. */
class LogsCommandTest {
  private static final String NINE = "@400000006b0949";
  private static final String TEN = "@400000006b0957";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path directory = Path.of("");

  private static String stamp(String hour, int number) {
    return hour + "%02x%08x".formatted(number, number * 1_000_000);
  }

  @BeforeEach
  void aDaemonHasLogged() throws IOException {
    Path set = Files.writeString(directory.resolve("set"), "db web\nweb odd\n");
    assertThat(run("compile", "-o", at("plan").toString(), "--from", "tsort", set.toString()))
        .isZero();
    log(at("log/db/" + stamp(NINE, 9) + ".s"), NINE, 1, "one", 3, "three");
    log(at("log/db/current"), TEN, 5, "five", 8, "eight ERROR");
    log(at("log/web/current"), NINE, 2, "two", 4, "four caf\u00c3\u00a9 \u00ff");
    log(at("catch-all/current"), TEN, 6, "odd: six", 7, "muster: warning: seven", 9, "nine");
    out.reset();
  }

  private Path at(String path) {
    return directory.resolve(path);
  }

  private static void log(Path file, String hour, Object... lines) throws IOException {
    Files.createDirectories(file.getParent());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.length; i += 2) {
      text.append(stamp(hour, (Integer) lines[i])).append(' ').append(lines[i + 1]).append('\n');
    }
    Files.writeString(file, text, ISO_8859_1);
  }

  private int run(String... words) {
    return new Main(
            LinuxKernel::new, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
        .run(List.of(words));
  }

  /** What is said, without the time: each line as bytes, a character each. */
  private List<String> logs(String... words) {
    out.reset();
    List<String> all = new ArrayList<>(List.of("logs", "--run", directory.toString()));
    all.addAll(List.of(words));
    assertThat(run(all.toArray(new String[0]))).as(err.toString(UTF_8)).isZero();
    return out.toString(ISO_8859_1)
        .lines()
        .map(line -> line.replaceFirst("^\\S+ \\S+ ", ""))
        .toList();
  }

  @Test
  void inTheOrderOfTimeAndByteForByte() {
    assertThat(logs())
        .containsExactly(
            "db: one",
            "web: two",
            "db: three",
            "web: four caf\u00c3\u00a9 \u00ff",
            "db: five",
            "odd: six",
            "muster: warning: seven",
            "db: eight ERROR",
            "nine");
  }

  @Test
  void ofThoseThatWereNamed() {
    assertThat(logs("db")).containsExactly("db: one", "db: three", "db: five", "db: eight ERROR");
    assertThat(logs("odd")).containsExactly("odd: six");
    assertThat(logs("odd", "web")).hasSize(3);
  }

  @Test
  void theLastOnes() {
    assertThat(logs("-n", "2")).containsExactly("db: eight ERROR", "nine");
    assertThat(logs("-n", "3", "db")).containsExactly("db: three", "db: five", "db: eight ERROR");
    assertThat(logs("-n", "1", "odd")).containsExactly("odd: six");
    assertThat(logs("-n", "1", "--grep", "t")).containsExactly("db: eight ERROR");
    assertThat(logs("-n", "1", "--grep", "three")).containsExactly("db: three");
    assertThat(logs("-n", "0")).isEmpty();
  }

  @Test
  void fromWhenToWhenAndWhat() {
    assertThat(logs("--since", stamp(TEN, 0)))
        .containsExactly(
            "db: five", "odd: six", "muster: warning: seven", "db: eight ERROR", "nine");
    assertThat(logs("--until", stamp(NINE, 2))).containsExactly("db: one", "web: two");
    assertThat(logs("--since", stamp(NINE, 2), "--until", stamp(NINE, 3)))
        .containsExactly("web: two", "db: three");
    assertThat(logs("--grep", "[EW]RR|caf\u00e9")).hasSize(2);
    assertThat(logs("--grep", "^six$")).containsExactly("odd: six"); // the name is no part of it
  }

  @Test
  void forPrograms() {
    assertThat(run("logs", "--run", directory.toString(), "--json", "-n", "1", "web")).isZero();
    assertThat(out.toString(UTF_8))
        .startsWith("{\"time\": \"2026-11-27T")
        .endsWith(", \"service\": \"web\", \"text\": \"four caf\u00e9 \ufffd\"}\n");
    out.reset();
    assertThat(run("logs", "--run", directory.toString(), "--tai", "-n", "1", "db")).isZero();
    assertThat(out.toString(UTF_8)).isEqualTo(stamp(TEN, 8) + " db: eight ERROR\n");
  }

  @Test
  void whatIsNotThere() throws IOException {
    assertThat(run("logs", "--run", directory.toString(), "wbe")).isEqualTo(3);
    assertThat(run("logs", "--run", at("nowhere").toString())).isEqualTo(4);
    Files.delete(at("plan"));
    assertThat(run("logs", "--run", directory.toString(), "wbe")).isEqualTo(3);
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            """
            muster: cannot show the logs of wbe: there is no such service; did you mean web?
            muster: cannot read logs: there are none in %1$s/nowhere/log; say --run DIR or --log DIR
            muster: cannot show the logs of wbe: there is no such service; did you mean web?
            """
                .formatted(directory));
    assertThat(logs("web")).hasSize(2); // the logs are there all the same
  }

  @Test
  void whatCannotBeRead() throws IOException {
    Files.delete(at("log/db/current"));
    Files.createDirectory(at("log/db/current"));
    assertThat(run("logs", "--run", directory.toString())).isEqualTo(111);
    assertThat(err.toString(UTF_8))
        .startsWith("muster: warning: cannot read the log " + at("log/db") + ": ")
        .hasLineCount(1);
    assertThat(out.toString(UTF_8)).contains("two", "six"); // of the others, all
  }
}
