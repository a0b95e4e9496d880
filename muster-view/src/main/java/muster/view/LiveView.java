package muster.view;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.core.Moment;
import muster.core.Stage;
import muster.core.trace.TraceRecord;
import muster.plan.Dependency;
import muster.plan.Plan;

/** What a terminal shows while a set of services comes up or goes down: lines, from a passage. */
public final class LiveView {
  private static final int NAMED_MAX = 3;

  /** Of a start that went wrong, so many failures are said; muster status has them all. */
  private static final int CAUSES_MAX = 8;

  /** A block has this many lines even if that is more than half of a terminal. */
  private static final int ROWS_MIN = 8;

  /** So wide is the longest name of a stage; and "980 ms": so columns do not move to and fro. */
  private static final int STAGE_WIDTH = 9;

  private static final int TIME_WIDTH = 6;

  /** Of names; what is left of a line after them has room for a reason, if it is not narrow. */
  private static final int NAME_MIN = 12;

  private static final int REST = 36;

  private static final String HURRY = "Ctrl-C again: hurry";

  private final Plan plan;
  private final Map<String, Integer> nodes = new HashMap<>();

  public LiveView(Plan plan) {
    this.plan = plan;
    for (int node = 0; node < plan.services().size(); node++) {
      nodes.put(plan.name(node), node);
    }
  }

  // ---- while it goes on ---------------------------------------------------------------------

  /**
   * The block of lines that is drawn again and again; nothing when nothing goes on.
   *
   * @param rows of the terminal: the block takes half of it, the rest is for what services say
   */
  public List<String> block(Passage passage, Moment now, Paper paper, int rows) {
    int most = Math.max(1, Math.max(rows / 2, Math.min(rows - 1, ROWS_MIN)));
    return switch (passage.phase()) {
      case Passage.Phase.Beginning _, Passage.Phase.Kept _ -> List.of();
      case Passage.Phase.Starting(Moment since, _, List<String> names) -> {
        List<String> all = withWhatTheyStart(names);
        yield new Block(passage, all, now, paper).lines("starting", since, all, most);
      }
      case Passage.Phase.Stopping(Moment since, _, boolean canHurry, List<String> names) -> {
        List<String> going = new ArrayList<>();
        for (int node = 0; node < plan.services().size(); node++) {
          Stage stage = stage(passage, plan.name(node));
          if (stage == Stage.STOPPING || stage == Stage.FINISHING) {
            going.add(plan.name(node));
          }
        }
        int rest = canHurry ? Math.max(1, most - 1) : most;
        Block block = new Block(passage, names, now, paper);
        List<String> lines = block.lines("stopping", since, going, rest);
        if (rest < most) {
          lines.add(block.quiet(HURRY));
        }
        yield lines;
      }
    };
  }

  /** What was asked for and all that comes along with it, in the order of the set. */
  private List<String> withWhatTheyStart(List<String> names) {
    BitSet asked = new BitSet();
    List<String> all = new ArrayList<>();
    for (String name : names) {
      Integer node = nodes.get(name);
      if (node == null) {
        all.add(name); // of a plan that came later
      } else {
        asked.set(node);
      }
    }
    plan.withWhatTheyStart(asked).stream().forEach(node -> all.add(plan.name(node)));
    return all;
  }

  private static Stage stage(Passage passage, String name) {
    Passage.Seen seen = passage.seen(name);
    return seen == null ? Stage.DOWN : seen.stage();
  }

  /** One drawing. */
  private final class Block {
    private final Passage passage;
    private final List<String> all;
    private final Moment now;
    private final Paper paper;

    Block(Passage passage, List<String> all, Moment now, Paper paper) {
      this.passage = passage;
      this.all = all;
      this.now = now;
      this.paper = paper;
    }

    /** A line that counts, then a table of those that matter most, in the order of the set. */
    List<String> lines(String doing, Moment since, List<String> shown, int most) {
      List<String> lines = new ArrayList<>();
      String count = GraphPicture.count(all.size(), "service");
      String time = Times.counting(Times.since(since, now));
      String head = doing + " " + count + ", " + time + ": " + counts(all);
      lines.add(paper.inked(Paper.Ink.STRONG, TextTable.cut(head, room())));
      List<String> chosen = chosen(shown, most - 1);
      TextTable table = new TextTable("llrl");
      for (String name : chosen) {
        row(table, name);
      }
      for (int i = 0; i < chosen.size(); i++) {
        Paper.Ink ink = StatusView.ink(stage(passage, chosen.get(i)));
        String line = TextTable.cut(table.line(i, room()), room());
        lines.add(ink == Paper.Ink.BUSY ? line : paper.inked(ink, line));
      }
      List<String> rest = without(shown, chosen);
      if (!rest.isEmpty() && lines.size() < most) {
        lines.add(quiet("and " + rest.size() + " more: " + counts(rest)));
      }
      return lines;
    }

    String quiet(String text) {
      return paper.inked(Paper.Ink.QUIET, TextTable.cut("  ".concat(text), room()));
    }

    /** The last place of a line stays free: what is there makes some terminals begin another. */
    private int room() {
      return paper.width() - 1;
    }

    private void row(TextTable table, String name) {
      Passage.Seen seen = passage.seen(name);
      String first = TextTable.cut("  ".concat(name), Math.max(NAME_MIN, room() - REST));
      if (seen == null) {
        table.row(first, "", "", "");
        return;
      }
      String stage = seen.stage().word();
      String time = time(seen);
      table.row(
          first, stage + gap(stage, STAGE_WIDTH), gap(time, TIME_WIDTH) + time, why(name, seen));
    }

    private static String gap(String text, int width) {
      return " ".repeat(Math.max(0, width - text.length()));
    }

    /** How long it has been so; of one that is up, how long that took. */
    private String time(Passage.Seen seen) {
      Moment begun = seen.begun();
      return seen.stage() == Stage.UP && begun != null
          ? Times.span(Times.since(begun, seen.since()))
          : Times.counting(Times.since(seen.since(), now));
    }

    private String why(String name, Passage.Seen seen) {
      TraceRecord.Changed last = seen.last();
      String reason = StatusView.reason(last, now);
      return switch (seen.stage()) {
        case WAITING -> reason.isEmpty() ? waitsFor(name) : reason;
        case STOPPING, FINISHING -> goes(last, reason);
        case DOWN, STARTING, UP, BACKOFF, FAILED -> reason;
      };
    }

    /** Who is waited for, and until when. */
    private String goes(TraceRecord.Changed last, String reason) {
      if (last.pid() == 0) {
        return reason;
      }
      String end = StatusView.nextAt(last) == Moment.NEVER ? "no time limit" : "";
      return joined(joined(reason, end), "pid " + last.pid());
    }

    private String waitsFor(String name) {
      Integer node = nodes.get(name);
      if (node == null) {
        return "";
      }
      List<String> others = new ArrayList<>();
      for (int i = 0; i < plan.graph().inDegree(node); i++) {
        int edge = plan.graph().inEdge(node, i);
        String other = plan.name(plan.graph().from(edge));
        if (isAwaited(plan.edges().get(edge).kind(), stage(passage, other))) {
          others.add(other);
        }
      }
      return others.isEmpty() ? "" : "for ".concat(named(others));
    }

    private boolean isAwaited(Dependency.Kind kind, Stage stage) {
      return switch (stage) {
        case WAITING, STARTING, BACKOFF -> true;
        case FAILED, STOPPING, FINISHING -> kind == Dependency.Kind.NEEDS;
        case UP, DOWN -> false;
      };
    }

    /** As many as there is room for: first what is wrong, then what takes longest. */
    private List<String> chosen(List<String> shown, int most) {
      if (shown.size() <= most) {
        return shown;
      }
      List<String> sorted = new ArrayList<>(shown);
      sorted.sort(
          Comparator.comparingInt((String name) -> weight(stage(passage, name)))
              .thenComparingLong(this::age));
      Set<String> first = new HashSet<>(sorted.subList(0, Math.max(0, most - 1)));
      return shown.stream().filter(first::contains).toList();
    }

    /** Who has been at it longest comes first, but who came up last. */
    private long age(String name) {
      Passage.Seen seen = passage.seen(name);
      long since = seen == null ? 0 : seen.since().nanos();
      return stage(passage, name) == Stage.UP ? -since : since;
    }

    /** What is wrong comes first: a narrow terminal cuts the rest. */
    private String counts(List<String> names) {
      int[] counts = new int[Stage.values().length];
      names.forEach(name -> counts[stage(passage, name).ordinal()]++);
      return Arrays.stream(Stage.values())
          .filter(stage -> counts[stage.ordinal()] > 0)
          .sorted(Comparator.comparingInt(LiveView::weight))
          .map(stage -> counts[stage.ordinal()] + " " + stage.word())
          .collect(joining(", "));
    }
  }

  private static int weight(Stage stage) {
    return switch (stage) {
      case FAILED -> 0;
      case BACKOFF -> 1;
      case STARTING, STOPPING, FINISHING -> 2;
      case WAITING -> 3;
      case UP -> 4;
      case DOWN -> 5;
    };
  }

  private static List<String> without(List<String> names, List<String> some) {
    Set<String> left = new HashSet<>(some);
    return names.stream().filter(name -> !left.contains(name)).toList();
  }

  private static String named(List<String> names) {
    String first =
        TextTable.shown(String.join(", ", names.subList(0, Math.min(NAMED_MAX, names.size()))));
    int more = names.size() - NAMED_MAX;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private static String joined(String one, String two) {
    return one.isEmpty() || two.isEmpty() ? one.concat(two) : one + "; " + two;
  }

  // ---- when it is over ----------------------------------------------------------------------

  /** The lines that stay: how long a passage took, and what did not come of it. */
  public List<String> summary(Passage passage, Passage.Phase over, Moment at, Paper paper) {
    return switch (over) {
      case Passage.Phase.Beginning _, Passage.Phase.Kept _ -> List.of();
      case Passage.Phase.Starting(Moment since, _, List<String> names) ->
          started(passage, withWhatTheyStart(names), Times.span(Times.since(since, at)), paper);
      case Passage.Phase.Stopping(Moment since, _, _, List<String> names) ->
          List.of(
              GraphPicture.count(names.size(), "service")
                  + " down in "
                  + Times.span(Times.since(since, at)));
    };
  }

  private static List<String> started(
      Passage passage, List<String> names, String time, Paper paper) {
    List<String> failed = names.stream().filter(name -> stage(passage, name) != Stage.UP).toList();
    if (failed.isEmpty()) {
      String up = GraphPicture.count(names.size(), "service") + " up in " + time;
      return List.of(paper.inked(Paper.Ink.GOOD, up));
    }
    List<String> lines = new ArrayList<>();
    int up = names.size() - failed.size();
    lines.add(up + " of " + GraphPicture.count(names.size(), "service") + " up after " + time);
    List<String> causes = failed.stream().filter(name -> wasTried(passage, name)).toList();
    for (String name : causes.subList(0, Math.min(CAUSES_MAX, causes.size()))) {
      lines.add("  ".concat(failure(passage, name)));
    }
    if (causes.size() > CAUSES_MAX) {
      lines.add("  and " + (causes.size() - CAUSES_MAX) + " more; muster status has them all");
    }
    List<String> others = without(failed, causes);
    if (!others.isEmpty()) {
      lines.add("  not started: ".concat(named(others)));
    }
    return lines.stream().map(line -> paper.inked(Paper.Ink.BAD, line)).toList();
  }

  private static boolean wasTried(Passage passage, String name) {
    Passage.Seen seen = passage.seen(name);
    return seen != null && seen.begun() != null;
  }

  private static String failure(Passage passage, String name) {
    Passage.Seen seen = passage.seen(name);
    Stage stage = stage(passage, name);
    String how =
        switch (stage) {
          case FAILED -> " failed";
          case BACKOFF -> " is in backoff";
          case DOWN, WAITING, STARTING, UP, STOPPING, FINISHING -> " is ".concat(stage.word());
        };
    String what = TextTable.shown(name).concat(how);
    String reason = seen == null ? "" : TextTable.shown(StatusView.reason(seen.last()));
    return reason.isEmpty() ? what : what + ": " + reason;
  }
}
