package muster.it.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A tiny checkout with our scripts in it, and a Maven and a JDK that are a few lines of sh: what
 * the scripts do is seen in a fraction of a second.
 */
final class Checkout implements AutoCloseable {
  /** The shells that the scripts are for, and the tools that come with them. */
  enum Shell {
    DASH("#!/bin/dash"),
    BUSYBOX("#!/bin/busybox sh");

    private final String firstLine;

    Shell(String firstLine) {
      this.firstLine = firstLine;
    }
  }

  /** What a run said, and its exit code. */
  record Result(int code, String out, String err, long pid) {
    List<String> values(String what) {
      String text = "\n" + out;
      List<String> values = new ArrayList<>();
      for (int at = text.indexOf("\n" + what + " <"); at >= 0; ) {
        int from = at + what.length() + 3;
        int to = text.indexOf(">\n", from);
        values.add(text.substring(from, to));
        at = text.indexOf("\n" + what + " <", to);
      }
      return values;
    }

    String value(String what) {
      return values(what).getFirst();
    }
  }

  /** A run is over in a fraction of a second; this is for a machine with much else to do. */
  private static final long DEADLINE_SECONDS = 60;

  final Path top;
  final Path root;
  final Path tools;
  final Path jdk;
  private final Shell shell;

  Checkout(Shell shell) throws IOException, InterruptedException {
    top = Files.createTempDirectory("muster-checkout-").toRealPath();
    this.shell = shell;
    root = Files.createDirectories(this.top.resolve("a checkout"));
    tools = Files.createDirectories(this.top.resolve("tools"));
    jdk = jdk("jdk-25", "25.0.3");
    Path real = Path.of(System.getProperty("muster.root"));
    for (String script : List.of("muster", "dist/find-java", "dist/build-image", "dist/keeper")) {
      script(root.resolve(script), Files.readString(real.resolve(script)));
    }
    script(tools.resolve("mvn"), resource("mvn"));
    if (shell == Shell.BUSYBOX) {
      new ProcessBuilder("busybox", "--install", "-s", tools.toString()).start().waitFor();
    }
    Files.writeString(root.resolve("pom.xml"), "");
    Files.createDirectories(root.resolve("muster-core/src/main/java"));
    Files.writeString(root.resolve("muster-core/pom.xml"), "");
    Files.createDirectories(root.resolve("muster-cli/src/main/java"));
    Files.writeString(root.resolve("muster-cli/pom.xml"), "");
    source("A.java", "first");
  }

  /** JUnit's own temporary directories warn of each link that leads out of them. */
  @Override
  public void close() throws IOException {
    new ProcessBuilder("rm", "-rf", top.toString()).start().onExit().join();
  }

  /** A directory for PATH that has the tools of the scripts, but no Java and no Maven. */
  Path bareTools() throws IOException {
    Path bin = Files.createDirectory(top.resolve("bin"));
    for (String tool :
        List.of("sh", "find", "flock", "dirname", "readlink", "sed", "date", "mkdir")) {
      Files.createSymbolicLink(bin.resolve(tool), Path.of("/usr/bin", tool));
    }
    return bin;
  }

  /** A JDK as far as the scripts look. */
  Path jdk(String name, String version) throws IOException {
    Path home = Files.createDirectories(top.resolve("jdks")).resolve(name);
    for (String program : List.of("jlink", "java")) {
      script(home.resolve("bin").resolve(program), resource(program));
    }
    script(home.resolve("bin/javac"), resource("java"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\nOS=\"x\"\n");
    return home;
  }

  Path source(String name, String text) throws IOException {
    return Files.writeString(root.resolve("muster-cli/src/main/java").resolve(name), text);
  }

  long builds() throws IOException {
    Path builds = root.resolve("builds");
    return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
  }

  Result muster(String... arguments) throws IOException, InterruptedException {
    return finish(start(top, Map.of(), arguments));
  }

  /** Starts ./muster with an environment that has nothing in it but what is said here. */
  Process start(Path directory, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(root.resolve("muster").toString()));
    command.addAll(List.of(arguments));
    return command(directory, environment, command);
  }

  Process command(Path directory, Map<String, String> environment, List<String> command)
      throws IOException {
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools + ":/usr/bin:/bin");
    builder.environment().put("MUSTER_JAVA_HOME", jdk.toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Reads to the end; what is said is little enough for the pipes. */
  static Result finish(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running after " + DEADLINE_SECONDS + " s");
    }
    return new Result(
        process.exitValue(),
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8),
        process.pid());
  }

  private void script(Path file, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text.replaceFirst("^#!.*", shell.firstLine));
    file.toFile().setExecutable(true);
  }

  private static String resource(String name) throws IOException {
    try (var in = Objects.requireNonNull(Checkout.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
