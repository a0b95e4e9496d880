package muster.cli;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * {@code muster completion}: a script for a shell, made from the commands' data. The names of
 * services are asked of the muster that is typed, with the runtime directory that is typed.
 */
final class CompletionScripts {
  private CompletionScripts() {}

  static String of(String shell) throws Failure {
    return switch (shell) {
      case "bash" -> bash();
      case "zsh" -> zsh();
      case "fish" -> fish();
      default ->
          throw new Failure(
              Main.USAGE,
              "complete in " + shell,
              "there are scripts only for " + String.join(", ", Completion.SHELLS));
    };
  }

  private static String commands() {
    return Command.ALL.stream().map(Command::name).collect(joining(" "));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  // ---- bash ---------------------------------------------------------------------------------

  private static final String BASH =
      """
      # shellcheck shell=bash
      # Completion of muster for bash. In ~/.bashrc: source <(muster completion bash)

      _muster_words() { mapfile -t COMPREPLY < <(compgen -W "$*" -- "$cur"); }

      _muster_files() {
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
      }

      _muster_services() {
        local i name run=()
        for ((i = 2; i < COMP_CWORD - 1; i++)); do
          if [[ ${COMP_WORDS[i]} == --run ]]; then
            if [[ ${COMP_WORDS[i + 1]} == = ]]; then ((i++)); fi
            run=(--run "${COMP_WORDS[i + 1]/#\\~/$HOME}")
          fi
        done
        while IFS= read -r name; do
          if [[ $name == "$cur"* ]]; then COMPREPLY+=("$(printf %q "$name")"); fi
        done < <("${COMP_WORDS[0]/#\\~/$HOME}" status --names "${run[@]}" 2>/dev/null)
      }

      _muster() {
        local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
        COMPREPLY=()
        if [[ $cur == = ]]; then # bash makes three words of --to=svg
          cur=
        elif [[ $prev == = ]]; then
          prev=${COMP_WORDS[COMP_CWORD - 2]}
        fi
        if ((COMP_CWORD == 1)); then
          _muster_words %s --help --version
          return
        fi
        case ${COMP_WORDS[1]} in
      """;

  private static String bash() {
    StringBuilder text = new StringBuilder(BASH.replace("%s", commands()));
    for (Command command : Command.ALL) {
      text.append("    ").append(command.name()).append(")\n      case $prev in\n");
      for (Command.Option option : command.options()) {
        if (option.takesValue()) {
          text.append("        %s) %s; return ;;\n".formatted(option.name(), bash(option)));
        }
      }
      text.append("      esac\n      if [[ $cur == -* ]]; then _muster_words ");
      text.append(
          Completion.options(command).stream().map(Command.Option::name).collect(joining(" ")));
      text.append("; else ").append(bash(Completion.of(command))).append("; fi\n      ;;\n");
    }
    return text.append("  esac\n}\n\ncomplete -F _muster muster\n").toString();
  }

  private static String bash(Command.Option option) {
    return bash(Completion.of(option));
  }

  private static String bash(Completion completion) {
    return switch (completion) {
      case Completion.Files _ -> "_muster_files -f";
      case Completion.Directories _ -> "_muster_files -d";
      case Completion.Services _ -> "_muster_services";
      case Completion.Words(List<String> words) -> "_muster_words " + String.join(" ", words);
      case Completion.Unknown _ -> ":";
    };
  }

  // ---- zsh ----------------------------------------------------------------------------------

  private static final String ZSH =
      """
      #compdef muster
      # Completion of muster for zsh: as _muster in a directory of fpath, or in ~/.zshrc after compinit:
      # source <(muster completion zsh)

      _muster_services() {
        local -a names run
        local -i i=$words[(I)--run]
        if ((i > 0)); then run=(--run ${~words[i + 1]}); fi
        if ((i = $words[(I)--run=*])); then run=(--run ${~words[i]#--run=}); fi
        names=(${(f)"$(${~program} status --names $run 2>/dev/null)"})
        compadd -a names
      }

      _muster() {
        local program=$words[1]
        if ((CURRENT == 2)); then
          local -a commands=(
      """;

  private static String zsh() {
    StringBuilder text = new StringBuilder(ZSH);
    for (Command command : Command.ALL) {
      text.append("      ").append(quoted(command.name() + ":" + command.summary())).append('\n');
    }
    text.append(
        """
            )
            _describe command commands
            compadd -- --help --version
            return
          fi
          shift words
          ((CURRENT--))
          case $words[1] in
        """);
    for (Command command : Command.ALL) {
      text.append("    ").append(command.name()).append(")\n      _arguments");
      for (Command.Option option : Completion.options(command)) {
        text.append(" \\\n        ").append(quoted(zsh(option)));
      }
      String operands = zsh("operand", Completion.of(command));
      if (command.operandsMax() > 0) {
        text.append(" \\\n        ").append(quoted("*" + operands));
      }
      text.append("\n      ;;\n");
    }
    return text.append(
            """
              esac
            }

            if [[ $funcstack[1] == _muster ]]; then _muster "$@"; else compdef _muster muster; fi
            """)
        .toString();
  }

  private static String zsh(Command.Option option) {
    String text = option.summary().replaceAll("([\\[\\]:\\\\])", "\\\\$1");
    boolean isLong = option.name().startsWith("--");
    return "*%s%s[%s]%s"
        .formatted(
            option.name(),
            option.takesValue() && isLong ? "=" : "",
            text,
            option.takesValue() ? zsh(option.value(), Completion.of(option)) : "");
  }

  private static String zsh(String name, Completion completion) {
    return ":"
        + name
        + ":"
        + switch (completion) {
          case Completion.Files _ -> "_files";
          case Completion.Directories _ -> "_files -/";
          case Completion.Services _ -> "_muster_services";
          case Completion.Words(List<String> words) -> "(" + String.join(" ", words) + ")";
          case Completion.Unknown _ -> "";
        };
  }

  // ---- fish ---------------------------------------------------------------------------------

  private static final String FISH =
      """
      # Completion of muster for fish: as ~/.config/fish/completions/muster.fish

      function __muster_begins
          test (count (commandline -opc)) -eq 1
      end

      function __muster_is
          set -l words (commandline -opc)
          test (count $words) -gt 1; and test $words[2] = $argv[1]
      end

      function __muster_services
          set -l words (commandline -opc)
          set -l run
          for i in (seq 2 (count $words))
              if test $words[$i] = --run; and set -q words[(math $i + 1)]
                  set run --run $words[(math $i + 1)]
              else if string match -q -- '--run=*' $words[$i]
                  set run $words[$i]
              end
          end
          $words[1] status --names $run 2>/dev/null
      end

      complete -c muster -f
      complete -c muster -n __muster_begins -l help -d 'show help'
      complete -c muster -n __muster_begins -l version -d 'show the version'
      """;

  private static String fish() {
    StringBuilder text = new StringBuilder(FISH);
    for (Command command : Command.ALL) {
      String name = command.name();
      text.append("\ncomplete -c muster -n __muster_begins -a %s -d ".formatted(name));
      text.append(fishQuoted(command.summary())).append('\n');
      String where = "complete -c muster -n '__muster_is %s'".formatted(name);
      for (Command.Option option : Completion.options(command)) {
        String spelling = option.name().replaceFirst("^--", "-l ").replaceFirst("^-(.)$", "-s $1");
        text.append(where).append(' ').append(spelling);
        text.append(option.takesValue() ? " -r" + fish(Completion.of(option)) : "");
        text.append(" -d ").append(fishQuoted(option.summary())).append('\n');
      }
      String operands = fish(Completion.of(command));
      if (!operands.isEmpty()) {
        text.append(where).append(operands).append('\n');
      }
    }
    return text.toString();
  }

  private static String fish(Completion completion) {
    return switch (completion) {
      case Completion.Files _ -> " -F";
      case Completion.Directories _ -> " -f -a '(__fish_complete_directories)'";
      case Completion.Services _ -> " -f -a '(__muster_services)'";
      case Completion.Words(List<String> words) -> " -f -a '" + String.join(" ", words) + "'";
      case Completion.Unknown _ -> "";
    };
  }

  /** In single quotes, fish knows a backslash before a quote and before itself. */
  private static String fishQuoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
