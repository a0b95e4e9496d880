package muster.sources;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import muster.plan.Checks;
import muster.plan.Definition;
import muster.plan.Findings;
import muster.plan.Log;
import muster.plan.Position;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.Settings;
import muster.plan.Work;

/**
 * Service directories of s6 and of runit, which have no dependencies: one, or a scan directory of
 * them. The logger of NAME, in {@code NAME/log}, is NAME-log.
 *
 * <p>Source: s6-svscan and servicedir of s6 2.11; runsv(8) and sv(8) of runit 2.1.
 */
final class ServiceDirectories {
  /** What s6 or runit reads or makes. */
  private static final Set<String> KNOWN =
      Set.of(
          "run",
          "finish",
          "check",
          "down",
          "log",
          "notification-fd",
          "lock-fd",
          "timeout-kill",
          "timeout-finish",
          "max-death-tally",
          "down-signal",
          "reload-signal",
          "flag-timeout-killpg",
          "flag-newpidns",
          "data",
          "env",
          "conf",
          "control",
          "template",
          "instance",
          "instances",
          "supervise",
          "event",
          "type");

  private final Tree tree;
  private final Findings findings;
  private final Scripts scripts;
  private final List<Definition> definitions = new ArrayList<>();

  /** Those that have a file {@code down}. */
  private final Set<String> down = new LinkedHashSet<>();

  private ServiceDirectories(Tree tree, Findings findings) {
    this.tree = tree;
    this.findings = findings;
    this.scripts = new Scripts(tree, findings);
  }

  /** Reads them as one set. */
  static List<Definition> read(List<String> paths, Tree tree, Findings findings) {
    ServiceDirectories reader = new ServiceDirectories(tree, findings);
    for (String path : paths) {
      reader.read(Paths.withoutSlash(path));
    }
    reader.scripts.finish();
    reader.startWithoutDown(paths.getFirst());
    return reader.definitions;
  }

  private void read(String path) {
    ServiceFiles files = new ServiceFiles(path, tree, findings);
    if (files.exists("run")) {
      service(Paths.name(path), files);
      return;
    }
    boolean found = false;
    for (String name : files.names("")) {
      if (!name.startsWith(".") && files.kind(name) == Tree.Kind.DIRECTORY) {
        service(name, new ServiceFiles(files.path(name), tree, findings));
        found = true;
      }
    }
    if (!found && tree.kind(path) == Tree.Kind.DIRECTORY) {
      findings.error("empty", Position.of(path), "there is no service directory in it");
    }
  }

  private void service(String name, ServiceFiles files) {
    if (name.startsWith(".") || name.indexOf('\ufffd') >= 0 || name.indexOf('\n') >= 0) {
      findings.error(
          "name",
          Position.of(files.directory),
          "a service cannot have this name; give the directory by a name of its own, in UTF-8");
      return;
    }
    Log log = Settings.NONE.log();
    if (files.kind("log") == Tree.Kind.DIRECTORY) {
      String logger = name + "-log";
      log = new Log.To(logger, files.at("log"));
      ServiceFiles itsFiles = new ServiceFiles(files.path("log"), tree, findings);
      if (itsFiles.exists("log")) {
        findings.warn(
            "ignored", itsFiles.at("log"), "a logger has no logger of its own, so it is left out");
      }
      one(logger, itsFiles, Settings.NONE.log());
    }
    one(name, files, log);
  }

  private void one(String name, ServiceFiles files, Log log) {
    files.hintUnknown(KNOWN, "this file means nothing to s6 and runit");
    for (String script : List.of("run", "finish", "check")) {
      if (files.exists(script)) {
        scripts.executed(files.path(script));
      }
    }
    if (files.exists("control")) {
      findings.warn(
          "ignored",
          files.at("control"),
          "its scripts, which runit runs instead of sending signals, are not read");
    }
    if (files.exists("down")) {
      down.add(name);
    }
    new S6Longrun(files)
        .read()
        .ifPresent(work ->
            definitions.add(
                new Definition(
                    name,
                    files.at("run"),
                    files.exists("check") ? checked(work) : work,
                    List.of(),
                    files.settings(log, 0, 0, false))));
  }

  /** What does not tell that it serves is asked by the script of runit, if it has one. */
  private static Work checked(Work.Longrun work) {
    return work.readiness() instanceof Readiness.None
        ? new Work.Longrun(
            work.run(),
            work.finish(),
            work.finishMillis(),
            new Readiness.Exec(new Program.Arguments(List.of("./check"))),
            work.restart(),
            work.stop())
        : work;
  }

  /** If some are not to be started at first, the others are the bundle that is. */
  private void startWithoutDown(String path) {
    if (down.isEmpty()) {
      return;
    }
    List<Work.Member> members = new ArrayList<>();
    for (Definition definition : definitions) {
      if (!down.contains(definition.name())) {
        members.add(new Work.Member(definition.name(), definition.at()));
      }
    }
    definitions.add(
        new Definition(
            Checks.DEFAULT, Position.of(path), new Work.Bundle(members), List.of(), Settings.NONE));
  }
}
