package muster.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import muster.core.ScanEvent.Found;
import muster.core.ScanEvent.Identity;
import muster.core.Scanner.Phase;
import org.junit.jupiter.api.Test;

/**
 * The scanner with every sequence of three happenings, from when it has begun and from when it
 * waits for its end: so each phase meets each event, whatever was before. Of a scan directory that
 * has a plain service, one with a logger, and the catch-all logger.
 */
class ScannerEverySequenceTest {
  private static final int LENGTH = 3;
  private static final int SERVICES_MAX = 4;
  private static final int FIRST_IDS = 5;

  private static final Found PLAIN = new Found.Directory("plain", new Identity(1, 1), false);
  private static final Found LOGGED = new Found.Directory("logged", new Identity(1, 2), true);
  private static final Found ALL_LOGGER =
      new Found.Directory(Scanner.CATCH_ALL, new Identity(1, 3), false);
  private static final Found FRESH = new Found.Directory("fresh", new Identity(1, 4), true);
  private static final Found FIFTH = new Found.Directory("fifth", new Identity(1, 5), false);

  private static final List<Found> USUAL = List.of(PLAIN, LOGGED, ALL_LOGGER);

  /** Each way in which the directory may be found. */
  private static final List<List<Found>> LISTINGS =
      List.of(
          USUAL,
          List.of(),
          List.of(PLAIN),
          List.of(PLAIN, LOGGED, ALL_LOGGER, FRESH, FIFTH),
          List.of(LOGGED, new Found.DeadLink("dead", "why"), new Found.Unknown("odd", "why")));

  /** What can happen, by name. */
  private static Map<String, ScanEvent> happenings() {
    Map<String, ScanEvent> all = new TreeMap<>();
    for (char control : "zabhitqnN?".toCharArray()) {
      all.put("command " + control, new ScanEvent.Command((byte) control));
    }
    for (int signal : new int[] {1, 2, 3, 6, 10, 14, 15}) {
      all.put("signal " + signal, new ScanEvent.Signal(signal));
    }
    for (int id = 1; id <= FIRST_IDS; id++) {
      all.put("gone " + id, new ScanEvent.SupervisorGone(id));
    }
    all.put("no room 1", new ScanEvent.NoRoom(1));
    for (int i = 0; i < LISTINGS.size(); i++) {
      all.put("scanned " + i, new ScanEvent.Scanned(LISTINGS.get(i)));
    }
    all.put("unreadable", new ScanEvent.Unreadable("why"));
    return all;
  }

  private final Map<String, ScanEvent> happenings = happenings();
  private final Set<String> met = new TreeSet<>();

  @Test
  void whateverHappensInWhateverOrder() {
    for (String begun : List.of("", "command t", "command b")) {
      play(new ArrayList<>(begun.isEmpty() ? List.of() : List.of(begun)), LENGTH);
    }
    for (Phase phase : Set.of(Phase.RUNNING, Phase.WAITING, Phase.FINISHED)) {
      for (String happening : happenings.keySet()) {
        assertThat(met).contains(phase + " x " + happening);
      }
    }
  }

  private void play(List<String> script, int more) {
    Stage stage = new Stage();
    for (String happening : script) {
      met.add(stage.scanner.phase() + " x " + happening);
      stage.happens(Objects.requireNonNull(happenings.get(happening)), script);
    }
    if (more == 0) {
      stage.end(script);
      return;
    }
    for (String happening : happenings.keySet()) {
      script.add(happening);
      play(script, more - 1);
      script.removeLast();
    }
  }

  /** A scanner, what it has asked for so far, and what must always hold. */
  private static final class Stage {
    final Scanner scanner = new Scanner(SERVICES_MAX);
    private final Map<Integer, String> living = new TreeMap<>();
    private final Set<Integer> closed = new TreeSet<>();
    private List<Found> listing = USUAL;
    private ScanEvent answer = new ScanEvent.Scanned(USUAL);
    private Moment now = new Moment(1, 1);
    private int lastId;
    private boolean finished;

    Stage() {
      settle(List.of());
    }

    void happens(ScanEvent event, List<String> script) {
      Phase before = scanner.phase();
      switch (event) {
        case ScanEvent.SupervisorGone(int id) -> living.remove(id);
        case ScanEvent.NoRoom(int id) -> living.remove(id);
        case ScanEvent.Command _, ScanEvent.Signal _, ScanEvent.Scanned _ -> {}
        case ScanEvent.Unreadable _ -> {}
      }
      answer = answers(event) ? event : new ScanEvent.Scanned(listing);
      scanner.on(answers(event) ? new ScanEvent.Command((byte) 'a') : event, now);
      settle(script);
      assertThat(scanner.phase()).as("%s", script).isGreaterThanOrEqualTo(before);
      assertThat(scanner.phase()).as("%s", script).isNotEqualTo(Phase.ENDING);
      assertThat(scanner.phase() == Phase.FINISHED).as("%s", script).isEqualTo(finished);
      if (scanner.phase() == Phase.WAITING) {
        assertThat(living).as("%s", script).isNotEmpty();
      }
    }

    /** The directory is read only when that is asked for. */
    private boolean answers(ScanEvent event) {
      if (event instanceof ScanEvent.Scanned(var found)) {
        listing = found;
      }
      return event instanceof ScanEvent.Scanned || event instanceof ScanEvent.Unreadable;
    }

    private void settle(List<String> script) {
      List<ScanEffect> effects = scanner.settle(now);
      while (!effects.isEmpty()) {
        effects.forEach(effect -> perform(effect, script));
        effects = scanner.settle(now);
      }
    }

    private void perform(ScanEffect effect, List<String> script) {
      boolean harmless =
          effect instanceof ScanEffect.ClosePipe || effect instanceof ScanEffect.Warn;
      assertThat(harmless || !finished).as("%s: %s after the end", script, effect).isTrue();
      switch (effect) {
        case ScanEffect.ReadDirectory _ -> {
          scanner.on(answer, now);
          answer = new ScanEvent.Scanned(listing);
        }
        case ScanEffect.Supervise(int id, String name, var role) -> {
          assertThat(id).as("%s", script).isEqualTo(++lastId);
          assertThat(living).as("%s: two of one", script).doesNotContainValue(name);
          assertThat(closed).as("%s: a closed pipe", script).doesNotContain(role.pipe());
          living.put(id, name);
        }
        case ScanEffect.Tell(int id, _) -> assertThat(living).as("%s", script).containsKey(id);
        case ScanEffect.ClosePipe(int pipe) ->
            assertThat(closed.add(pipe)).as("%s: closed twice", script).isTrue();
        case ScanEffect.Finish _ -> {
          assertThat(scanner.phase()).as("%s", script).isEqualTo(Phase.FINISHED);
          finished = true;
        }
        case ScanEffect.Warn(String text) -> assertThat(text).as("%s", script).isNotBlank();
        case ScanEffect.LeaveCatchAll _ -> {}
      }
    }

    /** Time goes by and nothing else happens: what is listed is supervised; then it can end. */
    void end(List<String> script) {
      for (int pause = 0; pause < 10 && scanner.deadline() != Moment.NEVER; pause++) {
        now = new Moment(Math.max(now.nanos(), scanner.deadline()), 1);
        settle(script);
        boolean odd = listing.stream().anyMatch(found -> found instanceof Found.Unknown);
        assertThat(odd || pause < 9).as("%s: it never rests", script).isTrue();
      }
      if (scanner.phase() == Phase.RUNNING) {
        scanner.on(new ScanEvent.Command((byte) 'a'), now);
        settle(script);
        allListedAreSupervised(script);
        happens(new ScanEvent.Command((byte) 't'), script);
      }
      for (int id : List.copyOf(living.keySet())) {
        happens(new ScanEvent.SupervisorGone(id), script);
      }
      assertThat(scanner.phase()).as("%s", script).isEqualTo(Phase.FINISHED);
    }

    /** But for who waits that the other half of it goes, and for who is one too many. */
    private void allListedAreSupervised(List<String> script) {
      long directories = listing.stream().filter(Found.Directory.class::isInstance).count();
      if (directories > SERVICES_MAX) {
        return;
      }
      for (Found found : listing) {
        if (found instanceof Found.Directory(String name, _, boolean log)) {
          boolean half = living.containsValue(name) || living.containsValue(name + "/log");
          assertThat(half).as("%s: %s", script, name).isTrue();
          if (!log) {
            assertThat(living).as("%s", script).containsValue(name);
          }
        }
      }
    }
  }
}
