package muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code ./muster --version} beside the least that a JVM can do. */
final class Launcher implements Benchmark {
  @Override
  public String name() {
    return "launcher";
  }

  @Override
  public List<Result> run(int rounds) throws IOException, InterruptedException {
    Path work = Files.createDirectories(Command.ROOT.resolve("target/bench"));
    Path hello =
        Files.writeString(
            work.resolve("Hello.java"),
            "class Hello { public static void main(String[] a) { System.out.println(a.length); } }");
    Path java = Path.of(System.getProperty("java.home"), "bin");
    Command.milliseconds(
        List.of(java.resolve("javac").toString(), "-d", work.toString(), hello.toString()));
    String small = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xshare:auto";
    List<String> bare =
        List.of(
            "sh",
            "-c",
            "exec \"$0\" " + small + " -cp \"$1\" Hello",
            java + "/java",
            work.toString());
    List<String> muster = List.of(Command.ROOT.resolve("muster").toString(), "--version");
    Command.milliseconds(muster); // which builds, if it has to
    double[][] samples = Command.interleaved(rounds, List.of(bare, muster));
    double peer = Result.of("", "", samples[0], 0).median();
    return List.of(
        Result.of(
            "JVM, hello, same flags, JDK's own CDS", "ms", samples[0], Double.POSITIVE_INFINITY),
        Result.of("./muster --version, exec to exit", "ms", samples[1], 1.6 * peer));
  }
}
