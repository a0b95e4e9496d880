package muster.it.scripts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import muster.sources.script.Script;

/** What runs scripts. */
enum Interpreter {
  MAKE("make", 2, "make", "-j", "-f"),
  DASH("dash", 1, "dash"),
  BUSYBOX("busybox", 1, "busybox", "sh"),
  EXECLINE("execline", 1, "execlineb", "-P");

  /** Debian's package. */
  final String debian;

  /** The exit code when not all services are up. */
  final int failed;

  private final List<String> command;

  Interpreter(String debian, int failed, String... command) {
    this.debian = debian;
    this.failed = failed;
    this.command = List.of(command);
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
    List<String> words = new ArrayList<>(command);
    words.add(file.toString());
    return words;
  }

  /** As what a death by a signal is reported. */
  int killed(int signal) {
    return (this == EXECLINE ? 256 : 128) + signal;
  }
}
