package muster.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import muster.core.Moment;
import muster.plan.Plan;
import muster.plan.PlanReader;
import muster.sim.manager.Cast;
import muster.sim.manager.Coverage;
import muster.sim.manager.ManagerSimulation;
import muster.sim.manager.Survey;
import org.junit.jupiter.api.Test;

/** Somebody's own set in the simulator: what is counted, and that rules are held against it. */
class OwnSetTest {
  private static final Path ROOT = Path.of(System.getProperty("muster.root", ".."));
  private static final int SEEDS = 600;
  private static final int DATABASE = 0;
  private static final int MIGRATE = 1;
  private static final int CACHE = 2;
  private static final int WEB = 3;

  /** The web server needs what was migrated, and merely wants the cache, which nothing kills. */
  private static final String SET =
      """
      muster-plan 1

      service database
        at set 1 1
        longrun
        run exec database
        ready-descriptor 3
        restart always 1000 30000 3 60000
        stop TERM 20000 group

      service migrate
        at set 2 1
        oneshot
        up exec migrate
        needs database set 2 1

      service cache
        at set 3 1
        longrun
        run exec cache
        restart always 1000 30000 0 60000
        stop TERM 0 process

      service web
        at set 4 1
        longrun
        run exec web
        ready-http http://127.0.0.1/
        restart on-failure 1000 30000 0 60000
        stop TERM 5000 group
        on-loss stop
        needs migrate set 4 1
        wants cache set 4 1
      """;

  private static byte[] planFile(String text) {
    byte[] body = text.getBytes(UTF_8);
    CRC32C sum = new CRC32C();
    sum.update(body);
    return (text + "end %d %08x\n".formatted(body.length, sum.getValue())).getBytes(UTF_8);
  }

  private static Survey survey(String text, Set<Integer> failing) throws PlanReader.Refused {
    Plan plan = PlanReader.read(planFile(text));
    Cast.Own cast = new Cast.Own(plan, List.of(WEB), failing);
    Survey survey = new Survey(plan);
    for (int seed = 0; seed < SEEDS; seed++) {
      Outcome outcome = ManagerSimulation.run(seed, cast, new Coverage(), survey, true);
      assertThat(outcome.finding()).as("seed %d\n%s", seed, outcome.trace()).isNull();
    }
    return survey;
  }

  private static BitSet nodes(int... nodes) {
    BitSet set = new BitSet();
    for (int node : nodes) {
      set.set(node);
    }
    return set;
  }

  @Test
  void aFailureTakesAlongWhatNeedsIt() throws PlanReader.Refused {
    Survey survey = survey(SET, Set.of());
    assertThat(survey.line(DATABASE).takesAlong()).isEqualTo(nodes(MIGRATE, WEB));
    assertThat(survey.line(MIGRATE).takesAlong()).isEqualTo(nodes(WEB));
    assertThat(survey.line(CACHE).takesAlong()).isEqualTo(nodes());
    assertThat(survey.line(DATABASE).failed()).isPositive();
    assertThat(survey.line(DATABASE).untried()).isZero();
    assertThat(survey.line(WEB).untried()).isGreaterThan(survey.line(MIGRATE).untried());
    assertThat(survey.line(CACHE).restarts()).isPositive();
    assertThat(survey.runs()).isEqualTo(SEEDS);
  }

  @Test
  void whatNothingKillsHangsForEver() throws PlanReader.Refused {
    Survey survey = survey(SET, Set.of());
    assertThat(survey.line(CACHE).stuck()).isPositive();
    assertThat(survey.line(DATABASE).stuck()).isZero();
    assertThat(survey.line(WEB).stuck()).isZero();
  }

  @Test
  void theSlowestStopIsThatOfTheOneThatIsKilledLast() throws PlanReader.Refused {
    Survey.Stop stop = survey(SET, Set.of()).worstStop();
    assertThat(stop.slowest()).isEqualTo(DATABASE);
    assertThat(stop.slowestNanos())
        .isBetween(20 * Moment.SECOND, stop.nanos())
        .isLessThan(40 * Moment.SECOND);
  }

  @Test
  void whatIfSomethingFails() throws PlanReader.Refused {
    Survey survey = survey(SET, Set.of(MIGRATE));
    assertThat(survey.reason(MIGRATE)).isEqualTo("exited 1");
    assertThat(survey.reason(WEB)).isEqualTo("needs migrate, which failed");
    assertThat(survey.missing(WEB)).isEqualTo(SEEDS);
    assertThat(survey.missing(DATABASE)).isZero();
    assertThat(survey.missing(CACHE)).isZero();
    assertThat(survey.line(DATABASE).restarts()).isZero();
  }

  @Test
  void whatIfThatEndsEverything() throws PlanReader.Refused {
    Survey survey = survey(SET.replace("on-loss stop", "on-failure exit"), Set.of(WEB));
    assertThat(survey.exits()).hasSize(SEEDS).containsOnly(1);
  }

  @Test
  void rulesAreHeldAgainstIt() throws Exception {
    PlantedFault fault =
        PlantedFault.in(ROOT.resolve("planted/manager")).stream()
            .filter(each -> each.name().startsWith("starts-before-what-it-needs"))
            .findFirst()
            .orElseThrow();
    String source = Files.readString(ROOT.resolve(fault.source()));
    assertThat(search(fault.source(), source)).isEqualTo(Search.NOTHING);
    assertThat(search(fault.source(), fault.plant(source)))
        .startsWith("seed ")
        .contains("StartsInOrder");
  }

  private static String search(String path, String source) throws Exception {
    return (String)
        PlantedCode.compile(path, source)
            .loadClass("muster.sim.manager.Simulator")
            .getMethod("search", byte[].class, long.class)
            .invoke(null, planFile(SET), (long) SEEDS);
  }
}
