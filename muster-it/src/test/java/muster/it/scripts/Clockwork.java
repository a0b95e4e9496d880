package muster.it.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import muster.plan.graph.Ranks;
import muster.sources.script.Script;
import muster.sources.script.Sync;

/**
 * Plays a script whose services say into a FIFO that they have started, and end when they are told
 * to, each by a FIFO of its own. At every moment exactly those have to have started that may.
 */
final class Clockwork implements AutoCloseable {
  /** A start takes milliseconds on an idle machine. */
  private static final long DEADLINE_SECONDS = 60;

  private static final String RECORDER =
      """
      #!/bin/dash
      rest=${1#*~} && rest=${rest#*~} && rest=${rest#*~} && index=${rest%%~*}
      printf '%s\\n' "$index" >"$STARTS"
      read -r code <"$ENDS/$index"
      exit "$code"
      """;

  private final RandomPlan random;
  private final Ranks ranks;
  private final Sync sync;
  private final Expectation expectation;
  private final Path directory;
  private final Map<Integer, Integer> nodes = new HashMap<>();
  private final RandomAccessFile starts;
  private final BlockingQueue<Integer> started = new LinkedBlockingQueue<>();

  private final BitSet begun = new BitSet();
  private final BitSet settled = new BitSet();
  private final Map<Integer, Long> running = new HashMap<>();

  Clockwork(RandomPlan random, Ranks ranks, Sync sync, Path directory)
      throws IOException, InterruptedException {
    this.random = random;
    this.ranks = ranks;
    this.sync = sync;
    this.directory = directory;
    this.expectation = new Expectation(random, ranks);
    int count = random.plan.services().size();
    List<String> mkfifo = new ArrayList<>(List.of("mkfifo", "starts"));
    for (int node = 0; node < count; node++) {
      nodes.put(random.index(node), node);
      mkfifo.add(Integer.toString(random.index(node)));
    }
    assertThat(new ProcessBuilder(mkfifo).directory(directory.toFile()).start().waitFor()).isZero();
    starts = new RandomAccessFile(directory.resolve("starts").toFile(), "rw");
    Thread.ofPlatform().daemon().start(this::listen);
  }

  private void listen() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new FileInputStream(directory.resolve("starts").toFile()),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        started.add(nodes.getOrDefault(Integer.parseInt(line), -1));
      }
    } catch (IOException e) {
      started.add(-1);
    }
  }

  /** The listener sees the end of the FIFO when nobody has it open for writing. */
  @Override
  public void close() throws IOException {
    starts.close();
  }

  /**
   * Plays it to its end.
   *
   * @return when, in milliseconds
   */
  long play(Interpreter interpreter) throws Exception {
    Path recorder = Run.program(directory.resolve("record"), RECORDER);
    Script script = new Script(random.plan, ranks, sync, List.of("test"));
    Map<String, String> environment =
        Map.of(
            "MUSTER_START",
            recorder.toString(),
            "STARTS",
            directory.resolve("starts").toString(),
            "ENDS",
            directory.toString());
    FutureTask<Run> run =
        new FutureTask<>(
            () -> Run.of(interpreter, interpreter.text(script), directory, environment));
    Thread.ofVirtual().start(run);
    long now = 0;
    for (begin(now); !running.isEmpty(); begin(now)) {
      now = running.values().stream().mapToLong(Long::longValue).min().orElseThrow();
      end(now);
    }
    assertThat(settled.cardinality()).isEqualTo(random.plan.services().size());
    Run done = run.get();
    assertThat(started).as("what is started once more").isEmpty();
    expectation.checkErrors(done.err());
    return now;
  }

  /** All that may start now has to, and nothing else. */
  private void begin(long now) throws InterruptedException {
    BitSet expected = new BitSet();
    for (boolean more = true; more; ) {
      more = false;
      for (int node = 0; node < random.plan.services().size(); node++) {
        if (!begun.get(node) && isReady(node)) {
          begun.set(node);
          if (expectation.isSkipped(node)) {
            settled.set(node);
            more = true;
          } else {
            expected.set(node);
            running.put(node, now + random.millis(node));
          }
        }
      }
    }
    while (!expected.isEmpty()) {
      Integer node = started.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
      assertThat(node).as("which of %s is started at %s ms", names(expected), now).isNotNull();
      assertThat(expected.get(node)).as("%s starts at %s ms", node, now).isTrue();
      expected.clear(node);
    }
  }

  private List<String> names(BitSet some) {
    return some.stream().mapToObj(random.plan::name).toList();
  }

  private boolean isReady(int node) {
    return switch (sync) {
      case PRECISE ->
          random.plan.edges().stream()
              .allMatch(edge -> edge.to() != node || settled.get(edge.from()));
      case RANKS ->
          IntStream.range(0, random.plan.services().size())
              .allMatch(other -> ranks.rank(other) >= ranks.rank(node) || settled.get(other));
    };
  }

  private void end(long now) throws IOException {
    for (Map.Entry<Integer, Long> entry : List.copyOf(running.entrySet())) {
      int node = entry.getKey();
      if (entry.getValue() == now) {
        Path gate = directory.resolve(Integer.toString(random.index(node)));
        Files.writeString(gate, random.code(node) + "\n");
        running.remove(node);
        settled.set(node);
      }
    }
  }
}
