package muster.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs benchmarks: {@code [--list | --small | --rounds N | --thresholds] [NAME]...}, all of them by
 * default. Exits 1 if one is over its limit under {@code --thresholds}.
 */
final class Main {
  private Main() {}

  /** New benchmarks are added here. */
  private static final List<Benchmark> ALL =
      List.of(
          new Launcher(),
          new ChangeDetection(),
          new ScanStart(),
          new ScanMemory(),
          new ScanRestart(),
          new ScanIdle(),
          new RunStart(200, 1.15),
          new RunStart(1000, 1.20),
          new RunStart(5000, 1.25),
          new RunClient(),
          new SpawnCost(),
          new PlanDebian(),
          new PlanCurve(),
          new PlanS6Rc());

  private static final int ROUNDS = 21;

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> names = new ArrayList<>(Arrays.asList(arguments));
    if (names.remove("--list")) {
      ALL.forEach(benchmark -> System.out.println(benchmark.name()));
      return;
    }
    int rounds = names.remove("--small") ? 1 : rounds(names);
    boolean held = names.remove("--thresholds");
    boolean good = true;
    for (Benchmark benchmark : chosen(names)) {
      for (Result result : benchmark.run(rounds)) {
        boolean within = !held || result.withinLimit();
        System.out.println((within ? "" : "FAIL ") + result);
        good &= within;
      }
    }
    System.exit(good ? 0 : 1);
  }

  /** At least 2: one is the small size. */
  private static int rounds(List<String> words) {
    int at = words.indexOf("--rounds");
    if (at < 0 || at + 1 == words.size() || !words.get(at + 1).matches("[0-9]{1,4}")) {
      return ROUNDS; // and what is left of it is no name of a benchmark
    }
    words.remove(at);
    return Math.max(2, Integer.parseInt(words.remove(at)));
  }

  private static List<Benchmark> chosen(List<String> names) {
    if (names.isEmpty()) {
      return ALL;
    }
    List<Benchmark> chosen =
        ALL.stream().filter(benchmark -> names.contains(benchmark.name())).toList();
    if (chosen.size() != names.size()) {
      System.err.println("bench: cannot run " + names + ": not all of them are in --list");
      System.exit(100);
    }
    return chosen;
  }
}
