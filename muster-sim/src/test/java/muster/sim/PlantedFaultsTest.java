package muster.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The simulator finds each fault of {@code planted/} within its default seeds. */
class PlantedFaultsTest {
  private static final Path ROOT = Path.of(System.getProperty("muster.root", ".."));
  private static final long CORE_SEEDS = Long.getLong("muster.sim.seeds.core", 20_000);
  private static final long DAEMON_SEEDS = Long.getLong("muster.sim.seeds.daemon", 1_000);
  private static final long MANAGER_SEEDS = Long.getLong("muster.sim.seeds.manager", 20_000);
  private static final int FAULTS_MIN = 10;

  @TestFactory
  Stream<DynamicTest> eachFaultOfTheCoreIsFound() throws IOException {
    return tests("core", CORE_SEEDS);
  }

  @TestFactory
  Stream<DynamicTest> eachFaultOfTheDaemonIsFound() throws IOException {
    return tests("daemon", DAEMON_SEEDS);
  }

  @TestFactory
  Stream<DynamicTest> eachFaultOfTheManagerIsFound() throws IOException {
    return tests("manager", MANAGER_SEEDS);
  }

  @Test
  void thereAreEnoughOfThem() throws IOException {
    assertThat(faults("core")).hasSizeGreaterThanOrEqualTo(FAULTS_MIN);
    assertThat(faults("manager")).hasSizeGreaterThanOrEqualTo(FAULTS_MIN);
    assertThat(faults("daemon")).hasSizeGreaterThanOrEqualTo(FAULTS_MIN);
  }

  /** Else a simulator that finds something in everything would find all of them, too. */
  @Test
  void nothingIsFoundWhereNothingIsPlanted() throws Exception {
    String path = "muster-core/src/main/java/muster/core/ServiceMachine.java";
    assertThat(search("core", path, Files.readString(ROOT.resolve(path)), CORE_SEEDS / 10))
        .isEqualTo(Search.NOTHING);
    assertThat(search("manager", path, Files.readString(ROOT.resolve(path)), MANAGER_SEEDS / 10))
        .isEqualTo(Search.NOTHING);
    assertThat(search("daemon", path, Files.readString(ROOT.resolve(path)), DAEMON_SEEDS / 10))
        .isEqualTo(Search.NOTHING);
  }

  private static Stream<DynamicTest> tests(String simulation, long seeds) throws IOException {
    return faults(simulation).stream()
        .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> find(simulation, fault, seeds)));
  }

  private static List<PlantedFault> faults(String simulation) throws IOException {
    return PlantedFault.in(ROOT.resolve("planted").resolve(simulation));
  }

  private static void find(String simulation, PlantedFault fault, long seeds) throws Exception {
    String source = Files.readString(ROOT.resolve(fault.source()));
    Object found = search(simulation, fault.source(), fault.plant(source), seeds);
    System.out.println("planted " + fault.name() + ": " + found);
    assertThat(found).as(fault.why()).isNotEqualTo(Search.NOTHING);
  }

  private static Object search(String simulation, String path, String source, long seeds)
      throws Exception {
    return PlantedCode.compile(path, source)
        .loadClass("muster.sim." + simulation + ".Simulator")
        .getMethod("search", long.class)
        .invoke(null, seeds);
  }
}
