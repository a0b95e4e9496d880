package muster.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import muster.plan.Findings;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every set of the corpus is what its folder says, and so is every file of some. */
@Tag("corpus")
class RecognitionCorpusTest {
  private static final Path CORPUS = Path.of("../../shared/corpus");

  /** The sets that have a bundle user, as s6-overlay wants it; all others are plain s6-rc. */
  private static final Set<String> OVERLAYS =
      Set.of(
          "frigate",
          "hassio-ssh",
          "lsio-baseimage-alpine",
          "lsio-baseimage-alpine-nginx",
          "s6-overlay-syslogd",
          "s6-overlay-user-bundles",
          "serversideup-s6");

  /** These are directories of source directories. */
  private static final Set<String> COLLECTIONS =
      Set.of("artix-s6-services", "isle-buildkit", "lsio-docker-mods", "skarnet-demo");

  @BeforeAll
  static void needs() {
    Assumptions.assumeTrue(Files.isDirectory(CORPUS), "the corpus is not there");
  }

  private static void is(SourceKind kind, Path path) {
    Findings findings = new Findings();
    assertThat(
            Recognition.kind(
                path.toString(), new DiskTree(InputStream.nullInputStream()), findings))
        .as("%s %s", path, findings.all())
        .contains(kind);
  }

  private static List<Path> in(String folder) throws IOException {
    try (Stream<Path> files = Files.list(CORPUS.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  private static List<Path> filesIn(String folder) throws IOException {
    return in(folder).stream().filter(file -> !Files.isDirectory(file)).toList();
  }

  @Test
  void graphsArePairs() throws IOException {
    for (Path graph : in("graphs")) {
      is(SourceKind.TSORT, graph);
    }
  }

  @Test
  void scriptsAndTheirConfigurationAreLsb() throws IOException {
    is(SourceKind.LSB, CORPUS.resolve("lsb"));
    is(SourceKind.LSB, CORPUS.resolve("lsb-conf"));
    for (Path script : in("lsb")) {
      is(SourceKind.LSB, script);
    }
  }

  @Test
  void theRestIsNotReadYet() throws IOException {
    is(SourceKind.SYSTEMD, CORPUS.resolve("systemd"));
    is(SourceKind.DINIT, CORPUS.resolve("dinit"));
    is(SourceKind.DINIT, CORPUS.resolve("dinit/cports"));
    for (Path unit : filesIn("systemd")) {
      is(SourceKind.SYSTEMD, unit);
    }
    for (Path service : filesIn("dinit/cports")) {
      is(SourceKind.DINIT, service);
    }
  }

  @Test
  void setsOfS6RcAreTheirsOrThoseOfAnOverlay() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path set : in("s6-rc")) {
      String name = String.valueOf(set.getFileName());
      names.add(name);
      if (!COLLECTIONS.contains(name)) {
        is(OVERLAYS.contains(name) ? SourceKind.S6_OVERLAY : SourceKind.S6_RC, set);
      }
    }
    assertThat(names).containsAll(OVERLAYS).containsAll(COLLECTIONS);
  }

  @Test
  void partsOfCollectionsAreRecognised() throws IOException {
    for (Path part : in("s6-rc/artix-s6-services")) {
      is(SourceKind.S6_RC, part);
    }
    for (Path part : in("s6-rc/isle-buildkit")) {
      boolean hasUser = Files.isDirectory(part.resolve("user/contents.d"));
      is(hasUser ? SourceKind.S6_OVERLAY : SourceKind.S6_RC, part);
    }
  }

  @Test
  void aCollectionSaysWhatToGive() {
    Findings findings = new Findings();
    Path demo = CORPUS.resolve("s6-rc/skarnet-demo");
    assertThat(
            Recognition.kind(
                demo.toString(), new DiskTree(InputStream.nullInputStream()), findings))
        .isEmpty();
    assertThat(findings.all().getFirst().text())
        .isEqualTo(
            "there are s6-rc source directories in " + demo + "/0; give that directory itself");
  }
}
