package muster.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import muster.daemon.ManagedDaemon;
import muster.kernel.Errno;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.plan.Cycles;
import muster.plan.Definition;
import muster.plan.Plan;
import muster.plan.PlanWriter;

/**
 * {@code muster run}: reads and checks the sources, writes the plan, and becomes the keeper of a
 * daemon that brings it up. So the pid that was started lives to the end.
 */
final class RunCommand {
  /** Where the launcher tells that its image and itself are. */
  private static final String HOME = "muster.home";

  private static final String LAUNCHER = "muster.launcher";

  private final Kernel kernel;
  private final Planning planning;
  private final Arguments arguments;

  RunCommand(Kernel kernel, Planning planning, Arguments arguments) {
    this.kernel = kernel;
    this.planning = planning;
    this.arguments = arguments;
  }

  int run() throws Arguments.Unusable, Failure {
    Planning.Loaded loaded = planning.load(arguments);
    Cycles.report(loaded.plan(), loaded.findings());
    Plan plan = absolute(loaded.plan());
    if (!loaded.findings().failed()) {
      ManagedDaemon.check(kernel, plan, loaded.findings());
    }
    planning.complain(loaded.findings());
    if (loaded.findings().failed()) {
      return Planning.FAILED;
    }
    List<String> up = arguments.all(Command.UP);
    checkNames(plan, up);
    String run = absolute(RunDirectory.of(arguments).path());
    String log = absolute(RunDirectory.logs(arguments));
    refuseIfTaken(run);
    write(run, log, plan);
    return become(run, log, up);
  }

  private static void checkNames(Plan plan, List<String> up) throws Failure {
    List<String> known = new ArrayList<>();
    plan.services().forEach(service -> known.add(service.name()));
    plan.bundles().forEach(bundle -> known.add(bundle.definition().name()));
    for (String name : up) {
      if (!known.contains(name)) {
        throw new Failure(
            Main.UNKNOWN,
            "bring up " + name,
            "there is no such service or bundle" + muster.plan.Nearest.question(name, known));
      }
    }
  }

  // ---- paths --------------------------------------------------------------------------------

  private static String absolute(String path) {
    return Path.of(path).toAbsolutePath().normalize().toString();
  }

  /** The daemon has another working directory. */
  private static Plan absolute(Plan plan) {
    List<Definition> services = new ArrayList<>();
    for (Definition service : plan.services()) {
      String directory = service.settings().directory();
      services.add(
          new Definition(
              service.name(),
              service.at(),
              service.work(),
              service.dependencies(),
              service.settings().in(absolute(directory == null ? "" : directory))));
    }
    return new Plan(services, plan.bundles(), plan.edges(), plan.graph());
  }

  /** A daemon that runs needs its plan: for people's questions, and should it be started again. */
  private void refuseIfTaken(String run) throws Failure {
    int lock = kernel.open(bytes(run + "/lock"), Linux.O_RDWR, 0);
    boolean taken = lock >= 0 && kernel.lock(lock, true) == -Errno.EAGAIN;
    if (lock >= 0) {
      kernel.close(lock);
    }
    if (taken) {
      String pid = new String(new RunDirectory(run, false).read("lock"), ISO_8859_1).strip();
      throw new Failure(
          RunDirectory.NO_DAEMON, "use " + run, "the daemon with pid " + pid + " has it");
    }
  }

  private static void write(String run, String log, Plan plan) throws Failure {
    try {
      makeDirectory(Path.of(run));
      Files.createDirectories(Path.of(log));
      Files.deleteIfExists(Path.of(run, "exit")); // the keeper would believe it
      Path beside = Path.of(run, "plan.new");
      Files.write(beside, PlanWriter.write(plan));
      Files.move(beside, Path.of(run, "plan"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Failure(Main.SYSTEM, "write " + run + "/plan", e.toString());
    }
  }

  /** Only its owner may command a daemon. */
  private static void makeDirectory(Path run) throws IOException {
    if (!Files.isDirectory(run)) {
      Path parent = run.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(
          run, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  // ---- the keeper ---------------------------------------------------------------------------

  private int become(String run, String log, List<String> up) throws Failure {
    String launcher = System.getProperty(LAUNCHER, "");
    List<String> words = new ArrayList<>();
    if (!arguments.has(Command.NO_KEEPER)) {
      words.addAll(List.of("/bin/sh", System.getProperty(HOME, "") + "/keeper"));
      if (isLive()) {
        words.add("--view");
      }
      words.add(run);
    }
    words.addAll(List.of(launcher, "daemon", "--run", run, "--log", log));
    if (arguments.has(Command.FAIL)) {
      words.add("--fail");
    }
    if (!arguments.has(Command.QUIET)) {
      words.add("--echo");
    }
    up.forEach(name -> words.addAll(List.of("--up", name)));
    List<String> environment = new ArrayList<>(ManagedDaemon.environment(kernel));
    environment.add("MUSTER_IMAGE=" + System.getProperty(HOME, ""));
    kernel.closeOnExecFrom(3);
    List<String> bytes = words.stream().map(RunCommand::bytes).toList();
    int result = kernel.execve(bytes.getFirst(), bytes, environment);
    throw new Failure(Main.SYSTEM, "execute " + words.getFirst(), Errno.text(-result));
  }

  /** Somebody looks on, and at more than single lines. */
  private boolean isLive() {
    return !arguments.has(Command.PLAIN) && !arguments.has(Command.QUIET) && Terminal.isAlive();
  }

  private static String bytes(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }
}
