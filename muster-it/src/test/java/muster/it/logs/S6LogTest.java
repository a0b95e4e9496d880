package muster.it.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import muster.daemon.LogTarget;
import muster.daemon.Logs;
import muster.it.Needs;
import muster.kernel.Kernel;
import muster.kernel.LinuxKernel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same input to Debian's s6-log and to the log loop: the directories are the same, byte for
 * byte, but for the times. Both read piece by piece, because where s6-log puts a file aside depends
 * on what it reads at once.
 */
class S6LogTest {
  private static final int CASES = 60;
  private static final long END_MILLIS = 60_000;

  private final Kernel kernel = new LinuxKernel();

  @TempDir Path directory;

  @BeforeEach
  void needs() {
    Needs.debianPackage("s6");
  }

  static IntStream seeds() {
    return IntStream.range(0, CASES);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theDirectoriesAreTheSame(int seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    int keep = random.nextInt(6);
    int size = random.nextInt(3) == 0 ? 4096 : random.nextInt(4096, 40_000);
    Path theirs = directory.resolve("theirs");
    Path ours = directory.resolve("ours");
    RandomInput input = new RandomInput(random);
    try (Fifo toThem = new Fifo(kernel, directory.resolve("to-them"));
        Fifo toUs = new Fifo(kernel, directory.resolve("to-us"))) {
      for (int run = random.nextInt(1, 6); run > 0; run--) {
        S6Log s6Log =
            S6Log.start(toThem.path(), new LogTarget.Directory(theirs.toString(), keep, size));
        Logs logs = Logs.start(kernel, LinuxKernel::new, null, false);
        logs.open(
            "it", toUs.path().toString(), new LogTarget.Directory(ours.toString(), keep, size));
        feed(input.pieces(), toThem, toUs);
        s6Log.end();
        assertThat(logs.end(END_MILLIS)).isTrue();
        assertThat(LogFiles.brief(ours)).isEqualTo(LogFiles.brief(theirs));
        assertThat(LogFiles.look(ours)).isEqualTo(LogFiles.look(theirs));
        if (random.nextBoolean()) {
          leave(random, theirs, ours);
        }
        if (random.nextBoolean()) { // the next run takes over what the other one left
          Path other = ours;
          ours = theirs;
          theirs = other;
        }
      }
    }
  }

  private static void feed(List<byte[]> pieces, Fifo... fifos) {
    for (byte[] piece : pieces) {
      for (Fifo fifo : fifos) {
        fifo.write(piece);
      }
      for (Fifo fifo : fifos) {
        fifo.awaitEmpty();
      }
    }
  }

  /** What a logger leaves that was killed at some moment. */
  private static void leave(SplittableRandom random, Path... directories) throws IOException {
    int what = random.nextInt(4);
    for (Path logs : directories) {
      Path current = logs.resolve("current");
      Files.setPosixFilePermissions(current, PosixFilePermissions.fromString("rw-r--r--"));
      switch (what) {
        case 0 -> {
          // only current was open
        }
        case 1 -> Files.move(current, logs.resolve("previous")); // and no new one yet
        case 2 -> { // a processor had done its work
          Files.writeString(logs.resolve("previous"), "previous\n");
          Path processed = Files.writeString(logs.resolve("processed"), "processed\n");
          Files.setPosixFilePermissions(processed, PosixFilePermissions.fromString("rwxr--r--"));
          Files.writeString(logs.resolve("newstate"), "state\n");
        }
        default -> { // a processor was at work
          Files.writeString(logs.resolve("processed"), "half");
          Files.writeString(logs.resolve("state"), "state\n");
          Files.writeString(logs.resolve("newstate"), "half");
        }
      }
    }
  }

  /** A logger that runs has its directory for itself. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneKeepsTheOtherAway(boolean s6LogFirst) throws Exception {
    var target = new LogTarget.Directory(directory.resolve("logs").toString(), 3, 4096);
    Path current = directory.resolve("logs/current");
    try (Fifo toThem = new Fifo(kernel, directory.resolve("to-them"));
        Fifo toUs = new Fifo(kernel, directory.resolve("to-us"))) {
      Logs logs = Logs.start(kernel, LinuxKernel::new, null, false);
      if (s6LogFirst) {
        S6Log s6Log = S6Log.start(toThem.path(), target);
        Fifo.await("s6-log has begun", () -> Files.exists(current));
        logs.open("it", toUs.path().toString(), target);
        toUs.write("ours\n");
        Fifo.await("it is told", () -> told(logs, "Device or resource busy"));
        s6Log.end();
        Fifo.await(
            "it is tried again",
            () -> LogFiles.lines(directory.resolve("logs")).equals(List.of("ours")));
      } else {
        logs.open("it", toUs.path().toString(), target);
        Fifo.await("we have begun", () -> Files.exists(current));
        assertThat(S6Log.start(toThem.path(), target).exitCode()).isEqualTo(111);
      }
      assertThat(logs.end(END_MILLIS)).isTrue();
    }
  }

  private static boolean told(Logs logs, String what) {
    return logs.news().stream().anyMatch(news -> news.toString().contains(what));
  }
}
