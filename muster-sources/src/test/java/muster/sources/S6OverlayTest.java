package muster.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import muster.plan.Checks;
import muster.plan.Compiler;
import muster.plan.Definition;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Plan;
import muster.plan.Program;
import muster.plan.ServiceSet;
import muster.plan.Work;
import org.junit.jupiter.api.Test;

class S6OverlayTest {
  private static final String SH = "#!/bin/sh\n";

  private final MemoryTree tree = new MemoryTree();
  private final Findings findings = new Findings();

  @Test
  void aTreeWithTheBundleInTheOldPlace() {
    web("s");
    tree.file("s/user/contents.d/web", "").file("s/web/dependencies.d/base", "");
    Plan plan = plan("s");
    assertThat(names(plan))
        .containsExactly("web", "fix-attrs", "legacy-cont-init", "legacy-services");
    assertThat(edges(plan))
        .containsExactlyInAnyOrder(
            "fix-attrs > web",
            "legacy-cont-init > web",
            "fix-attrs > legacy-cont-init",
            "fix-attrs > legacy-services",
            "legacy-cont-init > legacy-services",
            "web > legacy-services");
    assertThat(members(plan, "top"))
        .containsExactly("web", "fix-attrs", "legacy-cont-init", "legacy-services");
    assertThat(members(plan, "default")).isEqualTo(members(plan, "top"));
    assertThat(members(plan, "user2")).isEmpty();
    assertThat(messages()).isEmpty();
  }

  @Test
  void whatTheBundlesSayOfTheirTypeIsWrittenAnew() {
    web("s");
    tree.file("s/user/type", "oneshot").file("s/user/contents.d/web", "");
    tree.file("s/user2/README", "");
    assertThat(members(plan("s"), "user")).containsExactly("web");
    assertThat(messages()).isEmpty();
  }

  @Test
  void aTreeWithTheBundlesInTheirNewPlace() {
    web("x/etc/s6-overlay/s6-rc.d");
    tree.file("x/etc/s6-overlay/user-bundles.d/user/type", "bundle\n")
        .file("x/etc/s6-overlay/user-bundles.d/user/contents.d/web", "")
        .file("x/etc/s6-overlay/user-bundles.d/user2/contents.d/.empty", "");
    for (String path : List.of("x", "x/", "x/etc/s6-overlay", "x/etc/s6-overlay/s6-rc.d")) {
      assertThat(members(plan(path), "user")).as(path).containsExactly("web");
    }
    assertThat(messages()).isEmpty();
  }

  @Test
  void theOldPlaceWins() {
    web("x/s6-rc.d");
    tree.file("x/s6-rc.d/user/contents.d/web", "");
    tree.file("x/user-bundles.d/user/contents.d/nobody", "");
    assertThat(members(plan("x"), "user")).containsExactly("web");
    assertThat(messages())
        .containsExactly(
            "x/user-bundles.d:1:1: warning: s6-overlay leaves these bundles out, because there is"
                + " x/s6-rc.d/user");
  }

  @Test
  void theDirectoriesOfOlderVersionsAreRunByServices() {
    tree.file("x/etc/cont-init.d/10-a", SH).file("x/etc/cont-init.d/20 b", SH);
    tree.file("x/etc/cont-finish.d/bye", SH).file("x/etc/cont-init.d/.empty", "");
    tree.file("x/etc/services.d/old/run", SH).file("x/etc/services.d/old/log/run", SH);
    tree.file("x/etc/services.d/idle/run", SH).file("x/etc/services.d/idle/down", "");
    tree.file("x/etc/fix-attrs.d/01", "/data true root 0644 0755\n");
    Plan plan = plan("x");
    assertThat(service(plan, "legacy-cont-init").work())
        .isEqualTo(
            new Work.Oneshot(
                new Program.Script("/etc/cont-init.d/10-a\n'/etc/cont-init.d/20 b'\nexit 0\n"),
                new Program.Script("/etc/cont-finish.d/bye\nexit 0\n")));
    assertThat(edges(plan))
        .contains(
            "legacy-cont-init > old",
            "old-log > old",
            "legacy-cont-init > idle",
            "old > legacy-services")
        .doesNotContain("idle > legacy-services");
    assertThat(messages())
        .containsExactly(
            "x/etc/fix-attrs.d:1:1: warning: s6-overlay runs this and says that it is deprecated;"
                + " set owners and modes where the image or the volume is made");
  }

  @Test
  void whatNobodyStartsIsSeen() {
    web("s");
    tree.file("s/user/contents.d/.empty", "");
    Checks.run(plan("s"), findings);
    assertThat(messages())
        .contains("s/web/type:1:1: hint: web is not in default and nothing there needs it");
  }

  @Test
  void scriptsOfTheSetHaveToBeThere() {
    String rc = "x/etc/s6-overlay/s6-rc.d/";
    tree.file(rc + "user/contents.d/a", "").file("x/etc/s6-overlay/scripts/yes", SH);
    for (String name : List.of("a", "b", "c", "d")) {
      tree.file(rc + name + "/type", "oneshot\n");
    }
    tree.file(rc + "a/up", "/etc/s6-overlay/s6-rc.d/a/run\n");
    tree.file(rc + "b/up", "with-contenv /etc/s6-overlay/scripts/no\n");
    tree.file(rc + "c/up", "if { /etc/s6-overlay/scripts/yes } /usr/bin/elsewhere\n");
    tree.file(rc + "d/up", "/etc/s6-overlay/s6-rc.d/d/run\n").file(rc + "d/run", SH + "\r\n");
    tree.notExecutable(rc + "d/run").file(rc + "a/down", "/etc/s6-overlay/scripts/yes");
    plan("x");
    assertThat(messages())
        .containsExactly(
            rc + "a/up:1:1: warning: there is no " + rc + "a/run, which is named here",
            rc + "b/up:1:1: warning: there is no x/etc/s6-overlay/scripts/no, which is named here",
            rc
                + "d/run:2:1: warning: the line ends with CR LF; most interpreters take the CR for"
                + " a part of the last word; convert the file to LF",
            rc + "d/run:1:1: warning: it is not executable, so it cannot be started; chmod +x it");
  }

  @Test
  void whatIsNoTreeIsSaid() {
    tree.file("x/etc/passwd", "");
    plan("x");
    assertThat(messages())
        .containsExactly(
            "x:1:1: error: there is nothing of s6-overlay in it: neither etc/s6-overlay/s6-rc.d"
                + " nor etc/cont-init.d nor etc/cont-finish.d nor etc/services.d nor"
                + " etc/fix-attrs.d");
  }

  @Test
  void namesOfItsOwnServicesAreTaken() {
    web("s");
    tree.file("s/user/contents.d/web", "")
        .file("s/base/type", "bundle")
        .file("s/base/contents", "");
    plan("s");
    assertThat(messages())
        .containsExactly(
            "/package/admin/s6-overlay/etc/s6-rc/sources/base/type:1:1: error: base is defined"
                + " twice; rename or remove one");
  }

  private void web(String source) {
    tree.file(source + "/web/type", "longrun\n").file(source + "/web/run", SH);
  }

  private Plan plan(String path) {
    return Compiler.compile(
        new ServiceSet(S6Overlay.read(List.of(path), tree, findings)), findings);
  }

  private static List<String> names(Plan plan) {
    return plan.services().stream().map(Definition::name).toList();
  }

  private static Definition service(Plan plan, String name) {
    return plan.services().get(names(plan).indexOf(name));
  }

  private static List<String> members(Plan plan, String name) {
    Predicate<Plan.Bundle> named = bundle -> bundle.definition().name().equals(name);
    return plan.bundles().stream().filter(named).findFirst().orElseThrow().members().stream()
        .map(plan::name)
        .toList();
  }

  private static List<String> edges(Plan plan) {
    return plan.edges().stream()
        .map(edge -> plan.name(edge.from()) + " > " + plan.name(edge.to()))
        .distinct()
        .toList();
  }

  private List<String> messages() {
    return findings.all().stream().map(Finding::toString).toList();
  }
}
