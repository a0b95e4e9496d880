package muster.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

/** When {@code ./muster} builds, and what runs when it cannot. */
@ParameterizedClass
@EnumSource(Shell.class)
class BuildTest {
  private final Shell shell;
  private @AutoClose Checkout checkout;
  private Path top;

  @SuppressWarnings("NullAway.Init")
  BuildTest(Shell shell) {
    this.shell = shell;
  }

  @BeforeEach
  void makeCheckout() throws IOException, InterruptedException {
    Needs.debianPackage(shell == Shell.BUSYBOX ? "busybox" : "dash");
    checkout = new Checkout(shell);
    top = checkout.top;
    assertThat(checkout.muster().value("jar")).isEqualTo("first");
  }

  @Test
  void nothingIsBuiltWhenNothingChanged() throws Exception {
    checkout.muster();
    Files.writeString(checkout.root.resolve("README.md"), "changed");
    checkout.muster();
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void aChangedSourceIsBuilt() throws Exception {
    nextTick();
    checkout.source("A.java", "second");
    assertThat(checkout.muster().value("jar")).isEqualTo("second");
    assertThat(checkout.builds()).isEqualTo(2);
  }

  @Test
  void anAddedARenamedAndADeletedSourceAreBuilt() throws Exception {
    nextTick();
    Path added = checkout.source("B.java", "and more");
    assertThat(checkout.muster().value("jar")).isEqualTo("firstand more");
    nextTick();
    Path renamed = Files.move(added, added.resolveSibling("0.java"));
    assertThat(checkout.muster().value("jar")).isEqualTo("and morefirst");
    nextTick();
    Files.delete(renamed);
    assertThat(checkout.muster().value("jar")).isEqualTo("first");
    assertThat(checkout.builds()).isEqualTo(4);
  }

  @Test
  void aChangeOfTheBuildItselfIsBuilt() throws Exception {
    for (String file : List.of("pom.xml", "muster-core/pom.xml", "dist/build-image")) {
      nextTick();
      Path path = checkout.root.resolve(file);
      Files.writeString(path, Files.readString(path) + "\n");
      checkout.muster();
    }
    assertThat(checkout.builds()).isEqualTo(4);
  }

  @Test
  void aChangeWhileItIsBuiltIsBuiltNextTime() throws Exception {
    nextTick();
    checkout.source("A.java", "second");
    Path hold = Files.createFile(checkout.root.resolve("hold"));
    Process process = checkout.start(top, Map.of());
    waitForBuild(2);
    nextTick();
    checkout.source("B.java", " third");
    Files.delete(hold);
    Checkout.finish(process);
    assertThat(checkout.muster().value("jar")).isEqualTo("second third");
    assertThat(checkout.builds()).isEqualTo(3);
  }

  @Test
  void twoCallersBuildOnce() throws Exception {
    nextTick();
    checkout.source("A.java", "second");
    Path hold = Files.createFile(checkout.root.resolve("hold"));
    Process one = checkout.start(top, Map.of());
    Process other = checkout.start(top, Map.of());
    waitForBuild(2);
    Thread.sleep(200); // the other, too, has found the change by now
    Files.delete(hold);
    assertThat(Checkout.finish(one).value("jar")).isEqualTo("second");
    assertThat(Checkout.finish(other).value("jar")).isEqualTo("second");
    assertThat(checkout.builds()).isEqualTo(2);
  }

  @Test
  void aKilledBuildLeavesNoLock() throws Exception {
    nextTick();
    checkout.source("A.java", "second");
    Path hold = Files.createFile(checkout.root.resolve("hold"));
    Process killed = checkout.start(top, Map.of());
    waitForBuild(2);
    killed.descendants().forEach(ProcessHandle::destroyForcibly);
    killed.destroyForcibly().waitFor();
    Files.delete(hold);
    assertThat(checkout.muster().value("jar")).isEqualTo("second");
  }

  @Test
  void aFailedBuildSaysSoInOneLineAndNothingRuns() throws Exception {
    nextTick();
    checkout.source("A.java", "broken");
    for (int round = 0; round < 2; round++) {
      Result result = checkout.muster("--version");
      assertThat(result.code()).isEqualTo(111);
      assertThat(result.out()).isEmpty();
      assertThat(result.err().lines().skip(1))
          .singleElement()
          .asString()
          .startsWith("muster: cannot build: Maven fails: A.java:1: it is broken (");
    }
    nextTick();
    checkout.source("A.java", "mended");
    assertThat(checkout.muster().value("jar")).isEqualTo("mended");
  }

  @Test
  void aReadOnlyCheckoutThatIsBuiltRuns() throws Exception {
    Needs.debianPackage("util-linux");
    assertThat(readOnly().value("jar")).isEqualTo("first");
    nextTick();
    checkout.source("A.java", "second");
    Result stale = readOnly();
    assertThat(stale.code()).isEqualTo(111);
    assertThat(stale.out()).isEmpty();
    assertThat(stale.err()).startsWith("muster: cannot build: ").hasLineCount(1);
  }

  private Result readOnly() throws IOException, InterruptedException {
    String script =
        "mount --bind \"$1\" \"$1\" && mount -o remount,ro,bind \"$1\" && exec \"$1/muster\"";
    return Checkout.finish(
        checkout.command(
            top,
            Map.of(),
            List.of(
                "/usr/bin/unshare",
                "-rm",
                "/bin/sh",
                "-c",
                script,
                "sh",
                checkout.root.toString())));
  }

  @Test
  void withoutMavenItSaysWhatToInstall() throws Exception {
    nextTick();
    checkout.source("A.java", "second");
    Files.delete(checkout.tools.resolve("mvn"));
    Result result =
        Checkout.finish(checkout.start(top, Map.of("PATH", checkout.bareTools().toString())));
    assertThat(result.code()).isEqualTo(111);
    assertThat(result.err()).contains("muster: cannot build: there is no mvn;");
  }

  @Test
  void imagesThatNobodyUsesGo() throws Exception {
    for (String text : List.of("b", "c", "d", "e")) {
      nextTick();
      checkout.source("A.java", text);
      checkout.muster();
    }
    try (var files = Files.list(checkout.root.resolve(".muster"))) {
      assertThat(files.filter(file -> file.toString().contains("/image-"))).hasSize(2);
    }
  }

  /**
   * A file's time is that of the last tick of the kernel's clock, 4 ms or so, and busybox's find
   * compares whole seconds.
   */
  private void nextTick() throws InterruptedException {
    Thread.sleep(shell == Shell.BUSYBOX ? 1_100 : 20);
  }

  private void waitForBuild(int count) throws IOException, InterruptedException {
    while (checkout.builds() < count) {
      Thread.sleep(10);
    }
  }
}
