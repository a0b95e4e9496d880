package muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The least that a JVM can do: it prints a number. */
final class BareJvm {
  static final String WHAT = "JVM, hello, same flags, JDK's own CDS";

  private static final String FLAGS =
      "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xshare:auto";

  private BareJvm() {}

  /** The command, after its class is compiled. */
  static List<String> command() throws IOException, InterruptedException {
    Path work = Files.createDirectories(Command.ROOT.resolve("target/bench"));
    Path hello =
        Files.writeString(
            work.resolve("Hello.java"),
            "class Hello { public static void main(String[] a) { System.out.println(a.length); } }");
    Path java = Path.of(System.getProperty("java.home"), "bin");
    Command.milliseconds(
        List.of(java.resolve("javac").toString(), "-d", work.toString(), hello.toString()));
    return List.of(
        "sh", "-c", "exec \"$0\" " + FLAGS + " -cp \"$1\" Hello", java + "/java", work.toString());
  }
}
