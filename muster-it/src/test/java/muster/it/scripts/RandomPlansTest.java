package muster.it.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import muster.it.Needs;
import muster.plan.graph.Ranks;
import muster.sources.script.Script;
import muster.sources.script.Sync;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Scripts of random plans, really run. Each service appends to one file when it starts and when it
 * ends; the order there is the order in which it was.
 */
class RandomPlansTest {
  private static final int PLANS = 200;

  /** Else the two ways to wait take turns, and so do the two shells. */
  private static final boolean LONG = Boolean.getBoolean("muster.long");

  /** Services sleep, but not long. */
  private static final int MILLIS_MAX = 30;

  private static final int AT_ONCE = 4;

  @TempDir Path top;
  private Path recorder;

  @BeforeEach
  void makeRecorder() throws IOException {
    recorder =
        Run.program(
            top.resolve("record"),
            """
            #!/bin/dash
            printf 's%s\\0' "$1" >>"$RECORDS"
            rest=${1#*~}
            millis=${rest%%~*}
            rest=${rest#*~}
            [ "$millis" = 000 ] || sleep "0.$millis"
            printf 'e%s\\0' "$1" >>"$RECORDS"
            exit "${rest%%~*}"
            """);
  }

  @ParameterizedTest
  @EnumSource
  void everyEdgeIsRespectedAndAFailureStopsWhatNeedsIt(Interpreter interpreter) throws Exception {
    Needs.debianPackage(interpreter.debian);
    Needs.debianPackage("dash");
    List<Callable<Void>> plays = new ArrayList<>();
    for (int seed = 0; seed < PLANS; seed++) {
      for (Sync sync : Sync.values()) {
        if (LONG || sync == turn(seed) && hasTurn(interpreter, seed)) {
          plays.add(play(seed, interpreter, sync));
        }
      }
    }
    try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<Void> play : workers.invokeAll(plays)) {
        play.get();
      }
    }
  }

  private static Sync turn(int seed) {
    return seed / 2 % 2 == 0 ? Sync.PRECISE : Sync.RANKS;
  }

  private static boolean hasTurn(Interpreter interpreter, int seed) {
    boolean first = seed / 4 % 2 == 0;
    return switch (interpreter) {
      case MAKE, EXECLINE -> true;
      case DASH -> first;
      case BUSYBOX -> !first;
    };
  }

  private Callable<Void> play(int seed, Interpreter interpreter, Sync sync) {
    return () -> {
      try {
        play(seed, interpreter, sync, seed % 2 == 1);
        return null;
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ", " + sync + ", " + interpreter, e);
      }
    };
  }

  private void play(int seed, Interpreter interpreter, Sync sync, boolean programs)
      throws IOException, InterruptedException {
    RandomPlan random =
        RandomPlan.make(new SplittableRandom(seed), MILLIS_MAX, programs ? recorder : null);
    Ranks ranks = Ranks.of(random.plan.graph()).orElseThrow();
    Path directory = Files.createDirectory(top.resolve(seed + "-" + sync));
    Path records = directory.resolve("records");
    Script script = new Script(random.plan, ranks, sync, List.of("test", "seed\n" + seed));
    Map<String, String> environment =
        programs
            ? Map.of("RECORDS", records.toString())
            : Map.of("RECORDS", records.toString(), "MUSTER_START", recorder.toString());
    Run run = Run.of(interpreter, interpreter.text(script), directory, environment);
    Expectation expectation = new Expectation(random, ranks);
    expectation.check(Run.records(records));
    expectation.checkErrors(run.err());
    assertThat(run.code()).isEqualTo(expectation.fails() ? interpreter.failed : 0);
  }
}
