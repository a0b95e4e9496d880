package muster.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import muster.plan.Finding;
import muster.plan.Findings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecognitionTest {
  private final MemoryTree tree = new MemoryTree();
  private final Findings findings = new Findings();

  private void is(SourceKind kind, String path) {
    assertThat(Recognition.kind(path, tree, findings)).as("%s %s", path, said()).contains(kind);
  }

  private void isNothing(String path, String why) {
    assertThat(Recognition.kind(path, tree, findings)).isEmpty();
    assertThat(said()).containsExactly(path + ":1:1: error: " + why);
  }

  private List<String> said() {
    return findings.all().stream().map(Finding::toString).toList();
  }

  // ---- files ----------------------------------------------------------------------------------

  @Test
  void namesAloneArePairs() {
    tree.file("-", "1 2\n3 4\n").file("odd", "a b\tlibc6:amd64\n\n${X} c++/d@1~2 %");
    tree.file("empty", "").file("\u00e4", "\u00e4 \u00f6\n");
    is(SourceKind.TSORT, "-");
    is(SourceKind.TSORT, "odd");
    is(SourceKind.TSORT, "empty");
    is(SourceKind.TSORT, "\u00e4");
  }

  @Test
  void textIsNotPairs() {
    for (String text :
        List.of(
            "#!/bin/sh\nexec web\n",
            "{\"web\": []}",
            "services:\n  web:\n    image: nginx\n",
            "web: api database",
            "a = b",
            "Dear reader, hello")) {
      MemoryTree one = new MemoryTree().file("x", text);
      Findings of = new Findings();
      assertThat(Recognition.kind("x", one, of)).as(text).isEmpty();
      assertThat(of.all())
          .extracting(Finding::toString)
          .containsExactly("x:1:1: error: it is not clear what this is; say it with --from");
    }
  }

  @Test
  void filesAreKnownByTheirNames() {
    for (String name :
        List.of("x/shop.toml", "insserv.conf", "etc/insserv.conf.old", "a.service")) {
      tree.file(name, "");
    }
    is(SourceKind.TOML, "x/shop.toml");
    is(SourceKind.LSB, "insserv.conf");
    is(SourceKind.LSB, "etc/insserv.conf.old");
    is(SourceKind.SYSTEMD, "a.service");
  }

  @Test
  void filesAreKnownByWhatIsInThem() {
    tree.file("script", "#!/bin/sh\r\n# hello\r\n### BEGIN INIT INFO\r\n[Unit]\n");
    tree.file("unit", "# a comment\n[Unit]\r\nDescription=[x]\n");
    tree.file("dinit", "# a comment\ncommand = /bin/true\n  type:scripted\n");
    tree.file("table", "# a comment\n[web]\nrun = \"./web\"\n");
    is(SourceKind.LSB, "script");
    is(SourceKind.SYSTEMD, "unit");
    is(SourceKind.DINIT, "dinit");
    is(SourceKind.TOML, "table");
  }

  // ---- directories ----------------------------------------------------------------------------

  @Test
  void directoriesAreKnownByWhatIsInThem() {
    tree.file("s6-rc/web/type", "longrun\n").file("s6-rc/web/run", "").file("s6-rc/README", "x, y");
    tree.file("s6-rc/fragment/run", "").file("s6-rc/.git/x.toml", "");
    tree.file("layer/web/dependencies.d/database", "");
    tree.file("scan/web/run", "").file("scan/web/log/run", "").file("scan/.s6-svscan/crash", "");
    tree.file("web/run", "").file("web/notification-fd", "3\n");
    tree.file("scripts/web", "### BEGIN INIT INFO\n").file("scripts/x.conf", "[options]\n");
    tree.file("conf/insserv.conf.d/web", "$web web\n").file("conf/insserv.conf", "");
    tree.file("own/shop.toml", "").file("own/notes.txt", "[no] one");
    tree.file("systemd/multi-user.target.wants/x", "").file("systemd/a.service", "");
    tree.file("dinit.d/web", "type = process\n").file("dinit.d/boot.d/.keep", "");
    is(SourceKind.S6_RC, "s6-rc");
    is(SourceKind.S6_RC, "layer/");
    is(SourceKind.SERVICEDIR, "scan");
    is(SourceKind.SERVICEDIR, "web");
    is(SourceKind.LSB, "scripts");
    is(SourceKind.LSB, "conf");
    is(SourceKind.LSB, "conf/insserv.conf.d/");
    is(SourceKind.TOML, "own");
    is(SourceKind.SYSTEMD, "systemd");
    is(SourceKind.DINIT, "dinit.d");
    assertThat(said()).isEmpty();
  }

  @Test
  void anOverlayIsKnownByItsUserBundleOrItsPlace() {
    tree.file("a/user/contents.d/web", "").file("a/web/type", "longrun").file("a/part/run", "");
    tree.file("b/etc/s6-overlay/s6-rc.d/web/type", "longrun");
    tree.file("c/s6-rc.d/web/type", "longrun").file("c/user-bundles.d/user/contents.d/web", "");
    tree.file("d/etc/services.d/web/run", "").file("e/etc/cont-init.d/10-x", "");
    for (String path : List.of("a", "b", "c", "d", "e")) {
      is(SourceKind.S6_OVERLAY, path);
    }
  }

  // ---- what cannot be read --------------------------------------------------------------------

  @Test
  void whatIsNotThereIsSaid() {
    isNothing("nowhere", "there is no such file or directory");
  }

  @Test
  void aDirectoryOfUnknownThingsIsSaid() {
    tree.file("x/notes", "Hello, you\n");
    isNothing("x", "nothing in this directory is known; say with --from what it is");
  }

  @Test
  void aDirectoryOfSourcesIsNoSource() {
    tree.file("x/b/web/type", "longrun").file("x/c/db/type", "longrun");
    isNothing("x", "there are s6-rc source directories in x/b; give that directory itself");
  }

  @Test
  void theRootOfInitScriptsIsNoSource() {
    tree.file("/x/init.d/web", "### BEGIN INIT INFO\n").file("/x/passwd", "root:x:0,0\n");
    isNothing("/x", "there are init scripts in /x/init.d; give that directory itself");
  }

  @Test
  void aMixtureIsSaid() {
    tree.file("x/web/run", "").file("x/shop.toml", "").file("x/other.toml", "");
    isNothing(
        "x",
        "there are service directories (x/web) and TOML (x/other.toml);"
            + " keep them apart, or say with --from what to read");
  }

  @Test
  void sourcesOfDifferentKindsAreNotReadAsOne() {
    tree.file("a", "1 2\n").file("b/web", "### BEGIN INIT INFO\n").file("c", "3 4\n");
    assertThat(Recognition.of(List.of("a", "b", "c"), tree, findings)).isEmpty();
    assertThat(said())
        .containsExactly(
            "a:1:1: error: there are pairs of names (a) and init scripts (b);"
                + " keep them apart, or say with --from what to read");
  }

  @Test
  void whatIsReadHasItsFormat() {
    tree.file("a", "1 2\n").file("b/web", "### BEGIN INIT INFO\n").file("c/insserv.conf", "");
    assertThat(Recognition.of(List.of("a", "a"), tree, findings)).contains(Format.TSORT);
    assertThat(Recognition.of(List.of("b", "c"), tree, findings)).contains(Format.LSB);
  }

  @Test
  void whatIsNotReadYetIsSaidOnce() {
    tree.file("a.service", "").file("b.target", "").file("dinit/x", "type = internal\n");
    assertThat(Recognition.of(List.of("a.service", "b.target"), tree, findings)).isEmpty();
    assertThat(Recognition.of(List.of("dinit"), tree, findings)).isEmpty();
    assertThat(said())
        .containsExactly(
            "a.service:1:1: error: systemd units are not read yet;"
                + " describe the services in TOML (docs/format.md)",
            "dinit:1:1: error: dinit service files are not read yet;"
                + " describe the services in TOML (docs/format.md)");
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void eachFormatIsOfOneKind(Format format) {
    assertThat(SourceKind.values())
        .filteredOn(kind -> kind.format().filter(format::equals).isPresent())
        .hasSize(1);
  }
}
