package muster.it.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Plays scenarios from the command line and prints their transcripts: {@code java PlayByHand.java
 * s6|muster FILE [NAME-PATTERN]}. For people who write scenarios; the tests do not use it.
 */
final class PlayByHand {
  private PlayByHand() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    var target = Target.named(args[0]);
    var conformance = Target.above("conformance");
    var file = Path.of(args[1]);
    var pattern = Pattern.compile(args.length > 2 ? args[2] : "");
    var base = Cleaner.makeBase();
    for (var scenario : ScenarioParser.parse(file)) {
      if (!scenario.playableBy(target) || !pattern.matcher(scenario.name()).find()) {
        continue;
      }
      var started = System.nanoTime();
      var outcome = Play.play(scenario, target, conformance, base);
      System.out.printf("== %s (%.1f s)%n", scenario.name(), (System.nanoTime() - started) / 1e9);
      outcome.transcript().forEach(System.out::println);
      System.out.println(outcome.failure().isEmpty() ? "" : "FAILED " + outcome.failure());
    }
    Files.delete(base);
  }
}
