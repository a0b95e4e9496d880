package muster.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import muster.sim.core.CoreSimulation;
import muster.sim.core.Coverage;
import muster.sim.daemon.DaemonCoverage;
import muster.sim.daemon.DaemonSimulation;
import muster.sim.manager.ManagerSimulation;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Replays the seeds that are kept in {@code seeds/}. */
class SeedsTest {
  private static final Path SEEDS =
      Path.of(System.getProperty("muster.root", "..")).resolve("seeds");

  @TestFactory
  Stream<DynamicTest> eachKeptSeedFindsNothingAndReplaysByteForByte() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(SEEDS)) {
      files = all.filter(file -> file.toString().endsWith(".seed")).sorted().toList();
    }
    assertThat(files).isNotEmpty();
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> replay(file)));
  }

  private static void replay(Path file) throws IOException {
    String reason = field(file, "reason");
    long seed = Long.parseLong(field(file, "seed"));
    Outcome first = run(field(file, "simulation"), seed);
    assertThat(first.finding()).as(() -> reason + "\n" + first.trace()).isNull();
    assertThat(run(field(file, "simulation"), seed)).isEqualTo(first);
  }

  private static Outcome run(String simulation, long seed) {
    return switch (simulation) {
      case "daemon" -> DaemonSimulation.run(seed, new DaemonCoverage(), true);
      case "core" -> CoreSimulation.run(seed, new Coverage(), true);
      case "manager" -> ManagerSimulation.run(seed, new muster.sim.manager.Coverage(), true);
      default -> throw new IllegalArgumentException("no simulation is called " + simulation);
    };
  }

  private static String field(Path file, String name) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name + ": "))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(file + " does not say its " + name))
        .substring(name.length() + 2);
  }
}
