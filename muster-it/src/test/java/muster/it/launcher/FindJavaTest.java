package muster.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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

/** Which JDK builds. */
@ParameterizedClass
@EnumSource(Shell.class)
class FindJavaTest {
  private final Shell shell;
  private @AutoClose Checkout checkout;
  private Path top;
  private final Map<String, String> environment = new HashMap<>();

  @SuppressWarnings("NullAway.Init")
  FindJavaTest(Shell shell) {
    this.shell = shell;
  }

  @BeforeEach
  void makeCheckout() throws IOException, InterruptedException {
    Needs.debianPackage(shell == Shell.BUSYBOX ? "busybox" : "dash");
    checkout = new Checkout(shell);
    top = checkout.top;
    environment.put("MUSTER_JAVA_HOME", "");
    environment.put("MUSTER_JVM_DIRECTORY", Files.createDirectory(top.resolve("jvm")).toString());
    environment.put("PATH", checkout.bareTools().toString());
  }

  @Test
  void theFirstThatIsNewEnoughIsTaken() throws Exception {
    Path own = checkout.jdk("own", "25");
    Path java = checkout.jdk("java home", "26-ea");
    Path path = checkout.jdk("path", "25.0.1");
    Path installed = checkout.jdk("../jvm/temurin", "27.0.1");

    environment.put("MUSTER_JAVA_HOME", own.toString());
    environment.put("JAVA_HOME", java.toString());
    Path link = Files.createSymbolicLink(top.resolve("bin/java"), path.resolve("bin/java"));

    assertThat(found()).isEqualTo(own.toString());
    environment.remove("MUSTER_JAVA_HOME");
    environment.put("MUSTER_JAVA_HOME", checkout.jdk("old", "17.0.15").toString());
    assertThat(found()).isEqualTo(java.toString());
    environment.put("JAVA_HOME", checkout.jdk("older", "1.8.0_402").toString());
    assertThat(found()).isEqualTo(path.toString());
    Files.delete(link);
    assertThat(found()).isEqualTo(installed.normalize().toString());
  }

  @Test
  void aRuntimeWithoutCompilerIsNoJdk() throws Exception {
    Path runtime = checkout.jdk("runtime", "25.0.3");
    Files.delete(runtime.resolve("bin/javac"));
    environment.put("JAVA_HOME", runtime.toString());
    assertThat(run().code()).isEqualTo(111);
  }

  @Test
  void withoutOneItSaysHowToGetOneInOneLine() throws Exception {
    environment.put("JAVA_HOME", checkout.jdk("old", "24.0.2").toString());
    checkout.jdk("../jvm/older", "17.0.15");
    Result result = run();
    assertThat(result.code()).isEqualTo(111);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("muster: cannot find a JDK 25 or newer: ").hasLineCount(1);
  }

  @Test
  void theLauncherSaysItToo() throws Exception {
    environment.put("PATH", checkout.tools + ":" + top.resolve("bin"));
    Result result = Checkout.finish(checkout.start(top, environment));
    assertThat(result.code()).isEqualTo(111);
    assertThat(result.err()).contains("muster: cannot find a JDK 25 or newer: ");
  }

  private String found() throws IOException, InterruptedException {
    Result result = run();
    assertThat(result.err()).isEmpty();
    return result.out().strip();
  }

  private Result run() throws IOException, InterruptedException {
    String script = checkout.root.resolve("dist/find-java").toString();
    return Checkout.finish(checkout.command(top, environment, List.of(script)));
  }
}
