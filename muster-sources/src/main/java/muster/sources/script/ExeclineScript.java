package muster.sources.script;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * For execlineb, of execline 2.9 or later.
 *
 * <p>A process of execline can wait for its own children only. So what waits for a service reads a
 * FIFO that its process, and nothing else, has open for writing: it ends when that process does,
 * however it ends. The script opens it before it goes on to those that wait for it. What is not up
 * has a file.
 */
final class ExeclineScript {
  private final Steps steps;
  private final Sync sync;
  private final ExeclineWords words;

  private ExeclineScript(Steps steps, Sync sync) {
    this.steps = steps;
    this.sync = sync;
    this.words = ExeclineWords.of(data(steps));
  }

  static String of(Steps steps, Sync sync, List<String> madeBy) {
    return new ExeclineScript(steps, sync).text(madeBy);
  }

  /** All that comes from the sources. */
  private static List<String> data(Steps steps) {
    List<String> data = new ArrayList<>();
    for (Step step : steps.all()) {
      data.add(step.name());
      if (step.start() instanceof Start.Run(String directory, List<String> program)) {
        data.add(directory);
        data.addAll(program);
      }
    }
    return data;
  }

  private String text(List<String> madeBy) {
    StringBuilder text = new StringBuilder("#!/usr/bin/execlineb -P\n");
    String more =
        """
          TMPDIR          where it keeps a directory while it runs; default /tmp
        Exit code: 0 if all are up, 1 if not. A service that is killed by signal N has 256 + N.
        """;
    text.append(Header.of(steps, sync, madeBy, "execlineb -P FILE", more));
    text.append(words.script(TOP));
    text.append(files("touch", step -> words.script("${STATE}/down/") + step.number()));
    switch (sync) {
      case PRECISE -> precisely(text);
      case RANKS -> byRanks(text);
    }
    return text.append(words.script(END)).toString();
  }

  private static final String TOP =
      """

      importas -D /run/service SCANDIR MUSTER_SCANDIR
      importas -D "" OTHER MUSTER_START
      importas -sCD "" START MUSTER_START

      # In ${STATE}/down is a file for each service that is not up.
      backtick -E STATE { mktemp -d }
      if { mkdir ${STATE}/down }
      """;

  private static final String END =
      """
      ifelse { redirfd -w 2 /dev/null rmdir ${STATE}/down } { rm -r ${STATE} }
      foreground { rm -r ${STATE} }
      exit 1
      """;

  private String files(String program, Function<Step, String> file) {
    List<Step> all = steps.all();
    return all.isEmpty()
        ? ""
        : all.stream().map(file).collect(joining(" ", "if { " + program + " ", " }\n"));
  }

  private void precisely(StringBuilder text) {
    text.append("# A service has the FIFO of its number open until it is done.\n");
    text.append(files("mkfifo", step -> words.script("${STATE}/") + step.number())).append('\n');
    for (Step step : steps.all()) {
      text.append(Comment.of(step, sync));
      text.append(words.script("redirfd -u 3 ${STATE}/")).append(step.number()).append('\n');
      block(text, step);
    }
    text.append("fdclose 3\nwait { }\n");
  }

  private void byRanks(StringBuilder text) {
    for (int rank = 0; rank < steps.ranks().size(); rank++) {
      text.append('\n').append(Comment.rule("rank " + (rank + 1)));
      for (Step step : steps.ranks().get(rank)) {
        text.append(Comment.of(step, sync));
        block(text, step);
      }
      text.append("wait { }\n");
    }
  }

  private void block(StringBuilder text, Step step) {
    String name = ExeclineWords.word(step.name());
    text.append("background {\n");
    if (sync == Sync.PRECISE) {
      for (Step before : step.after()) {
        text.append(
            words.script("  if { redirfd -rnb 0 ${STATE}/%d cat }\n").formatted(before.number()));
      }
    }
    for (Step need : step.needs()) {
      text.append(words.script("  ifelse { test -e ${STATE}/down/")).append(need.number());
      text.append(" } {\n").append(SAY).append("it needs %s\\n\" ").append(name).append(' ');
      text.append(ExeclineWords.word(need.name())).append("\n  }\n");
    }
    text.append("  foreground {\n");
    if (sync == Sync.PRECISE) {
      text.append("    fdclose 3\n");
    }
    text.append(words.script("    case -s -- $OTHER { \"\" { ")).append(start(step));
    text.append(words.script(" } }\n    $START ")).append(name).append("\n  }\n");
    text.append(words.script(OUTCOME).formatted(step.number()));
    text.append(SAY, 2, SAY.length()).append("exit code %s\\n\" ").append(name);
    text.append(words.script(" $CODE\n}\n\n"));
  }

  private static final String SAY = "    fdmove -c 1 2 printf \"muster: cannot start %s: ";

  private static final String OUTCOME =
      """
        importas CODE ?
        case -s -- $CODE { 0 { rm ${STATE}/down/%d } }
      """;

  private String start(Step step) {
    return switch (step.start()) {
      case Start.Run(String directory, List<String> program) ->
          (directory.equals(".") ? "" : "cd " + ExeclineWords.word(directory) + " ")
              + program.stream().map(ExeclineWords::word).collect(joining(" "));
      case Start.Supervised(boolean ready, long millis) ->
          "s6-svc -uw%s -T %d %s"
              .formatted(
                  ready ? "U" : "u",
                  millis,
                  words.script("${SCANDIR}/") + ExeclineWords.word(step.name()));
      case Start.Nothing _ -> "printf \"%s\\n\" " + ExeclineWords.word(step.name());
    };
  }
}
