package muster.sim.daemon;

import java.util.List;
import muster.sim.daemon.Deed.Command;
import muster.sim.daemon.Deed.Control;
import muster.sim.daemon.Deed.Die;
import muster.sim.daemon.Deed.Enter;
import muster.sim.daemon.Deed.Kind;
import muster.sim.daemon.Deed.Pass;
import muster.sim.daemon.Deed.Put;

/**
 * Something bad in a scan directory, and what people are told of it.
 *
 * @param told a whole line, or {@link #NOTHING}
 */
record BadInput(String told, List<Deed> deeds) {
  /** Nothing is bad about it. */
  static final String NOTHING = "";

  private static final String SIXTEEN_ZEROS = "0".repeat(16);

  static List<BadInput> all() {
    return List.of(
        // values
        of(NOTHING, file(Spot.TIMEOUT_KILL, "0000000000500\nanything")),
        of(
            "bad: invalid timeout-kill: '5s' is not a number below 2^32; ignoring it",
            file(Spot.TIMEOUT_KILL, "5s\n")),
        of(
            "bad: invalid timeout-finish: '4294967296' is not a number below 2^32; ignoring it",
            file(Spot.TIMEOUT_FINISH, "4294967296")),
        of(
            "bad: invalid max-death-tally: '"
                + SIXTEEN_ZEROS
                + "' is not a number below 2^32; ignoring it",
            file(Spot.MAX_DEATH_TALLY, SIXTEEN_ZEROS + "5")),
        of(
            "bad: invalid down-signal: 'SIGTREM' is not a signal; using SIGTERM",
            file(Spot.DOWN_SIGNAL, "SIGTREM\n")),
        of(
            "bad: invalid reload-signal: '" + SIXTEEN_ZEROS + "' is not a signal; using SIGHUP",
            file(Spot.RELOAD_SIGNAL, SIXTEEN_ZEROS + "15")),
        of(
            "bad: invalid notification-fd: '?[31m' is not a number below 2^32; ignoring it",
            file(Spot.NOTIFICATION_FD, "\u001b[31m")),
        of(
            "bad: invalid lock-fd: 1024 is not below the limit of 1024 descriptors; ignoring it",
            file(Spot.LOCK_FD, "1024\n")),
        of(
            "bad: cannot start: notification-fd and lock-fd are both 3",
            file(Spot.LOCK_FD, "3\n"),
            file(Spot.NOTIFICATION_FD, "03\n")),
        of(
            "bad: cannot read down-signal: Is a directory",
            new Put(Spot.DOWN_SIGNAL, Kind.DIRECTORY, "")),
        of(
            "bad: invalid timeout-kill: '' is not a number below 2^32; ignoring it",
            new Put(Spot.TIMEOUT_KILL, Kind.FIFO, "")),
        of(
            "bad: cannot read lock-fd: Too many levels of symbolic links",
            link(Spot.LOCK_FD, "lock-fd")),
        of("bad: cannot look at down: Too many levels of symbolic links", link(Spot.DOWN, "down")),
        of(
            "bad: cannot look at flag-timeout-killpg: Too many levels of symbolic links",
            link(Spot.FLAG_TIMEOUT_KILLPG, "flag-timeout-killpg")),
        // programs
        of(
            "bad: cannot execute run: there is no such file; trying again in 10 seconds",
            new Put(Spot.RUN, Kind.NOTHING, "")),
        of(
            "bad: cannot execute run: it is not executable (chmod +x run); trying again in 10 seconds",
            file(Spot.RUN, "#!/bin/sh\n")),
        of(
            "bad: cannot execute run: it is not a file; trying again in 10 seconds",
            new Put(Spot.RUN, Kind.DIRECTORY, "")),
        of(
            "bad: cannot execute run: its #! line names an interpreter that does not exist;"
                + " trying again in 10 seconds",
            new Put(Spot.RUN, Kind.SCRIPT, "#!/bin/nonesuch\n")),
        of(
            "bad: cannot execute finish: it is not executable (chmod +x finish);"
                + " going on without it",
            file(Spot.FINISH, "#!/bin/sh\n")),
        of(
            "bad: cannot execute finish: it is no program and has no #! line;"
                + " going on without it",
            new Put(Spot.FINISH, Kind.SCRIPT, "\177EL")),
        of(
            "bad: cannot start as flag-newpidns asks: No such file or directory;"
                + " trying again in 60 seconds",
            file(Spot.FLAG_NEWPIDNS, "")),
        // what is Muster's own
        of("bad: cannot supervise: making supervise: Not a directory", file(Spot.SUPERVISE, "")),
        of(
            "bad: cannot supervise: making event: Not a directory",
            new Put(Spot.EVENT, Kind.FIFO, "")),
        of(
            "bad: cannot look for subscribers in event: Not a directory; trying again, events wait for"
                + " it",
            new Pass(1000),
            file(Spot.EVENT, ""),
            new Control("d")),
        ofSupervise(
            "bad: cannot supervise: making the FIFO supervise/control: File exists",
            file(Spot.CONTROL, "u")),
        ofSupervise(
            "bad: cannot supervise: opening supervise/lock: Is a directory",
            new Put(Spot.LOCK, Kind.DIRECTORY, "")),
        ofSupervise(
            "bad: cannot supervise: writing supervise/status: Is a directory",
            new Put(Spot.STATUS, Kind.DIRECTORY, "")),
        ofSupervise(
            "bad: cannot supervise: writing supervise/muster-status: Is a directory",
            new Put(Spot.FIRST_STATUS, Kind.DIRECTORY, "")),
        ofSupervise(
            "bad: cannot supervise: emptying supervise/death_tally: Is a directory",
            new Put(Spot.DEATH_TALLY, Kind.DIRECTORY, "")),
        ofSupervise(
            "bad: cannot write supervise/muster-instance: Is a directory",
            new Put(Spot.INSTANCE, Kind.DIRECTORY, "")),
        ofSupervise(
            "bad: cannot make supervise/muster-ready: File exists; trying again in 60 seconds",
            file(Spot.NOTIFICATION_FD, "3"),
            new Put(Spot.READY, Kind.DIRECTORY, "")),
        ofSupervise(
            "bad: cannot open supervise/service-lock: Is a directory; trying again in 60 seconds",
            file(Spot.LOCK_FD, "3"),
            new Put(Spot.SERVICE_LOCK, Kind.DIRECTORY, "")),
        ofSupervise(
            "bad: an earlier instance of the service wrote to supervise/service-lock",
            file(Spot.LOCK_FD, "3"),
            file(Spot.SERVICE_LOCK, "4711")),
        of(
            "bad: invalid supervise/death_tally: it is not whole records; beginning a new one",
            new Pass(1000),
            file(Spot.DEATH_TALLY, "thirteen bytes".substring(1)),
            new Die(15)),
        of(
            "bad: cannot read supervise/death_tally: Is a directory",
            new Pass(1000),
            new Put(Spot.DEATH_TALLY, Kind.DIRECTORY, ""),
            new Die(15)),
        // Somebody of the group that owns event could aim at a file like that.
        of(
            NOTHING,
            file(Spot.TIMEOUT_KILL, "5000"),
            new Put(Spot.EVENT, Kind.DIRECTORY, ""),
            link(Spot.SUBSCRIBER, "../timeout-kill")),
        // FIFOs
        of(
            "bad: unknown command in supervise/control: byte 0",
            new Pass(1000),
            new Control("d\0\u00ffu")),
        of("bad: and 1 more in supervise/control", new Pass(1000), new Control("d\0\u00ffu")),
        of("unknown command in .s6-svscan/control: byte 10", new Pass(1000), new Command("a\n")),
        // the scan directory
        of(
            "cannot look at lost?: No such file or directory; scan again when the link is repaired",
            new Enter("lost\n", Kind.LINK, "nowhere")),
        of(
            "cannot look at bad/log: Too many levels of symbolic links; scan again when the link is"
                + " repaired",
            link(Spot.LOG, "log")),
        of(NOTHING, new Enter("again", Kind.LINK, "good"), new Enter("-x", Kind.FILE, "")),
        of(
            "\u00ff: cannot execute run: there is no such file; trying again in 10 seconds",
            new Enter("\u00ff", Kind.DIRECTORY, "")),
        of(
            "bad/log: cannot execute run: there is no such file; trying again in 10 seconds",
            new Put(Spot.LOG, Kind.DIRECTORY, "")));
  }

  private static BadInput of(String told, Deed... deeds) {
    return new BadInput(told, List.of(deeds));
  }

  /** With a directory {@code supervise} that is there before. */
  private static BadInput ofSupervise(String told, Deed... deeds) {
    Deed[] all = new Deed[deeds.length + 1];
    all[0] = new Put(Spot.SUPERVISE, Kind.DIRECTORY, "");
    System.arraycopy(deeds, 0, all, 1, deeds.length);
    return of(told, all);
  }

  private static Deed file(Spot spot, String content) {
    return new Put(spot, Kind.FILE, content);
  }

  private static Deed link(Spot spot, String target) {
    return new Put(spot, Kind.LINK, target);
  }
}
