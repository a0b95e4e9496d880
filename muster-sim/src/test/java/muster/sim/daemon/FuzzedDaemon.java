package muster.sim.daemon;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import muster.daemon.Daemon;
import muster.kernel.Signals;
import muster.sim.Finding;
import muster.sim.kernel.Disk;
import muster.sim.kernel.FakeKernel;
import muster.sim.kernel.FakeMachine;
import muster.sim.kernel.FakeProcess;
import muster.sim.kernel.Faults;
import muster.sim.kernel.Node;
import org.jspecify.annotations.Nullable;

/**
 * A daemon with a good service and a bad one. In its first life somebody meddles with the scan
 * directory and the bad service; a second daemon then finds what is left of it. Both must be alive
 * to the end, the good service must obey as if nothing had happened, and people must be told what
 * is wrong and where, and nothing else.
 */
final class FuzzedDaemon {
  private static final String GOOD = "good";
  private static final long SECOND = DaemonWorld.SECOND;
  private static final long MILLI = SECOND / 1000;
  private static final long BETWEEN_DEEDS = 10 * MILLI;

  /** Longer than the good service ever takes to come up or go down. */
  private static final long OBEYED = 15 * SECOND;

  private static final long OVER = 60 * SECOND;

  /** Commands that end the daemon. */
  private static final String ENDING = "tiqb";

  private static final String WARNING = "muster: warning: ";

  /** Of the bad service's processes, not of its files. */
  private static final String FINISH_HANGS = "finish takes longer than timeout-finish allows";

  private final DaemonWorld world = DaemonWorld.calm();
  private final Meddling meddling;
  private Site good;
  private int life = 1;
  private boolean obeyed;

  /** Whether the bad service was started in this life. */
  private boolean ran;

  private FuzzedDaemon() {
    good = settle(0);
    meddling = new Meddling(world);
    world.machine.listen(new Witness(world, _ -> {}));
    world.machine.listen(
        new FakeMachine.MachineListener() {
          @Override
          public void spawned(FakeProcess process, String path) {
            ran |= process.directory.path().equals(Meddling.BAD);
          }

          @Override
          public void signalled(int pid, @Nullable FakeProcess process, int signal) {}

          @Override
          public void died(FakeProcess process) {}
        });
  }

  private Site settle(int number) {
    Disk disk = world.machine.disk;
    Listing listing = new Listing(world, false);
    Node.Directory directory = disk.directory(Meddling.SCAN + "/" + GOOD);
    Site site = new Site(world, GOOD, directory, Site.Role.PLAIN, listing);
    listing.add(GOOD);
    Lives lives = new Lives(world, new People(world));
    disk.file(directory, "notification-fd", Files.READINESS_FD + "\n");
    disk.program(directory, "run", lives.run(site, null));
    disk.program(directory, "finish", lives.finish(site));
    site.files.notifies = true;
    site.files.runs = true;
    disk.emptyDirectory(directory, "event");
    site.hearing.subscribe(number);
    world.sites.clear();
    world.sites.add(site);
    return site;
  }

  /**
   * @return what was said in both lives
   * @throws Finding when something happens that must not
   */
  static List<String> run(List<Deed> deeds) {
    FuzzedDaemon fuzzed = new FuzzedDaemon();
    fuzzed.firstLife(deeds);
    fuzzed.secondLife();
    return fuzzed.messages(0);
  }

  // ---- the first life -----------------------------------------------------------------------

  private void firstLife(List<Deed> deeds) {
    long at = 0;
    for (Deed deed : deeds) {
      if (deed instanceof Deed.Pass(int millis)) {
        at = Math.max(at, SECOND) + millis * MILLI;
      } else if (at == 0) {
        perform(deed);
      } else {
        at(at, () -> perform(deed));
        at += BETWEEN_DEEDS;
      }
    }
    long calm = Math.max(at, SECOND) + 5 * SECOND;
    at(calm, () -> demandObedience(calm));
    scan();
    if (!obeyed && !toldToEnd()) {
      throw new Finding(this, "the daemon ended before it was told to");
    }
    everyMessageIsToThePoint(messages(0));
  }

  // ---- the second life ----------------------------------------------------------------------

  private void secondLife() {
    world.machine.exited();
    world.machine.processes().stream().filter(FakeProcess::alive).forEach(p -> p.die(Signals.KILL));
    Node.Directory scan = world.machine.disk.directory(Meddling.SCAN);
    world.machine.disk.remove(scan, ".s6-svscan");
    life = 2;
    obeyed = false;
    ran = false;
    meddling.commands.setLength(0);
    good = settle(1);
    Grounds grounds = new Grounds(world.machine);
    Set<String> unseen = new TreeSet<>();
    for (String name : meddling.entered) {
      if (Disk.entries(scan).containsKey(name)
          && !name.startsWith(".")
          && grounds.look(Meddling.SCAN + "/" + name) < 0) {
        unseen.add(name);
      }
    }
    long start = world.machine.clock.nanos();
    at(start + 2 * SECOND, () -> meddling.perform(new Deed.Control("u")));
    at(start + 3 * SECOND, () -> meddling.perform(new Deed.Control("Zr")));
    for (int second = 4; second < 8; second++) {
      at(start + second * SECOND, this::killOthers);
    }
    at(start + 8 * SECOND, () -> demandObedience(start + 8 * SECOND));
    int before = world.machine.messages().length();
    scan();
    List<String> said = messages(before);
    everyMessageIsToThePoint(said);
    everythingWrongIsTold(said, grounds);
    for (String name : unseen) {
      String printable = name.replaceAll("[\\x00-\\x1f\\x7f]", "?");
      if (said.stream()
          .noneMatch(line -> line.startsWith(WARNING + "cannot look at " + printable))) {
        throw new Finding(this, "nothing is said of " + printable + ":\n" + said);
      }
    }
  }

  // ---- both ---------------------------------------------------------------------------------

  private void scan() {
    FakeKernel kernel =
        new FakeKernel(world.machine, Faults.NONE, life, List.of("scan"), List.of("PATH=/bin"));
    int code = Daemon.scan(kernel, Meddling.SCAN, 500);
    if (code != 0) {
      throw new Finding(this, "the daemon exits with " + code + ":\n" + world.machine.messages());
    }
  }

  private void at(long when, Runnable what) {
    int during = life;
    world.machine.clock.at(
        when,
        () -> {
          if (life == during) {
            what.run();
          }
        });
  }

  private void perform(Deed deed) {
    meddling.perform(deed);
    if (toldToEnd()) {
      good.mayTerminate();
    }
  }

  private boolean toldToEnd() {
    return meddling.commands.chars().anyMatch(c -> ENDING.indexOf(c) >= 0);
  }

  private void demandObedience(long from) {
    ask("d");
    at(from + OBEYED, () -> judgeAndAsk("u"));
    at(from + 2 * OBEYED, () -> judgeAndEnd(from + 2 * OBEYED));
  }

  private void ask(String control) {
    if (!good.send(control) && !toldToEnd()) {
      throw new Finding(this, "nobody supervises the good service");
    }
  }

  private void judgeAndAsk(String control) {
    judge();
    ask(control);
  }

  private void judgeAndEnd(long now) {
    judge();
    obeyed = true;
    good.mayTerminate();
    world.machine.raise(Signals.TERM);
    for (long later = now; later < now + OVER; later += SECOND) {
      at(later, this::killOthers);
    }
    at(
        now + OVER,
        () -> {
          throw new Finding(this, "the daemon was told to stop and does not");
        });
  }

  private void judge() {
    if (!toldToEnd()) {
      good.judge();
    }
  }

  private void killOthers() {
    meddling.processes().forEach(process -> process.die(Signals.KILL));
  }

  // ---- what was said ------------------------------------------------------------------------

  private List<String> messages(int from) {
    String said = world.machine.messages().substring(from);
    return List.of(said.split("\n", 0));
  }

  private void everyMessageIsToThePoint(List<String> said) {
    for (String line : said) {
      if (!line.matches("muster: [\\x20-\\x7e\\x80-\\xff]+")) {
        throw new Finding(this, "this is no message: " + line);
      }
      if (line.startsWith(WARNING + "good: ")) {
        throw new Finding(this, "something is said of the good service: " + line);
      }
      if (line.startsWith(WARNING + "bad: ")
          && !line.contains(FINISH_HANGS)
          && meddling.touched.stream().noneMatch(spot -> names(line, spot))) {
        throw new Finding(this, "no file is named that is wrong: " + line);
      }
    }
  }

  private void everythingWrongIsTold(List<String> said, Grounds grounds) {
    List<String> ofBad = said.stream().filter(line -> line.startsWith(WARNING + "bad: ")).toList();
    boolean supervised =
        said.stream()
            .noneMatch(line ->
                line.startsWith(WARNING + "bad: cannot supervise")
                    || line.startsWith(WARNING + "cannot look at bad/log"));
    if (!supervised) {
      return;
    }
    for (Spot spot : grounds.valid) {
      for (String line : ofBad) {
        if (line.contains(" invalid " + spot.told + ":") || line.contains("read " + spot.told)) {
          throw new Finding(this, "there is nothing wrong with it: " + line);
        }
      }
    }
    for (Spot spot : wrong(grounds)) {
      if (ofBad.stream().noneMatch(line -> names(line, spot))) {
        throw new Finding(this, "nothing is said of " + spot.path + ":\n" + said);
      }
    }
  }

  private Set<Spot> wrong(Grounds grounds) {
    Set<Spot> wrong = EnumSet.of(Spot.CONTROL); // it was sent a byte that means nothing
    wrong.addAll(grounds.invalid);
    for (Spot spot : Set.of(Spot.DOWN, Spot.FLAG_TIMEOUT_KILLPG)) {
      if (grounds.unseen(spot)) {
        wrong.add(spot);
      }
    }
    if (!grounds.hindered(meddling.touched)) {
      if (!grounds.executable(Spot.RUN)) {
        wrong.add(Spot.RUN);
      } else if (ran && grounds.there(Spot.FINISH) && !grounds.executable(Spot.FINISH)) {
        wrong.add(Spot.FINISH);
      }
    }
    return wrong;
  }

  private static boolean names(String line, Spot spot) {
    String text = line.substring(WARNING.length()).replace("cannot supervise: ", "");
    return Pattern.compile("(?<![\\w./-])" + Pattern.quote(spot.told) + "(?![\\w.-])")
        .matcher(text)
        .find();
  }
}
