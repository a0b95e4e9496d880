package muster.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import muster.core.Moment;
import muster.kernel.Endpoint;
import muster.kernel.Signals;
import muster.plan.Readiness;
import muster.sim.kernel.FakeConnection;
import muster.sim.kernel.FakeKernel;
import muster.sim.kernel.FakeMachine;
import muster.sim.kernel.FakeNetwork;
import muster.sim.kernel.FakeProcess;
import muster.sim.kernel.Faults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When and how often it is asked whether a service is ready, on a clock that can be read. */
class ProbesTest {
  private static final Endpoint AT = new Endpoint.Inet4(0x7f000001, 8080);
  private static final Readiness TCP = new Readiness.Tcp("127.0.0.1:8080");
  private static final Readiness HTTP = new Readiness.Http("http://127.0.0.1:8080/health?all");
  private static final ExecProbe.Check NO_CHECK =
      _ -> {
        throw new AssertionError("there is no command");
      };

  private final FakeMachine machine = new FakeMachine();
  private final FakeKernel kernel =
      new FakeKernel(machine, Faults.NONE, 1, List.of(), List.of("PATH=/bin"));
  private final Loop loop = new Loop(kernel);
  private final int openBefore = machine.openDescriptors();
  private final long begin = machine.clock.boot();
  private int readyTimes;

  /** Ends a turn of the loop in which nothing else happens. */
  private final Deadlines.Member alarm =
      new Deadlines.Member() {
        @Override
        void due() {}
      };

  private Probe probe(Readiness readiness, ExecProbe.Check check) {
    Probe probe = new Probes(kernel, loop).of(readiness, "/srv", check, () -> readyTimes++);
    probe.begin();
    return probe;
  }

  private Probe probe(Readiness readiness) {
    return probe(readiness, NO_CHECK);
  }

  private long millis() {
    return (machine.clock.boot() - begin) / Moment.MILLISECOND;
  }

  private void turnUntil(long millis) {
    loop.deadlines().set(alarm, begin + millis * Moment.MILLISECOND);
    while (millis() < millis && readyTimes == 0) {
      loop.turn();
    }
    loop.deadlines().set(alarm, Moment.NEVER);
  }

  /** Turns the loop until it is ready. @return when that was, in milliseconds since the start */
  private long readyAfter() {
    turnUntil(1_000_000);
    assertThat(readyTimes).isEqualTo(1);
    assertThat(machine.openDescriptors()).isEqualTo(openBefore);
    assertThat(loop.deadlines().earliest()).isEqualTo(Moment.NEVER);
    return millis();
  }

  private void after(long millis, Runnable what) {
    machine.clock.in(millis * Moment.MILLISECOND, what);
  }

  private static void ignoring(FakeConnection connection) {}

  // ---- tcp ------------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(longs = {1, 10, 50, 300, 2000, 7000, 60_000})
  void readinessIsNoticedAnEighthLateOrASecond(long up) {
    after(up, () -> machine.network.listen(AT, ProbesTest::ignoring));
    probe(TCP);
    assertThat(readyAfter()).isBetween(up, up + Math.clamp(up / 8, 5, 1000) + 1);
  }

  @Test
  void whoIsNeverReadyIsNotAskedOften() {
    List<Long> tries = new ArrayList<>();
    machine.network.listen(
        AT,
        connection -> {
          tries.add(millis());
          connection.close();
        });
    probe(HTTP);
    turnUntil(8000);
    assertThat(tries).hasSizeBetween(30, 60);
    tries.clear();
    turnUntil(18_000);
    assertThat(tries).hasSizeBetween(9, 11);
    assertThat(readyTimes).isZero();
  }

  @Test
  void aTryThatHearsNothingIsGivenUp() {
    machine.network.silence(AT);
    after(1000, () -> machine.network.listen(AT, ProbesTest::ignoring));
    probe(TCP);
    assertThat(readyAfter()).isBetween(5000L, 6100L);
  }

  @Test
  void aConnectionToItselfIsNone() {
    Endpoint own = new Endpoint.Inet4(0x7f000001, machine.network.nextPort());
    machine.network.listen(own, ProbesTest::ignoring);
    probe(new Readiness.Tcp("127.0.0.1:" + machine.network.nextPort()));
    assertThat(readyAfter()).isBetween(10L, 12L); // not after 5, when the first try was
  }

  @Test
  void localhostIsBothLoopbacks() {
    machine.network.listen(new Endpoint.Inet6(0, 1, 8080), ProbesTest::ignoring);
    probe(new Readiness.Tcp("localhost:8080"));
    assertThat(readyAfter()).isEqualTo(5);
  }

  @Test
  void noDescriptorIsTriedAgain() {
    machine.network.listen(AT, ProbesTest::ignoring);
    List<Integer> taken = new ArrayList<>();
    for (int fd = kernel.dupAbove(0, 0); fd >= 0; fd = kernel.dupAbove(0, 0)) {
      taken.add(fd);
    }
    probe(TCP);
    turnUntil(100);
    assertThat(readyTimes).isZero();
    taken.forEach(kernel::close);
    readyAfter();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 3, 5, 6, 100, 3000})
  void nothingIsLeftOfAProbeThatIsCancelled(long when) {
    machine.network.silence(AT);
    Probe probe = probe(TCP);
    turnUntil(when);
    probe.cancel();
    probe.cancel();
    assertThat(machine.openDescriptors()).isEqualTo(openBefore);
    assertThat(loop.deadlines().earliest()).isEqualTo(Moment.NEVER);
    assertThat(readyTimes).isZero();
  }

  // ---- http -----------------------------------------------------------------------------------

  /** A server that answers each request with the next of these, and closes. */
  private List<String> answer(String... answers) {
    List<String> requests = new ArrayList<>();
    FakeNetwork.Server server =
        connection ->
            connection.onInput(text -> {
              requests.add(text);
              connection.send(answers[Math.min(requests.size(), answers.length) - 1]);
              connection.close();
            });
    machine.network.listen(AT, server);
    return requests;
  }

  @Test
  void aRequestIsOfHttp() {
    List<String> requests = answer("HTTP/1.1 200 OK\r\n\r\n");
    probe(HTTP);
    readyAfter();
    assertThat(requests)
        .containsExactly(
            """
            GET /health?all HTTP/1.1\r
            Host: 127.0.0.1:8080\r
            User-Agent: muster\r
            Accept: */*\r
            Connection: close\r
            \r
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.0 204\r\n\r\n",
        "HTTP/1.1 399 \r\nServer: x\r\n\r\nbody",
        "HTTP/1.1 302 Found\n\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
      })
  void aGoodAnswerIsReady(String answer) {
    answer("HTTP/1.1 503 Not yet\r\n\r\n", answer);
    probe(HTTP);
    assertThat(readyAfter()).isBetween(10L, 12L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 400 Bad\r\n\r\n",
        "HTTP/1.1 500 Worse\r\n\r\n",
        "HTTP/1.1 199 OK\r\n\r\n",
        "HTTP/1.1 099 OK\r\n\r\n",
        "HTTP/1.1 200",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/2.0 200 OK\r\n\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n",
        "200 OK",
        "\r\n\r\n",
        ""
      })
  void aBadAnswerIsNot(String answer) {
    List<String> requests = answer(answer);
    probe(HTTP);
    turnUntil(1000);
    assertThat(readyTimes).isZero();
    assertThat(requests).hasSizeGreaterThan(10);
  }

  @Test
  void anAnswerMayComeInPieces() {
    String answer = "HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\n";
    machine.network.listen(
        AT,
        connection ->
            connection.onInput(_ -> {
              for (int i = 0; i < answer.length(); i++) {
                String piece = answer.substring(i, i + 1);
                after(i, () -> connection.send(piece));
              }
            }));
    probe(HTTP);
    assertThat(readyAfter()).isEqualTo(5 + answer.lastIndexOf("200 OK") + 3);
  }

  @Test
  void anAnswerWithoutAnEndIsNotReadForEver() {
    machine.network.listen(
        AT,
        connection -> connection.onInput(_ -> connection.send("HTTP/1.1 100 " + "x".repeat(9000))));
    probe(HTTP);
    turnUntil(1000);
    answer("HTTP/1.1 200 OK\r\n\r\n");
    assertThat(readyAfter()).isLessThan(1200);
  }

  @Test
  void aServerThatSaysNothingIsAskedAgain() {
    machine.network.listen(AT, ProbesTest::ignoring);
    probe(HTTP);
    turnUntil(1000);
    answer("HTTP/1.1 200 OK\r\n\r\n");
    assertThat(readyAfter()).isBetween(5000L, 6100L);
  }

  @Test
  void aConnectionThatBreaksIsTriedAgain() {
    machine.network.listen(AT, FakeConnection::reset);
    probe(HTTP);
    turnUntil(100);
    answer("HTTP/1.1 200 OK\r\n\r\n");
    assertThat(readyAfter()).isLessThan(120);
  }

  // ---- exec -----------------------------------------------------------------------------------

  /** Commands whose ends the test decides. */
  private static final class Commands implements ExecProbe.Check {
    final List<Integer> pids = new ArrayList<>();
    private IntConsumer ended = _ -> {};
    private int refusal;

    @Override
    public int start(IntConsumer whenEnded) {
      if (refusal != 0) {
        return refusal;
      }
      ended = whenEnded;
      pids.add(5000 + pids.size());
      return pids.getLast();
    }

    void end(int waitStatus) {
      ended.accept(waitStatus);
    }
  }

  private static final Readiness EXEC = new Readiness.Exec(new muster.plan.Program.Script("x"));

  @Test
  void aCommandIsRepeatedUntilItSucceeds() {
    Commands commands = new Commands();
    probe(EXEC, commands);
    turnUntil(6);
    assertThat(commands.pids).hasSize(1);
    turnUntil(40);
    assertThat(commands.pids).hasSize(1); // one at a time
    commands.end(1 << 8);
    turnUntil(40 + 34); // a pause is as long as the command took
    assertThat(commands.pids).hasSize(1);
    turnUntil(40 + 36);
    assertThat(commands.pids).hasSize(2);
    commands.end(Signals.KILL);
    turnUntil(100);
    assertThat(commands.pids).hasSize(3);
    assertThat(readyTimes).isZero();
    commands.end(0);
    readyAfter();
  }

  @Test
  void aCommandThatHangsIsKilledAndOnlyThenRepeated() {
    Commands commands = new Commands();
    List<Integer> killed = new ArrayList<>();
    machine.listen(new Kills(killed));
    probe(EXEC, commands);
    turnUntil(5004);
    assertThat(killed).isEmpty();
    turnUntil(9000);
    assertThat(commands.pids).hasSize(1);
    commands.end(0); // too late: it was killed
    assertThat(readyTimes).isZero();
    turnUntil(11_000);
    assertThat(commands.pids).hasSize(2);
    commands.end(0);
    readyAfter();
  }

  @Test
  void aCommandThatCannotBeStartedIsTriedAgain() {
    Commands commands = new Commands();
    commands.refusal = -11;
    probe(EXEC, commands);
    turnUntil(100);
    commands.refusal = 0;
    turnUntil(200);
    commands.end(0);
    readyAfter();
  }

  @Test
  void aCommandOfAProbeThatIsCancelledSaysNothing() {
    Commands commands = new Commands();
    Probe probe = probe(EXEC, commands);
    turnUntil(10);
    probe.cancel();
    commands.end(0);
    assertThat(readyTimes).isZero();
    assertThat(loop.deadlines().earliest()).isEqualTo(Moment.NEVER);
  }

  private record Kills(List<Integer> pids) implements FakeMachine.MachineListener {
    @Override
    public void spawned(FakeProcess process, String path) {}

    @Override
    public void signalled(
        int pid, @org.jspecify.annotations.Nullable FakeProcess process, int signal) {
      pids.add(pid);
    }

    @Override
    public void died(FakeProcess process) {}
  }

  // ---- file, and the others -------------------------------------------------------------------

  @Test
  void aFileIsLookedForInTheServicesDirectory() {
    probe(new Readiness.File("run/ready"));
    after(20, () -> machine.disk.file(machine.disk.directory("/srv/run"), "ready", ""));
    assertThat(readyAfter()).isBetween(20L, 26L);
  }

  @Test
  void aFileMayBeAnywhereAndOfAnyKind() {
    probe(new Readiness.File("/run/x"));
    after(20, () -> machine.disk.fifo(machine.disk.directory("/run"), "x"));
    assertThat(readyAfter()).isBetween(20L, 26L);
  }

  @Test
  void whatTheServiceTellsItselfIsNotAskedFor() {
    for (Readiness each :
        List.of(
            new Readiness.None(),
            new Readiness.Descriptor(3),
            new Readiness.Notify(),
            new Readiness.Log("x"))) {
      assertThat(new Probes(kernel, loop).of(each, "/", NO_CHECK, () -> {})).isSameAs(Probe.NONE);
    }
  }
}
