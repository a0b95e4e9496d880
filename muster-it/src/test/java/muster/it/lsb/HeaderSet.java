package muster.it.lsb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * Init scripts by chance, as they could be.
 *
 * @param scripts the text of each, by name
 * @param configuration insserv.conf
 */
record HeaderSet(Map<String, String> scripts, String configuration) {
  /** Keeps the order. */
  HeaderSet {
    scripts = new LinkedHashMap<>(scripts);
  }

  /** What may be in a set, beside facilities and everything that a header may say. */
  enum Kind {
    /** Later scripts start after earlier ones, and stop before them. */
    SIMPLE,
    /** As SIMPLE, and one script is interactive. */
    INTERACTIVE,
    /** As SIMPLE, and scripts have several names, and are not in the same runlevels. */
    VARIOUS,
    /** As SIMPLE, but what is required may be missing, or not be started. */
    INCOMPLETE,
    /** As SIMPLE, but anything may be after anything. */
    TANGLED
  }

  static HeaderSet of(Kind kind, SplittableRandom random) {
    return new Maker(kind, random).make();
  }

  /** Makes scripts by their numbers. */
  private static final class Maker {
    private static final List<String> FACILITIES =
        List.of("$local_fs", "$network", "$remote_fs", "$syslog", "$x-display-manager");

    private static final String MULTI_USER = "2 3 4 5";

    private static final List<String> VARIOUS_START =
        List.of(MULTI_USER, MULTI_USER, MULTI_USER, "3 5", "2", "1 2 3 4 5", "");

    private static final String HALT = "0 1 6";

    private static final List<String> VARIOUS_STOP = List.of(HALT, HALT, "0 6", "");

    private final Kind kind;
    private final SplittableRandom random;
    private final int count;
    private final int interactive;
    private final List<List<String>> provides = new ArrayList<>();
    private final List<String> start = new ArrayList<>();

    /** Does each ask for $all? Then nothing refers to it. */
    private final List<Boolean> all = new ArrayList<>();

    /** Of each facility, from which script on it may be used, so that there is no cycle. */
    private final List<Integer> usable = new ArrayList<>();

    Maker(Kind kind, SplittableRandom random) {
      this.kind = kind;
      this.random = random;
      this.count = random.nextInt(3, 31);
      this.interactive = kind == Kind.INTERACTIVE ? random.nextInt(count) : -1;
      int early = kind == Kind.TANGLED ? 0 : random.nextInt(count + 1);
      for (int i = 0; i < count; i++) {
        provides.add(names(i));
        start.add(i < early ? "S" : kind == Kind.VARIOUS ? one(VARIOUS_START) : MULTI_USER);
        all.add(oneIn(20));
      }
      for (int i = 0; i < FACILITIES.size(); i++) {
        usable.add(random.nextInt(count));
      }
    }

    HeaderSet make() {
      Map<String, String> scripts = new LinkedHashMap<>();
      for (int i = 0; i < count; i++) {
        String name = oneIn(5) ? "s%02d.sh".formatted(i) : provides.get(i).getFirst();
        scripts.put(name, header(i));
      }
      return new HeaderSet(scripts, configuration());
    }

    private List<String> names(int i) {
      List<String> names = new ArrayList<>(List.of("s%02d".formatted(i)));
      for (char suffix = 'a'; kind == Kind.VARIOUS && oneIn(5); suffix++) {
        names.add("s%02d-%c".formatted(i, suffix));
      }
      return names;
    }

    private String header(int i) {
      StringBuilder text = new StringBuilder("#!/bin/sh\n### BEGIN INIT INFO\n");
      line(text, "Provides", String.join(" ", provides.get(i)));
      line(
          text,
          "Required-Start",
          list(i, j -> after(i, j) && (covers(j, i) || may(Kind.INCOMPLETE))));
      line(text, "Required-Stop", list(i, j -> after(i, j)));
      if (oneIn(2)) {
        line(
            text,
            oneIn(4) ? "X-UnitedLinux-Should-Start" : "Should-Start",
            list(i, j -> after(i, j)));
      }
      if (oneIn(2)) {
        line(text, oneIn(4) ? "should_stop" : "Should-Stop", list(i, j -> after(i, j)));
      }
      if (oneIn(5) && !all.get(i)) {
        line(text, "X-Start-Before", services(j -> after(j, i)));
      }
      if (oneIn(5) && !all.get(i)) {
        line(text, "X-Stop-After", services(j -> after(j, i)));
      }
      if (i == interactive) {
        line(text, "X-Interactive", "true");
      }
      line(text, "Default-Start", start.get(i));
      line(text, "Default-Stop", kind == Kind.VARIOUS ? one(VARIOUS_STOP) : HALT);
      return text.append("### END INIT INFO\n").toString();
    }

    private static void line(StringBuilder text, String key, String value) {
      text.append("# ").append(key).append(": ").append(value).append('\n');
    }

    /** May one script be after another? */
    private boolean after(int one, int other) {
      return other < one || may(Kind.TANGLED);
    }

    /** Is one script started wherever another is? */
    private boolean covers(int other, int script) {
      return start.get(other).equals("S") || start.get(other).contains(start.get(script));
    }

    /** Facilities and services. */
    private String list(int i, IntPredicate services) {
      List<String> words = new ArrayList<>();
      for (int k = 0; k < FACILITIES.size(); k++) {
        if (oneIn(5) && (usable.get(k) <= i || may(Kind.TANGLED))) {
          words.add(FACILITIES.get(k));
        }
      }
      if (all.get(i) && oneIn(2)) {
        words.add("$all");
      }
      if (may(Kind.INCOMPLETE)) {
        words.add("missing");
      }
      words.add(services(services));
      return String.join(" ", words).strip();
    }

    private String services(IntPredicate allowed) {
      List<String> words = new ArrayList<>();
      for (int j = 0; j < count; j++) {
        if (random.nextInt(count) < 2 && !all.get(j) && allowed.test(j)) {
          words.add(one(provides.get(j)));
        }
      }
      return String.join(" ", words);
    }

    private String configuration() {
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < FACILITIES.size(); k++) {
        List<String> words = new ArrayList<>(List.of(FACILITIES.get(k)));
        for (int j = 0; j < usable.get(k); j++) {
          if (oneIn(3) && !all.get(j)) {
            words.add((oneIn(3) && start.get(j).equals("S") ? "" : "+") + one(provides.get(j)));
          }
        }
        if (k > 0 && usable.get(k - 1) <= usable.get(k) && oneIn(3)) {
          words.add(FACILITIES.get(k - 1));
        }
        text.append(String.join(" ", words)).append(" +other\n");
      }
      return text.toString();
    }

    /** Is it time for the fault of this kind? */
    private boolean may(Kind fault) {
      return kind == fault && oneIn(20);
    }

    private String one(List<String> of) {
      return of.get(random.nextInt(of.size()));
    }

    private boolean oneIn(int n) {
      return random.nextInt(n) == 0;
    }
  }
}
