package muster.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a definition stands for. */
public sealed interface Work {
  /** What it is called. */
  default String kind() {
    return switch (this) {
      case Longrun _ -> "longrun";
      case Oneshot _ -> "oneshot";
      case Bundle _ -> "bundle";
      case Milestone _ -> "milestone";
    };
  }

  /** All that it executes at some time. */
  default List<Program> programs() {
    return switch (this) {
      case Longrun longrun -> {
        Program test =
            longrun.readiness instanceof Readiness.Exec(Program command) ? command : null;
        yield present(longrun.run, longrun.finish, longrun.stop.command(), test);
      }
      case Oneshot oneshot -> present(oneshot.up, oneshot.down);
      case Bundle _, Milestone _ -> List.of();
    };
  }

  private static List<Program> present(@Nullable Program... programs) {
    List<Program> present = new ArrayList<>();
    for (Program program : programs) {
      if (program != null) {
        present.add(program);
      }
    }
    return present;
  }

  /**
   * A process that stays.
   *
   * @param finish run after each end
   * @param finishMillis the most that finish may take; 0 is no limit
   */
  record Longrun(
      Program run,
      @Nullable Program finish,
      long finishMillis,
      Readiness readiness,
      Restart restart,
      Stop stop)
      implements Work {}

  /**
   * Something that is done once and is up when it succeeded. Without a program there is nothing to
   * do, which succeeds.
   */
  record Oneshot(@Nullable Program up, @Nullable Program down, Retry retry) implements Work {
    /** One that is tried once. */
    public Oneshot(@Nullable Program up, @Nullable Program down) {
      this(up, down, Retry.NEVER);
    }
  }

  /** A name for several others, which may be bundles. */
  record Bundle(List<Member> contents) implements Work {
    /** Copies the contents. */
    public Bundle {
      contents = List.copyOf(contents);
    }
  }

  /** A point in the order: nothing is done. */
  record Milestone() implements Work {}

  /** A name in a bundle, and where it stands. */
  record Member(String name, Position at) {}
}
