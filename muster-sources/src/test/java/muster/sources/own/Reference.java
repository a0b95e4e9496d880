package muster.sources.own;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** docs/format.md, as tests read it. */
final class Reference {
  private static final Path FILE = Path.of("../docs/format.md");

  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```toml\n(.*?)^```$");
  private static final Pattern WRONG = Pattern.compile("(?ms)^```toml wrong\n(.*?)^```$");
  private static final Pattern SAID =
      Pattern.compile("(?ms)^`muster check wrong.toml` says:\n\n```text\n(.*?)^```$");

  private Reference() {}

  static String text() throws IOException {
    return Files.readString(FILE);
  }

  /** All that is right in it. */
  static List<String> examples() throws IOException {
    return all(EXAMPLE);
  }

  static String wrong() throws IOException {
    return all(WRONG).getFirst();
  }

  /** What is said of that. */
  static String said() throws IOException {
    return all(SAID).getFirst();
  }

  private static List<String> all(Pattern pattern) throws IOException {
    return pattern.matcher(text()).results().map((MatchResult r) -> r.group(1)).toList();
  }
}
