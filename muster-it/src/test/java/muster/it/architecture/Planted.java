package muster.it.architecture;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;

/** One offender for each thing that a rule forbids, and what is allowed beside it. */
@SuppressWarnings("all")
final class Planted {
  private Planted() {}

  static final class ReadsNanoTime {
    long now = System.nanoTime();
  }

  static final class ReadsCurrentTime {
    long now = System.currentTimeMillis();
  }

  static final class ReadsInstant {
    Instant now = Instant.now();
  }

  static final class Prints {
    void print() {
      System.out.println();
    }
  }

  static final class NamesFiles {
    Path path = Path.of("x");
  }

  static final class Starts {
    Thread thread = new Thread();
  }

  static final class SharesWithThreads {
    AtomicLong shared = new AtomicLong();
  }

  static final class RollsDice {
    Random random = new Random(1);
  }

  static final class RollsDiceWithoutSeed {
    SplittableRandom random = new SplittableRandom();
  }

  static final class RollsTheJdksDice {
    double random = Math.random();
  }

  static final class MakesUpIds {
    UUID id = UUID.randomUUID();
  }

  static final class Hashes {
    Map<String, String> map = new HashMap<>();
  }

  static final class HashesByFactory {
    Set<String> set = Set.of("a", "b");
  }

  static final class HashesByCollector {
    Set<String> set = Stream.of("a", "b").collect(Collectors.toSet());
  }

  static final class IsAsTheCoreShouldBe {
    SplittableRandom random = new SplittableRandom(7);
    Map<String, String[]> map = new java.util.LinkedHashMap<>();
    Instant then = Instant.ofEpochSecond(7);

    String[] names() {
      return map.keySet().toArray(String[]::new);
    }
  }

  static final class Forks {
    Object process() throws Exception {
      return new ProcessBuilder("true").start();
    }
  }

  static final class ForksByRuntime {
    void exec() throws Exception {
      Runtime.getRuntime().exec(new String[] {"true"});
    }
  }

  static final class OpensFiles {
    Object file() throws Exception {
      return new java.io.FileInputStream("x");
    }
  }

  static final class Connects {
    Object socket = new java.net.Socket();
  }

  static final class Logs {
    Object logger = java.util.logging.Logger.getGlobal();
  }

  static final class CallsC {
    Arena arena = Arena.global();
  }

  static final class UsesALibrary {
    void use() {
      Assertions.fail();
    }
  }
}
