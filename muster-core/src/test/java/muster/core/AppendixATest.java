package muster.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import muster.core.State.Readiness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** s6-supervise's own table, in {@code appendix-a.txt}, row by row. */
class AppendixATest {
  private static final Moment NOW = Pairs.NOW;
  private static final int PID = 100;
  private static final SignalRule RULE = new SignalRule(15, 1, 3 * Moment.SECOND, false, false);

  private static final Map<Integer, String> SIGNALS =
      Map.ofEntries(
          Map.entry(1, "HUP"),
          Map.entry(2, "INT"),
          Map.entry(3, "QUIT"),
          Map.entry(6, "ABRT"),
          Map.entry(9, "KILL"),
          Map.entry(10, "USR1"),
          Map.entry(12, "USR2"),
          Map.entry(14, "ALRM"),
          Map.entry(15, "TERM"),
          Map.entry(18, "CONT"),
          Map.entry(19, "STOP"),
          Map.entry(28, "WINCH"));

  /** One line of the table, with {@code any} and {@code same} resolved. */
  private record Row(
      String input, String from, boolean up, String to, String wanted, String done) {}

  @TestFactory
  Stream<DynamicTest> everyRowIsWhatS6Does() {
    return rows().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.input() + " in " + row.from() + (row.up() ? " wanted up" : " wanted down"),
                () -> check(row)));
  }

  @Test
  void everyInputIsThereForEachOfTheFiveStates() {
    Set<String> pairs = new TreeSet<>();
    rows().forEach(row -> pairs.add(row.input() + " in " + row.from()));
    String inputs =
        "timer died SIGTERM SIGHUP SIGQUIT SIGINT o d u D U O Q x a b q h k t i 1 2 p c y r";
    for (String input : inputs.split(" ", -1)) {
      for (String state : "DOWN UP FINISH LASTUP LASTFINISH".split(" ", -1)) {
        assertThat(pairs).contains(input + " in " + state);
      }
    }
  }

  private static void check(Row row) {
    Service service = service(row.from(), row.up());
    String input = row.input();
    List<Effect> effects = new ArrayList<>();
    Step step = ServiceMachine.step(service, event(input), NOW);
    effects.addAll(step.effects());
    Event answer = answer(step.next(), input);
    if (answer != null) {
      step = ServiceMachine.step(step.next(), answer, NOW);
      effects.addAll(step.effects());
    }
    assertThat(name(step.next())).as("state after %s", row).isEqualTo(row.to());
    assertThat(step.next().wanted().up() ? "up" : "down").as("wanted").isEqualTo(row.wanted());
    assertThat(describe(effects)).as("done").isEqualTo(row.done());
  }

  private static Service service(String state, boolean up) {
    return new Service(
        new Wanted(up, state.startsWith("LAST")), state(state), 1, 2, 0, Restarts.NONE);
  }

  private static State state(String name) {
    long due = NOW.nanos();
    return switch (name) {
      case "DOWN" -> new State.Down(due);
      case "UP", "LASTUP" -> new State.Up(PID, new Readiness.Awaited(), false, Moment.NEVER, false);
      case "STOPPING", "LASTSTOPPING" ->
          new State.Up(PID, new Readiness.Awaited(), false, due, false);
      case "FINISH", "LASTFINISH" ->
          new State.Finishing(PID, new Next.AfterDown(Moment.SECOND), due);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Event event(String input) {
    return switch (input) {
      case "timer", "timer, no exec" -> new Event.Tick();
      case "died", "died, no fork", "died, no finish" -> new Event.Died(PID, 0, DeathRule.DEFAULT);
      case "died with 125" -> new Event.Died(PID, 125 << 8, DeathRule.DEFAULT);
      case "newline" -> new Event.Ready(PID);
      case "eof" -> new Event.ReadinessClosed(PID);
      case "SIGTERM" -> new Event.Terminate(RULE);
      case "SIGHUP" -> new Event.Leave();
      case "SIGQUIT" -> new Event.Abandon();
      case "SIGINT" -> new Event.Interrupt();
      default -> Objects.requireNonNull(Controls.decode((byte) input.charAt(0), () -> RULE), input);
    };
  }

  /** What the kernel says when the step has asked it to start something, else null. */
  private static @Nullable Event answer(Service service, String input) {
    return switch (service.state()) {
      case State.Spawning _ ->
          input.endsWith("no exec")
              ? new Event.StartFailed(State.StartFailure.NOT_EXECUTABLE)
              : new Event.Started(PID, true);
      case State.FinishSpawning _ ->
          input.endsWith(", no fork")
              ? new Event.FinishFailed(false)
              : input.endsWith(", no finish")
                  ? new Event.FinishFailed(true)
                  : new Event.FinishStarted(PID + 1);
      case State.Down _, State.Backoff _, State.Up _, State.Finishing _, State.Gone _ -> null;
    };
  }

  private static String name(Service service) {
    String name =
        switch (service.state()) {
          case State.Down _, State.Backoff _ -> "DOWN";
          case State.Up up -> up.killAt() == Moment.NEVER ? "UP" : "STOPPING";
          case State.Finishing _ -> "FINISH";
          case State.Gone _ -> "EXIT";
          case State.Spawning _ -> "start";
          case State.FinishSpawning _ -> "finish";
        };
    boolean last = service.wanted().leaving() && !(service.state() instanceof State.Gone);
    return last ? "LAST" + name : name;
  }

  private static String describe(List<Effect> effects) {
    return String.join(" ", effects.stream().map(AppendixATest::describe).toList());
  }

  private static String describe(Effect effect) {
    return switch (effect) {
      case Effect.Start _ -> "start";
      case Effect.StartFinish _ -> "finish";
      case Effect.Signal(_, int signal, boolean group) ->
          (group ? "group " : "") + SIGNALS.get(signal);
      case Effect.WriteStatus _ -> "status";
      case Effect.Notify(String events) -> '"' + events + '"';
      case Effect.RecordDeath _ -> "tally";
      case Effect.KeepDown(boolean down) -> down ? "touch" : "rm";
      case Effect.CloseReadiness _ -> "deaf";
      case Effect.DetachStdio _ -> "null";
      case Effect.Release _ -> "release";
      case Effect.Warn _ -> "warn";
    };
  }

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (String line : lines()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> cells = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
      boolean letters = cells.getFirst().matches("(\\S )+\\S");
      String[] inputs = letters ? cells.getFirst().split(" ", -1) : new String[] {cells.getFirst()};
      String[] from = cells.get(1).split(" +", -1);
      String[] to = cells.get(2).split(" +", -1);
      for (String input : inputs) {
        for (String wanted : from[1].equals("any") ? List.of("up", "down") : List.of(from[1])) {
          String after = to[1].equals("same") ? wanted : to[1];
          rows.add(new Row(input, from[0], wanted.equals("up"), to[0], after, cells.get(3)));
        }
      }
    }
    return rows;
  }

  private static List<String> lines() {
    try (InputStream in = AppendixATest.class.getResourceAsStream("appendix-a.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
