package muster.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import muster.it.Needs;
import muster.it.launcher.Checkout.Result;
import muster.it.launcher.Checkout.Shell;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** From the call of {@code ./muster} to the exec of a JVM. */
@ParameterizedClass
@EnumSource(Shell.class)
class LauncherTest {
  private final Shell shell;
  private @AutoClose Checkout checkout;
  private Path top;

  @SuppressWarnings("NullAway.Init")
  LauncherTest(Shell shell) {
    this.shell = shell;
  }

  @BeforeEach
  void makeCheckout() throws IOException, InterruptedException {
    Needs.debianPackage(shell == Shell.BUSYBOX ? "busybox" : "dash");
    checkout = new Checkout(shell);
    top = checkout.top;
  }

  @Test
  void argumentsComeUnchanged() throws Exception {
    String[] odd = {"--x", "", "a b", "two\nlines\n", "*", "@file", "$HOME", "'\"\\", "-cp", "ü"};
    assertThat(checkout.muster(odd).values("argument")).containsExactly(odd);
  }

  @Test
  void theDirectoryIsTheCallersHoweverTheScriptIsNamed() throws Exception {
    checkout.muster();
    Path elsewhere = Files.createDirectory(top.resolve("else where"));
    Path link = Files.createSymbolicLink(top.resolve("link"), checkout.root.resolve("muster"));
    for (String name : List.of("../a checkout/muster", "../link", link.toString())) {
      Result result = Checkout.finish(checkout.command(elsewhere, Map.of(), List.of(name)));
      assertThat(result.value("directory")).isEqualTo(elsewhere.toRealPath().toString());
      assertThat(result.value("jar")).isEqualTo("first");
    }
    Result inside = Checkout.finish(checkout.command(checkout.root, Map.of(), List.of("./muster")));
    assertThat(inside.value("jar")).isEqualTo("first");
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void theJvmHasTheCallersPid() throws Exception {
    checkout.muster();
    Result result = checkout.muster();
    assertThat(result.value("pid")).isEqualTo(Long.toString(result.pid()));
  }

  @Test
  void whatIsSaidWhileBuildingIsNotOnStandardOutput() throws Exception {
    Result first = checkout.muster("--version");
    assertThat(first.out()).startsWith("flag <");
    assertThat(first.err())
        .isEqualTo("muster: building; the first time this takes a minute or two\n");
    assertThat(checkout.muster("--version").err()).isEmpty();
  }

  @Test
  void aBuildLeavesStandardInputToTheProgram() throws Exception {
    Process process = checkout.start(top, Map.of(), "cat");
    process.getOutputStream().write("a b".getBytes(StandardCharsets.UTF_8));
    assertThat(Checkout.finish(process).value("input")).isEqualTo("a b");
  }

  @Test
  void theJvmSeesTheProfileOfItsCommand() throws Exception {
    assertThat(checkout.muster("scan", "x").values("flag"))
        .contains("-XX:-MaxFDLimit")
        .anyMatch(flag -> flag.endsWith("/aot/daemon"));
    assertThat(checkout.muster("plan").values("flag"))
        .contains("-Xmx1g", "-XX:+UseSerialGC")
        .anyMatch(flag -> flag.endsWith("/aot/heavy"));
    assertThat(checkout.muster("status").values("flag"))
        .contains("-Xlog:disable")
        .anyMatch(flag -> flag.endsWith("/aot/client"));
  }

  @Test
  void everyProfileGetsACache() throws Exception {
    Result result = checkout.muster("--version");
    Path image = checkout.root.resolve(".muster").resolve(current());
    assertThat(result.values("flag")).contains("-XX:AOTCache=" + image + "/aot/client");
    assertThat(image.resolve("aot/client")).exists();
    assertThat(image.resolve("aot/daemon")).exists();
    assertThat(image.resolve("aot/heavy")).exists();
  }

  @Test
  void whatTheJvmGetsInItsEnvironmentServicesCanGiveBack() throws Exception {
    checkout.muster();
    Result plain = checkout.muster("scan");
    assertThat(plain.out()).contains("variable MALLOC_ARENA_MAX=<1>");
    assertThat(plain.values("flag"))
        .contains("-Dmuster.unset=MALLOC_ARENA_MAX")
        .noneMatch(flag -> flag.startsWith("-Dmuster.restore."));

    var set = Map.of("MALLOC_ARENA_MAX", "", "JAVA_TOOL_OPTIONS", "-Dx='a b'\n-Dy=$z");
    Result both = Checkout.finish(checkout.start(top, set, "scan", "x"));
    assertThat(both.out())
        .contains("variable MALLOC_ARENA_MAX=<1>")
        .doesNotContain("variable JAVA");
    assertThat(both.values("flag"))
        .contains(
            "-Dmuster.restore.MALLOC_ARENA_MAX=",
            "-Dmuster.restore.JAVA_TOOL_OPTIONS=-Dx='a b'\n-Dy=$z")
        .noneMatch(flag -> flag.startsWith("-Dmuster.unset"));
    assertThat(both.values("argument")).containsExactly("scan", "x");

    Result client = checkout.muster("status");
    assertThat(client.out()).doesNotContain("muster.restore", "muster.unset", "variable");
  }

  @Test
  void descriptorThreeIsTheDaemons() throws Exception {
    checkout.muster();
    assertThat(checkout.muster("scan").value("descriptor 3")).isEqualTo("/dev/null");
    assertThat(checkout.muster("status").value("descriptor 3")).isNotEqualTo("/dev/null");
    assertThat(redirected("scan 3>kept").value("descriptor 3")).endsWith("/kept");
  }

  @Test
  void closedStandardDescriptorsAreOpened() throws Exception {
    checkout.muster();
    Result result = redirected("scan <&- 2>&-");
    assertThat(result.value("descriptor 0")).isEqualTo("/dev/null");
    assertThat(result.value("descriptor 2")).isEqualTo("/dev/null");
    assertThat(redirected("scan >&-").code()).isZero();
  }

  private Result redirected(String rest) throws IOException, InterruptedException {
    return Checkout.finish(
        checkout.command(top, Map.of(), List.of("sh", "-c", "exec 'a checkout/muster' " + rest)));
  }

  @Test
  void anInstalledImageRunsWithoutABuild() throws Exception {
    checkout.muster();
    Path installed = top.resolve("installed");
    Path image = checkout.root.resolve(".muster").resolve(current());
    run("cp", "-a", image.toString(), installed.toString());
    run("cp", checkout.root.resolve("muster").toString(), installed.toString());
    Path link = Files.createSymbolicLink(top.resolve("muster"), installed.resolve("muster"));
    Result result =
        Checkout.finish(
            checkout.command(top, Map.of("PATH", "/nowhere"), List.of(installed + "/muster")));
    assertThat(result.values("flag")).contains("-Dmuster.home=" + installed.toRealPath());
    result = Checkout.finish(checkout.command(top, Map.of(), List.of(link.toString(), "a")));
    assertThat(result.values("argument")).containsExactly("a");
    assertThat(result.err()).isEmpty();
    assertThat(checkout.builds()).isEqualTo(1);
  }

  private String current() throws IOException {
    return Files.readString(checkout.root.resolve(".muster/current")).strip();
  }

  private void run(String... command) throws IOException, InterruptedException {
    Result result = Checkout.finish(checkout.command(top, Map.of(), List.of(command)));
    assumeThat(result.err()).isEmpty();
  }
}
