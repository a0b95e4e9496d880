package muster.it.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  /** Who may use whom; nobody else may, and no library is in any of these. */
  private static final Map<String, List<String>> ROOMS = new LinkedHashMap<>();

  static {
    ROOMS.put("muster.kernel", List.of("sun.misc"));
    ROOMS.put("muster.core", List.of("muster.plan"));
    ROOMS.put("muster.daemon", List.of("muster.core", "muster.kernel", "muster.plan"));
    ROOMS.put(
        "muster.sim", List.of("muster.daemon", "muster.core", "muster.kernel", "muster.plan"));
    ROOMS.put("muster.plan", List.of());
    ROOMS.put("muster.sources", List.of("muster.plan"));
    ROOMS.put("muster.view", List.of("muster.plan", "muster.core"));
    ROOMS.put(
        "muster.cli",
        List.of(
            "muster.daemon",
            "muster.sim",
            "muster.core",
            "muster.kernel",
            "muster.plan",
            "muster.sources",
            "muster.view"));
  }

  private static final List<String> NOT_SHIPPED = List.of("muster.it", "muster.bench");

  private static final String PLANTED = "muster.it.architecture";

  /** All of ours, tests too. */
  private static final JavaClasses ALL = new ClassFileImporter().importPackages("muster");

  private final JavaClasses shipped =
      ALL.that(
          resideInAnyPackage(ROOMS.keySet().stream().map(r -> r + "..").toArray(String[]::new)));

  static Stream<Arguments> rooms() {
    return ROOMS.entrySet().stream().map(room -> Arguments.of(room.getKey(), room.getValue()));
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomUsesOnlyTheRoomsItStandsOn(String room, List<String> others) {
    Rules.standsOn(room, others).check(shipped);
  }

  @Test
  void everyPackageIsInARoom() {
    var rooms =
        ALL.stream()
            .map(JavaClass::getPackageName)
            .map(name -> name.replaceFirst("^(muster\\.[^.]*)\\..*", "$1"))
            .collect(toCollection(TreeSet::new));
    rooms.removeAll(NOT_SHIPPED);
    assertThat(rooms).containsExactlyInAnyOrderElementsOf(ROOMS.keySet());
  }

  @Test
  void noPackagesUseEachOtherInACircle() {
    slices().matching("muster.(**)").should().beFreeOfCycles().check(shipped);
  }

  static Stream<ArchRule> purity() {
    return pure("muster.core");
  }

  private static Stream<ArchRule> pure(String core) {
    return Stream.of(
        Rules.noClock(core),
        Rules.noInputOrOutput(core),
        Rules.noThreads(core),
        Rules.noChance(core),
        Rules.noHashOrder(core));
  }

  @ParameterizedTest
  @MethodSource("purity")
  void theCoreIsPure(ArchRule rule) {
    rule.check(shipped);
  }

  @Test
  void theDaemonWorksThroughTheKernelOnly() {
    Rules.worksThroughTheKernelOnly("muster.daemon").check(shipped);
  }

  @Test
  void nativeCodeIsInTheKernelRoomOnly() {
    String[] others =
        ROOMS.keySet().stream()
            .filter(room -> !room.equals("muster.kernel"))
            .toArray(String[]::new);
    Rules.noNativeCode(others).check(shipped);
  }

  static Stream<Arguments> offenders() {
    ArchRule throughTheKernel = Rules.worksThroughTheKernelOnly(PLANTED);
    return Stream.of(
        Arguments.of(Rules.noClock(PLANTED), Planted.ReadsNanoTime.class),
        Arguments.of(Rules.noClock(PLANTED), Planted.ReadsCurrentTime.class),
        Arguments.of(Rules.noClock(PLANTED), Planted.ReadsInstant.class),
        Arguments.of(Rules.noInputOrOutput(PLANTED), Planted.Prints.class),
        Arguments.of(Rules.noInputOrOutput(PLANTED), Planted.NamesFiles.class),
        Arguments.of(Rules.noThreads(PLANTED), Planted.Starts.class),
        Arguments.of(Rules.noThreads(PLANTED), Planted.SharesWithThreads.class),
        Arguments.of(Rules.noChance(PLANTED), Planted.RollsDice.class),
        Arguments.of(Rules.noChance(PLANTED), Planted.RollsDiceWithoutSeed.class),
        Arguments.of(Rules.noChance(PLANTED), Planted.RollsTheJdksDice.class),
        Arguments.of(Rules.noChance(PLANTED), Planted.MakesUpIds.class),
        Arguments.of(Rules.noHashOrder(PLANTED), Planted.Hashes.class),
        Arguments.of(Rules.noHashOrder(PLANTED), Planted.HashesByFactory.class),
        Arguments.of(Rules.noHashOrder(PLANTED), Planted.HashesByCollector.class),
        Arguments.of(throughTheKernel, Planted.Forks.class),
        Arguments.of(throughTheKernel, Planted.ForksByRuntime.class),
        Arguments.of(throughTheKernel, Planted.OpensFiles.class),
        Arguments.of(throughTheKernel, Planted.NamesFiles.class),
        Arguments.of(throughTheKernel, Planted.Connects.class),
        Arguments.of(throughTheKernel, Planted.Logs.class),
        Arguments.of(Rules.noNativeCode(PLANTED), Planted.CallsC.class),
        Arguments.of(Rules.standsOn(PLANTED, List.of()), Planted.UsesALibrary.class));
  }

  @ParameterizedTest
  @MethodSource("offenders")
  void aRuleFindsItsOffender(ArchRule rule, Class<?> offender) {
    assertThat(rule.evaluate(only(offender)).getFailureReport().getDetails())
        .anyMatch(line -> line.contains(offender.getName()));
  }

  @Test
  void theRulesLeaveAPureClassAlone() {
    JavaClasses pure = only(Planted.IsAsTheCoreShouldBe.class);
    pure(PLANTED).forEach(rule -> rule.check(pure));
    Rules.standsOn(PLANTED, List.of()).check(pure);
  }

  private static JavaClasses only(Class<?> type) {
    return ALL.that(belongToAnyOf(type));
  }
}
