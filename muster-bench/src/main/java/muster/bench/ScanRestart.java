package muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import muster.bench.Supervisor.Kind;
import muster.core.wire.Status;

/**
 * From the death of a service that was ready for more than a second to its next start, among a
 * thousand: the time of the kill and the time that {@code supervise/status} tells of the start.
 */
final class ScanRestart implements Benchmark {
  private static final int SERVICES = 1000;
  private static final int SERVICES_IN_SMALL = 20;
  private static final long STABLE_MS = 1500;
  private static final double MOST_MS = 2;

  @Override
  public String name() {
    return "scan-restart";
  }

  @Override
  public List<Result> run(int rounds) throws IOException, InterruptedException {
    int services = rounds == 1 ? SERVICES_IN_SMALL : SERVICES;
    int kills = rounds == 1 ? 2 : 100;
    Result s6 =
        Result.of(
            "s6, kill to restart at " + services,
            "ms",
            delays(Kind.S6, services, kills),
            Double.POSITIVE_INFINITY);
    Result muster =
        Result.of(
            "muster scan, kill to restart at " + services,
            "ms",
            delays(Kind.MUSTER, services, kills),
            MOST_MS);
    return List.of(s6, muster);
  }

  private static double[] delays(Kind kind, int services, int kills)
      throws IOException, InterruptedException {
    List<Double> delays = new ArrayList<>();
    try (ScanTree tree = ScanTree.make(services, true);
        Supervisor supervisor = Supervisor.start(kind, tree)) {
      supervisor.awaitRunning(services);
      Thread.sleep(STABLE_MS); // a second of readiness is what the rule asks for
      for (int i = 0; i < kills; i++) {
        Path file = tree.service(i * services / kills).resolve("supervise/status");
        long pid = status(file).pid();
        Instant now = Instant.now();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        supervisor.awaitRunning(1);
        long started = status(file).changedAtWall();
        delays.add((started - now.getEpochSecond() * 1_000_000_000L - now.getNano()) / 1e6);
      }
    }
    return delays.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Status status(Path file) throws IOException {
    return Objects.requireNonNull(
        Status.decode(Files.readAllBytes(file)), () -> file + " is no status");
  }
}
