package muster.daemon;

import java.util.List;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Kernel;
import muster.plan.Definition;
import muster.plan.Dependency;
import muster.plan.Findings;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.Settings;
import muster.plan.Work;
import org.jspecify.annotations.Nullable;

/**
 * What would keep services from starting, found before any is started. What a service before it may
 * still make (a program, a directory, a user) is only a warning when there is one.
 */
final class Preflight {
  /** Of one argument. Source: execve(2), {@code MAX_ARG_STRLEN}. */
  private static final int ARGUMENT_BYTES = 128 * 1024;

  private final Kernel kernel;
  private final Surroundings surroundings;
  private final Findings findings;

  Preflight(Kernel kernel, Surroundings surroundings, Findings findings) {
    this.kernel = kernel;
    this.surroundings = surroundings;
    this.findings = findings;
  }

  void check(Definition service) {
    switch (service.work()) {
      case Work.Longrun longrun -> {
        checkPlace(service);
        checkProgram(service, longrun.run());
        checkProgram(service, longrun.finish());
        checkProgram(service, longrun.stop().command());
        checkReadiness(service, longrun.readiness());
      }
      case Work.Oneshot(Program up, Program down, _) -> {
        checkPlace(service);
        checkProgram(service, up);
        checkProgram(service, down);
      }
      case Work.Bundle _, Work.Milestone _ -> {}
    }
  }

  // ---- where and as whom ----------------------------------------------------------------------

  private void checkPlace(Definition service) {
    Settings settings = service.settings();
    String directory = Launch.directory(settings, surroundings);
    FileStatus status = new FileStatus();
    int result = kernel.stat(directory, status);
    if (result < 0) {
      String why = result == -Errno.ENOENT ? "there is no such directory" : Messages.why(result);
      missing(service, "directory", "cannot run in " + directory + ": " + why);
    } else if (!status.isDirectory()) {
      missing(service, "directory", "cannot run in " + directory + ": it is not a directory");
    }
    Identity identity = Identity.of(settings, surroundings);
    String problem = identity.problem();
    String doubt = identity.doubt();
    if (problem != null) {
      missing(service, "user", "cannot run " + how(settings) + ": " + problem);
    } else if (doubt != null) {
      findings.warn("user", service.at(), service.name() + ": " + Launch.text(doubt));
    }
    if (!identity.words().isEmpty()) {
      checkTool(service, surroundings.setpriv(), "run " + how(settings), "util-linux");
    }
    if (!settings.limits().isEmpty()) {
      checkTool(service, surroundings.prlimit(), "set limits", "util-linux");
    }
    checkNice(service);
    String unread = EnvironmentFiles.read(kernel, settings, surroundings).problem();
    if (unread != null) {
      missing(service, "environment", "cannot read its environment: " + unread);
    }
  }

  private static String how(Settings settings) {
    String user = settings.user();
    String group = settings.group();
    return user != null
        ? Launch.bytes("as user " + user)
        : group != null ? Launch.bytes("as group " + group) : "with its capabilities";
  }

  private void checkNice(Definition service) {
    int nice = service.settings().attributes().nice();
    if (nice != 0) {
      checkTool(service, surroundings.nice(), "be nice", "coreutils");
    }
    if (nice < 0 && surroundings.uid() != 0) {
      findings.warn(
          "nice",
          service.at(),
          service.name()
              + ": nice "
              + nice
              + " is for root alone, and Muster is user "
              + surroundings.uid()
              + "; it runs without");
    }
  }

  private void checkTool(Definition service, String tool, String what, String home) {
    if (tool.indexOf('/') < 0) {
      String why = "there is no " + tool + " in PATH; it is in the package " + home;
      missing(service, "tool", "cannot " + what + ": " + why);
    }
  }

  // ---- programs -------------------------------------------------------------------------------

  private void checkProgram(Definition service, @Nullable Program program) {
    if (program == null) {
      return;
    }
    EnvironmentFiles files = EnvironmentFiles.read(kernel, service.settings(), surroundings);
    Launch launch = Launch.of(service, program, List.of(), files, List.of(), surroundings);
    String word = launch.words().get(launch.before());
    String problem = Executable.find(kernel, launch, word).problem();
    if (problem != null) {
      missing(service, "program", "cannot execute " + word + ": " + problem);
    }
    for (String each : launch.words()) {
      if (each.length() >= ARGUMENT_BYTES) {
        String what = program instanceof Program.Script _ ? "its script" : "one of its arguments";
        error(
            service,
            "program",
            "cannot execute "
                + word
                + ": "
                + what
                + " has more than 131071 bytes; put it in a file");
      }
    }
  }

  private void checkReadiness(Definition service, Readiness readiness) {
    switch (readiness) {
      case Readiness.Exec(Program command) -> checkProgram(service, command);
      case Readiness.Tcp(String address) ->
          checkAddress(service, address, Probes.endpoints(address).isEmpty());
      case Readiness.Http(String url) ->
          checkAddress(service, url, HttpUrl.of(Launch.bytes(url)).endpoints().isEmpty());
      case Readiness.None _,
          Readiness.Descriptor _,
          Readiness.Notify _,
          Readiness.Log _,
          Readiness.File _ -> {}
    }
  }

  private void checkAddress(Definition service, String address, boolean wrong) {
    if (wrong) {
      error(
          service,
          "ready",
          "cannot ask "
              + Launch.bytes(address)
              + " whether it is ready: names are not looked up; write the number, or localhost");
    }
  }

  // ---- what is said, in bytes -----------------------------------------------------------------

  private void missing(Definition service, String rule, String text) {
    String line = service.name() + ": " + Launch.text(text);
    if (service.dependencies().stream().anyMatch(Preflight::comesBefore)) {
      findings.warn(rule, service.at(), line + "; unless what starts before it changes that");
    } else {
      findings.error(rule, service.at(), line);
    }
  }

  private static boolean comesBefore(Dependency dependency) {
    return dependency.kind() != Dependency.Kind.BEFORE;
  }

  private void error(Definition service, String rule, String text) {
    findings.error(rule, service.at(), service.name() + ": " + Launch.text(text));
  }
}
