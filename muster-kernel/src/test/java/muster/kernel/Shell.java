package muster.kernel;

import java.util.List;
import muster.kernel.contract.Behaviour;

/** The behaviours as real programs. */
final class Shell {
  // A glob opens the directory that it lists; what is gone afterwards was that.
  private static final String DESCRIBE =
      """
      for argument; do printf 'argument %s\\n' "$argument"; done
      tr '\\0' '\\n' </proc/$$/environ | sed 's/^/variable /'
      printf 'directory %s\\n' "$(readlink /proc/$$/cwd)"
      read -r stat </proc/$$/stat
      set -- ${stat##*) }
      if [ "$4" = $$ ]; then echo leader; fi
      for fd in /proc/$$/fd/*; do
        if [ -h "$fd" ]; then echo "descriptor ${fd##*/}"; fi
      done
      """;

  private Shell() {}

  static List<String> program(Behaviour behaviour) {
    return switch (behaviour) {
      case Behaviour.Exit exit -> script("exit " + exit.code());
      case Behaviour.Die die -> script("kill -" + die.signal() + " $$; exec sleep 300");
      case Behaviour.Sleep _ -> List.of("/bin/sleep", "300");
      case Behaviour.IgnoreTerm _ -> script("trap '' TERM; echo ready; exec sleep 300");
      case Behaviour.Write write ->
          List.of("/bin/sh", "-c", "printf %s \"$0\" >&" + write.fd(), write.text());
      case Behaviour.Copy _ -> List.of("/bin/cat");
      case Behaviour.Describe _ -> script(DESCRIBE);
    };
  }

  static List<String> script(String text) {
    return List.of("/bin/sh", "-c", text, "behaviour");
  }
}
