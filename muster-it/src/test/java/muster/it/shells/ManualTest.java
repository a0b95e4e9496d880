package muster.it.shells;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import muster.it.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** mandoc finds nothing wrong with the manual pages, and shows what is in them. */
class ManualTest {
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\.It Cm (\\S+)$");

  @TempDir private Path directory = Path.of("");

  @Test
  void mandocHasNoComplaint() throws IOException, InterruptedException {
    Needs.debianPackage("mandoc");
    Path muster = Program.in(directory);
    String general = lint(muster, "man");
    int commands = 0;
    for (Matcher command = COMMAND.matcher(general); command.find(); commands++) {
      String page = lint(muster, "man", command.group(1));
      assertThat(page).contains(".Sh EXAMPLES", ".Sh EXIT STATUS", ".Xr muster 1");
    }
    assertThat(commands).isGreaterThan(10);
  }

  @Test
  void whatIsTypedIsShownAsItIsTyped() throws IOException, InterruptedException {
    Needs.debianPackage("mandoc");
    Path page = directory.resolve("plan.1");
    Files.writeString(
        page, Program.run(directory, List.of(Program.in(directory).toString(), "man", "plan")));
    String shown =
        Program.run(directory, List.of("mandoc", "-T", "ascii", page.toString()))
            .replaceAll(".\b", "");
    assertThat(shown)
        .contains("muster plan --durations chart.json --what-if database=500 shop.toml")
        .contains("muster plan [--from F] [--to F]");
  }

  private String lint(Path muster, String... words) throws IOException, InterruptedException {
    List<String> all = new java.util.ArrayList<>(List.of(muster.toString()));
    all.addAll(List.of(words));
    String page = Program.run(directory, all);
    Path file = Files.writeString(directory.resolve("page"), page);
    // It exits 2 or more, and says why, when there is a warning.
    Program.run(directory, List.of("mandoc", "-T", "lint", "-W", "warning", file.toString()));
    return page;
  }
}
