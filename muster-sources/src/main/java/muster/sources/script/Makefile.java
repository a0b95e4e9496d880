package muster.sources.script;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;

/**
 * For GNU make, 3.82 or later. Targets are numbers, and names are in recipes only, where a dollar
 * is all that make sees in them; a line of a name or a program is a line of a recipe, since make
 * takes blanks and some characters away from the beginnings of lines, even in quotes.
 *
 * <p>No recipe fails: make would not make anything that is after it, while here only what needs it
 * is not started. What is not up leaves a file.
 */
final class Makefile {
  private static final String TOP =
      """

      # A directory with a file for each service that is not up; none with make -n, which only shows.
      down := $(if $(findstring n,$(firstword -$(MAKEFLAGS))),DIRECTORY,$(shell mktemp -d))
      $(if $(down),,$(error cannot make a directory: say in TMPDIR where one can be made))
      down := '$(subst ','\\'',$(down))'

      MAKEFLAGS += --keep-going --no-builtin-rules
      .ONESHELL:

      """;

  private static final String ALL =
      """
      \t@if ! rmdir $(down) 2>/dev/null; then rm -r $(down); exit 1; fi

      # What every recipe begins with.
      define functions
      set -f
      nl=$$(printf '\\n.') nl=$${nl%.}
      """;

  private static final String RECIPES =
      """
      give_up() { say "$$1"; : >$(down)/$@; exit; }
      needs() { if [ -e $(down)/$$1 ]; then give_up "it needs $$2"; fi; }
      start() { (run "$$@") || give_up "exit code $$?"; }
      endef

      """;

  private Makefile() {}

  static String of(Steps steps, Sync sync, List<String> madeBy) {
    List<Step> all = steps.all();
    StringBuilder text = new StringBuilder();
    String more =
        """
          TMPDIR          where it keeps a directory while it runs; default /tmp
        Exit code: 0 if all are up, 2 if not.
        """;
    text.append(Header.of(steps, sync, madeBy, "make -j -f FILE", more)).append(TOP);
    phony(text, ".PHONY: all", all);
    phony(text, "all:", all);
    text.append(ALL).append(dollars(ShellFunctions.START)).append(RECIPES);
    for (int rank = 0; rank < steps.ranks().size(); rank++) {
      if (sync == Sync.RANKS) {
        text.append(Comment.rule("rank " + (rank + 1)));
        phony(text, barrier(rank) + ":", steps.ranks().get(rank));
        text.append(".PHONY: ").append(barrier(rank)).append("\n\n");
      }
      for (Step step : steps.ranks().get(rank)) {
        text.append(Comment.of(step, sync)).append(step.number()).append(':');
        switch (sync) {
          case PRECISE -> step.after().forEach(before -> text.append(' ').append(before.number()));
          case RANKS -> text.append(rank == 0 ? "" : " " + barrier(rank - 1));
        }
        text.append(recipe(step)).append('\n');
      }
    }
    return text.toString();
  }

  private static void phony(StringBuilder text, String rule, List<Step> steps) {
    text.append(rule);
    steps.forEach(step -> text.append(' ').append(step.number()));
    text.append('\n');
  }

  private static String barrier(int rank) {
    return "rank-" + (rank + 1);
  }

  private static String recipe(Step step) {
    StringBuilder text = new StringBuilder("\n\t@$(functions)\n");
    text.append("\tname=").append(word(step.name())).append('\n');
    for (Step need : step.needs()) {
      text.append("\tneeds ").append(need.number()).append(' ').append(word(need.name()));
      text.append('\n');
    }
    text.append("\tstart ");
    switch (step.start()) {
      case Start.Run(String directory, List<String> words) -> {
        text.append("oneshot ").append(word(directory));
        words.forEach(word -> text.append(' ').append(word(word)));
      }
      case Start.Supervised supervised -> text.append(ShellFunctions.longrun(supervised));
      case Start.Nothing _ -> text.append("milestone");
    }
    return text.append('\n').toString();
  }

  /**
   * A word for the shell, in a recipe. Where $$( or $${ is, make would believe that a reference
   * begins, and take away the ends of the lines up to its parenthesis: nothing in quotes parts
   * them.
   */
  private static String word(String word) {
    if (word.indexOf('\n') < 0) {
      return recipe(Shell.word(word));
    }
    return Arrays.stream(word.split("\n", -1))
        .map(line -> recipe(Shell.quoted(line)))
        .collect(joining("\"$$nl\"\\\n\t"));
  }

  private static String recipe(String quoted) {
    return dollars(quoted.replace("$(", "$''(").replace("${", "$''{"));
  }

  private static String dollars(String shell) {
    return shell.replace("$", "$$");
  }
}
