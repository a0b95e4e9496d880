package muster.sources.script;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** For /bin/sh: what POSIX says, and what dash and busybox do. */
final class ShellScript {
  private static final String LINT =
      """

      # Variables and functions with a number are used through eval, and lists are words.
      # shellcheck disable=SC2034,SC2086,SC2154,SC2317
      set -fu

      """;

  private static final String BY_RANKS =
      """
      # begin N: starts a service in the background, unless it needs one that is not up.
      begin() {
        eval "name=\\$name_$1 needs=\\$needs_$1 pid_$1="
        for need in $needs; do
          eval "state=\\$state_$need other=\\$name_$need"
          if [ "$state" = down ]; then
            say "it needs $other"
            return
          fi
        done
        run "start_$1" &
        eval "pid_$1=$!"
      }

      # end N: waits until it is up or is not.
      end() {
        eval "name=\\$name_$1 pid=\\$pid_$1 state_$1=down"
        [ -n "$pid" ] || return
        code=0
        wait "$pid" || code=$?
        if [ $code = 0 ]; then eval "state_$1=up"; else say "exit code $code"; fi
      }

      # rank N...: starts these, and waits for all of them.
      rank() {
        for n; do begin "$n"; done
        for n; do
          end "$n"
          eval "state=\\$state_$n"
          if [ "$state" = down ]; then result=1; fi
        done
      }

      result=0
      """;

  private static final String PRECISELY =
      """
      # This shell alone knows who waits for whom. Of service N: state_N is waiting, running, up or down;
      # left_N is how many it still waits for; later_N lists those that wait for it. What runs in the
      # background writes its number and its exit code into a FIFO when it is done.

      # begin N: starts a service in the background, unless it needs one that is not up.
      begin() {
        eval "name=\\$name_$1 needs=\\$needs_$1"
        for need in $needs; do
          eval "state=\\$state_$need other=\\$name_$need"
          if [ "$state" = down ]; then
            say "it needs $other"
            settle "$1" down
            return
          fi
        done
        eval "state_$1=running"
        running=$((running + 1))
        exec 4>"$directory/done"
        { (run "start_$1") 3<&- 4>&-; echo "$1 $?" >&4; } 3<&- &
        exec 4>&-
      }

      # end N CODE: what has run is done.
      end() {
        running=$((running - 1))
        if [ "$2" = 0 ]; then
          settle "$1" up
        else
          eval "name=\\$name_$1"
          say "exit code $2"
          settle "$1" down
        fi
      }

      # settle N STATE: those that waited for it alone are ready to begin.
      settle() {
        eval "state_$1=$2 later=\\$later_$1"
        if [ "$2" = down ]; then result=1; fi
        for n in $later; do
          eval "left_$n=\\$((left_$n - 1)); left=\\$left_$n"
          if [ "$left" = 0 ]; then ready="$ready $n"; fi
        done
      }

      # await: the next one that is done. The FIFO ends when nothing runs that could still write into
      # it: then what seemed to run was killed, and 137 is the code of that.
      await() {
        if read -r n code <&3; then
          end "$n" "$code"
        else
          for lost in $all; do
            eval "state=\\$state_$lost"
            if [ "$state" = running ]; then end "$lost" 137; fi
          done
        fi
      }

      directory=$(mktemp -d) || exit 111
      trap 'rm -r "$directory"' EXIT
      trap 'exit 129' HUP
      trap 'exit 130' INT
      trap 'exit 143' TERM
      mkfifo "$directory/done" && exec 4<>"$directory/done" 3<"$directory/done" 4>&- || exit 111

      ready='' running=0 result=0
      for n in $all; do
        eval "state_$n=waiting left_$n=0 later_$n= after=\\$after_$n"
        for before in $after; do # its number is smaller
          eval "left_$n=\\$((left_$n + 1)) later_$before=\\"\\$later_$before $n\\""
        done
        if [ -z "$after" ]; then ready="$ready $n"; fi
      done
      while [ -n "$ready" ] || [ $running -gt 0 ]; do
        now=$ready ready=
        for first in $now; do begin "$first"; done
        if [ -z "$ready" ] && [ $running -gt 0 ]; then await; fi
      done
      exit $result
      """;

  private ShellScript() {}

  static String of(Steps steps, Sync sync, List<String> madeBy) {
    StringBuilder text = new StringBuilder("#!/bin/sh\n");
    String more =
        switch (sync) {
          case PRECISE -> "  TMPDIR          where it keeps a FIFO while it runs; default /tmp\n";
          case RANKS -> "";
        };
    String codes = "Exit code: 0 if all are up, 1 if not, 111 if it could not even begin.\n";
    text.append(Header.of(steps, sync, madeBy, "sh FILE", more + codes));
    text.append(LINT);
    steps.all().forEach(step -> text.append(block(step, sync)).append('\n'));
    text.append(Comment.rule("how it is done")).append(ShellFunctions.START).append('\n');
    switch (sync) {
      case PRECISE ->
          text.append("all='").append(numbers(steps.all())).append("'\n\n").append(PRECISELY);
      case RANKS -> {
        text.append(BY_RANKS);
        steps.ranks().forEach(rank -> text.append("rank ").append(numbers(rank)).append('\n'));
        text.append("exit $result\n");
      }
    }
    return text.toString();
  }

  private static String block(Step step, Sync sync) {
    String n = Integer.toString(step.number());
    StringBuilder text = new StringBuilder(Comment.of(step, sync));
    text.append("name_").append(n).append('=').append(Shell.word(step.name()));
    if (sync == Sync.PRECISE) {
      text.append(" after_").append(n).append("='").append(numbers(step.after())).append('\'');
    }
    text.append(" needs_").append(n).append("='").append(numbers(step.needs())).append("'\n");
    return text.append("start_%s() { %s; }\n".formatted(n, start(step.start()))).toString();
  }

  private static String start(Start start) {
    return switch (start) {
      case Start.Run(String directory, List<String> words) ->
          "oneshot " + Shell.word(directory) + " " + Shell.words(words);
      case Start.Supervised supervised -> ShellFunctions.longrun(supervised);
      case Start.Nothing _ -> "milestone";
    };
  }

  private static String numbers(List<Step> steps) {
    return steps.stream().map(step -> Integer.toString(step.number())).collect(joining(" "));
  }
}
