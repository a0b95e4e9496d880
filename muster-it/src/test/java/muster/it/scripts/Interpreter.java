package muster.it.scripts;

import java.nio.file.Path;
import java.util.List;
import muster.sources.script.Script;

/** What runs scripts. */
enum Interpreter {
  MAKE("make", 2),
  DASH("dash", 1),
  BUSYBOX("busybox", 1),
  EXECLINE("execline", 1);

  /** Debian's package. */
  final String debian;

  /** The exit code when not all services are up. */
  final int failed;

  Interpreter(String debian, int failed) {
    this.debian = debian;
    this.failed = failed;
  }

  /** What starts a plan's services here. */
  String text(Script script) {
    return switch (this) {
      case MAKE -> script.makefile();
      case DASH, BUSYBOX -> script.shell();
      case EXECLINE -> script.execline();
    };
  }

  List<String> command(Path file) {
    String name = file.toString();
    return switch (this) {
      case MAKE -> List.of("make", "-j", "-f", name);
      case DASH -> List.of("dash", name);
      case BUSYBOX -> List.of("busybox", "sh", name);
      case EXECLINE -> List.of("execlineb", "-P", name);
    };
  }

  /** As what a death by a signal is reported. */
  int killed(int signal) {
    return (this == EXECLINE ? 256 : 128) + signal;
  }
}
