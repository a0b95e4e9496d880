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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

  /** One, or none where it is not. */
  static List<Path> corpora() {
    return Stream.of(CORPUS).filter(Files::isDirectory).toList();
  }

  private static void is(SourceKind kind, Path path) {
    Findings findings = new Findings();
    assertThat(
            Recognition.kind(
                path.toString(), new DiskTree(InputStream.nullInputStream()), findings))
        .as("%s %s", path, findings.all())
        .contains(kind);
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    return in(folder).stream().filter(file -> !Files.isDirectory(file)).toList();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("corpora")
  void graphsArePairs(Path corpus) throws IOException {
    for (Path graph : in(corpus.resolve("graphs"))) {
      is(SourceKind.TSORT, graph);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("corpora")
  void scriptsAndTheirConfigurationAreLsb(Path corpus) throws IOException {
    is(SourceKind.LSB, corpus.resolve("lsb"));
    is(SourceKind.LSB, corpus.resolve("lsb-conf"));
    for (Path script : in(corpus.resolve("lsb"))) {
      is(SourceKind.LSB, script);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("corpora")
  void theRestIsNotReadYet(Path corpus) throws IOException {
    is(SourceKind.SYSTEMD, corpus.resolve("systemd"));
    is(SourceKind.DINIT, corpus.resolve("dinit"));
    is(SourceKind.DINIT, corpus.resolve("dinit/cports"));
    for (Path unit : filesIn(corpus.resolve("systemd"))) {
      is(SourceKind.SYSTEMD, unit);
    }
    for (Path service : filesIn(corpus.resolve("dinit/cports"))) {
      is(SourceKind.DINIT, service);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("corpora")
  void setsOfS6RcAreTheirsOrThoseOfAnOverlay(Path corpus) throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path set : in(corpus.resolve("s6-rc"))) {
      String name = String.valueOf(set.getFileName());
      names.add(name);
      if (!COLLECTIONS.contains(name)) {
        is(OVERLAYS.contains(name) ? SourceKind.S6_OVERLAY : SourceKind.S6_RC, set);
      }
    }
    assertThat(names).containsAll(OVERLAYS).containsAll(COLLECTIONS);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("corpora")
  void partsOfCollectionsAreRecognised(Path corpus) throws IOException {
    for (Path part : in(corpus.resolve("s6-rc/artix-s6-services"))) {
      is(SourceKind.S6_RC, part);
    }
    for (Path part : in(corpus.resolve("s6-rc/isle-buildkit"))) {
      boolean hasUser = Files.isDirectory(part.resolve("user/contents.d"));
      is(hasUser ? SourceKind.S6_OVERLAY : SourceKind.S6_RC, part);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("corpora")
  void aCollectionSaysWhatToGive(Path corpus) {
    Findings findings = new Findings();
    Path demo = corpus.resolve("s6-rc/skarnet-demo");
    assertThat(
            Recognition.kind(
                demo.toString(), new DiskTree(InputStream.nullInputStream()), findings))
        .isEmpty();
    assertThat(findings.all().getFirst().text())
        .isEqualTo(
            "there are s6-rc source directories in " + demo + "/0; give that directory itself");
  }
}
