package muster.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import muster.plan.Cycles;
import muster.plan.PlanWriter;

/** {@code muster compile}: writes the checked plan file, whole or not at all. */
final class CompileCommand {

  private final Planning planning;
  private final Arguments arguments;

  CompileCommand(Planning planning, Arguments arguments) {
    this.planning = planning;
    this.arguments = arguments;
  }

  int run() throws Arguments.Unusable {
    String file = arguments.text(Command.OUT, "");
    if (file.isEmpty()) {
      throw new Arguments.Unusable("-o FILE is missing; try muster --help");
    }
    Planning.Loaded loaded = planning.load(arguments);
    Cycles.report(loaded.plan(), loaded.findings());
    planning.complain(loaded.findings());
    if (loaded.findings().failed()) {
      return Planning.FAILED;
    }
    try {
      write(file, PlanWriter.write(loaded.plan()));
      return 0;
    } catch (IOException | InvalidPathException e) {
      planning.err.println("muster: cannot write " + file + ": " + e);
      return Main.SYSTEM;
    }
  }

  /** Beside its place first, so that nobody ever reads half of it. */
  private static void write(String file, byte[] bytes) throws IOException {
    Path place = Path.of(file);
    Path beside = place.resolveSibling(place.getFileName() + ".new");
    try {
      Files.write(beside, bytes);
      Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
