package muster.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sets of services and graphs that other people wrote, beside the checkout. Where they are not,
 * there is nothing in them, and a test of each of them has nothing to do.
 */
public final class Corpus {
  private static final Path ROOT = Path.of("../../shared/corpus");

  private Corpus() {}

  /** The path of something in it. */
  public static Path path(String name) {
    return ROOT.resolve(name);
  }

  /** What is in one of its directories, sorted. */
  public static List<Path> in(String directory) throws IOException {
    if (!Files.isDirectory(path(directory))) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(path(directory))) {
      return entries.sorted().toList();
    }
  }

  /** The same text with paths as they are in it. */
  public static String relative(String text) {
    return text.replace(ROOT + "/", "");
  }
}
