package muster.sources.script;

/** What scripts for /bin/sh and the recipes for make have in common. */
final class ShellFunctions {
  /** Each runs in a subshell of its own, in which {@code name} is the service's. */
  static final String START =
      """
      say() { printf 'muster: cannot start %s: %s\\n' "$name" "$1" >&2; }
      run() { if [ -n "${MUSTER_START-}" ]; then exec $MUSTER_START "$name"; fi; "$@"; }
      oneshot() { cd "$1" && shift && exec "$@"; }
      longrun() { exec s6-svc "-uw$1" -T "$2" "${MUSTER_SCANDIR:-/run/service}/$name"; }
      milestone() { printf '%s\\n' "$name"; }
      """;

  private ShellFunctions() {}

  /** The longrun's arguments: what to wait for, and how many milliseconds. */
  static String longrun(Start.Supervised supervised) {
    return "longrun " + (supervised.ready() ? "U " : "u ") + supervised.millis();
  }
}
