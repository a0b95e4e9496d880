package muster.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Sets of services in which everything occurs that a service can have. */
public final class RandomSets {
  private static final String[] TEXTS = {
    "",
    "x",
    "two words",
    "a\nb\tc\r",
    "\\e",
    "\\",
    "ünïcödé",
    "日本語",
    "\u0001\u007f\u0085",
    "😀",
    "\ud800",
    "\udc00x",
    " lead",
    "trail ",
    "a=b",
    "$HOME",
    "'\"",
    "#"
  };

  private final SplittableRandom random;

  private RandomSets(SplittableRandom random) {
    this.random = random;
  }

  /** A set without errors and without cycles. */
  public static ServiceSet make(SplittableRandom random) {
    return new RandomSets(random).make();
  }

  private ServiceSet make() {
    List<Definition> all = new ArrayList<>();
    int count = random.nextInt(12);
    for (int i = 0; i < count; i++) {
      String name = "s" + i + text();
      all.add(
          random.nextInt(5) == 0
              ? new Definition(name, at(), bundle(all), List.of(), Settings.NONE)
              : new Definition(name, at(), work(), dependencies(all), settings(all)));
    }
    return new ServiceSet(all);
  }

  private Work bundle(List<Definition> known) {
    List<Work.Member> members = new ArrayList<>();
    for (Definition definition : known) {
      if (random.nextBoolean()) {
        members.add(new Work.Member(definition.name(), at()));
      }
    }
    return new Work.Bundle(members);
  }

  private List<Dependency> dependencies(List<Definition> known) {
    List<Dependency> dependencies = new ArrayList<>();
    for (Definition definition : known) {
      if (random.nextInt(3) == 0) {
        Dependency.Kind kind = Dependency.Kind.values()[random.nextInt(3)];
        dependencies.add(new Dependency(kind, definition.name(), at()));
      }
    }
    return dependencies;
  }

  private Work work() {
    return switch (random.nextInt(4)) {
      case 0 -> new Work.Milestone();
      case 1 ->
          new Work.Oneshot(perhaps(), perhaps(), new Retry(random.nextInt(3), number(), number()));
      default ->
          new Work.Longrun(
              program(),
              perhaps(),
              number(),
              readiness(),
              new Restart(
                  Restart.When.values()[random.nextInt(3)],
                  number(),
                  number(),
                  random.nextInt(9),
                  number()),
              new Stop(
                  "INT",
                  perhaps(),
                  number(),
                  random.nextBoolean(),
                  Stop.Kill.values()[random.nextInt(3)]));
    };
  }

  private Readiness readiness() {
    return switch (random.nextInt(8)) {
      case 0 -> new Readiness.None();
      case 1 -> new Readiness.Descriptor(random.nextInt(3, 99));
      case 2 -> new Readiness.Notify(number());
      case 3 -> new Readiness.Tcp(text());
      case 4 -> new Readiness.Http(text());
      case 5 -> new Readiness.Exec(program());
      case 6 -> new Readiness.Log(text());
      default -> new Readiness.File(text());
    };
  }

  private Attributes attributes() {
    return random.nextBoolean()
        ? Attributes.NONE
        : new Attributes(
            orNull(),
            random.nextInt(-20, 20),
            random.nextBoolean() ? List.of() : List.of(text()),
            random.nextBoolean() ? null : random.nextBoolean() ? List.of() : List.of("a", text()),
            random.nextBoolean() ? List.of() : List.of(text(), "-b"));
  }

  private Settings settings(List<Definition> known) {
    return new Settings(
        orNull(),
        orNull(),
        orNull(),
        orNull(),
        pairs(),
        pairs(),
        attributes(),
        number(),
        number(),
        random.nextBoolean(),
        Settings.OnFailure.values()[random.nextInt(Settings.OnFailure.values().length)],
        Settings.OnLoss.values()[random.nextInt(Settings.OnLoss.values().length)],
        log(known),
        random.nextBoolean() ? List.of() : List.of(text(), text()));
  }

  private Log log(List<Definition> known) {
    List<Definition> services = known.stream().filter(d -> !d.isBundle()).toList();
    return switch (random.nextInt(6)) {
      case 0 -> new Log.Files(random.nextInt(99), number());
      case 1 -> new Log.Script(text());
      case 2 -> new Log.None();
      case 3 -> new Log.OwnLogger();
      case 4 -> services.isEmpty() ? new Log.None() : new Log.To(services.getFirst().name(), at());
      default -> new Log.CatchAll();
    };
  }

  private Map<String, String> pairs() {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      pairs.put("NAME" + i + text(), text());
    }
    return pairs;
  }

  private Program program() {
    return random.nextBoolean()
        ? new Program.Script(text())
        : new Program.Arguments(List.of(text(), text()));
  }

  private @Nullable Program perhaps() {
    return random.nextBoolean() ? null : program();
  }

  private @Nullable String orNull() {
    return random.nextBoolean() ? null : text();
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)];
  }

  private long number() {
    return random.nextBoolean() ? 0 : random.nextLong(1, Long.MAX_VALUE);
  }

  private Position at() {
    return new Position("a file/" + text(), random.nextInt(1, 999), random.nextInt(1, 99));
  }
}
