package muster.sim.daemon;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import muster.sim.daemon.Deed.Kind;
import muster.sim.kernel.Disk;
import muster.sim.kernel.FakeProcess;
import muster.sim.kernel.Node;

/** Does deeds to a scan directory, all but to its good service. */
final class Meddling {
  static final String SCAN = "/scan";
  static final String BAD = SCAN + "/bad";
  private static final int NAME_MAX = 255;
  private static final int FIRST_PRIVATE = 3;
  private static final int SIGNAL_MASK = 0x7f;
  private static final int SIGNAL_MAX = 64;

  private final DaemonWorld world;
  private final Node.Directory scan;
  private final Node.Directory bad;

  /** What somebody put something into, or wrote to. */
  final Set<Spot> touched = EnumSet.noneOf(Spot.class);

  /** Names of the scan directory that somebody put something under. */
  final Set<String> entered = new TreeSet<>();

  /** What the daemon was told, byte by byte. */
  final StringBuilder commands = new StringBuilder();

  Meddling(DaemonWorld world) {
    this.world = world;
    this.scan = world.machine.disk.directory(SCAN);
    this.bad = world.machine.disk.directory(BAD);
    put(bad, "run", Kind.PROGRAM, "");
  }

  void perform(Deed deed) {
    switch (deed) {
      case Deed.Put(Spot spot, Kind kind, String content) -> put(spot, kind, bytes(content));
      case Deed.Enter(String name, Kind kind, String content) ->
          enter(name(name), kind, bytes(content));
      case Deed.Control(String text) -> {
        touched.add(Spot.CONTROL);
        send(BAD + "/supervise/control", bytes(text));
      }
      case Deed.Command(String text) -> {
        commands.append(bytes(text));
        send(SCAN + "/.s6-svscan/control", bytes(text));
      }
      case Deed.Say(String text) -> say(bytes(text).getBytes(StandardCharsets.ISO_8859_1));
      case Deed.Die(int waitStatus) -> die(waitStatus);
      case Deed.Signal(Deed.Sign sign) -> {
        if (world.machine.disk.at(SCAN + "/.s6-svscan") != null) { // it has begun, and catches it
          world.machine.raise(sign.number);
        }
      }
      case Deed.Pass _ -> {}
    }
  }

  // ---- files --------------------------------------------------------------------------------

  private void put(Spot spot, Kind kind, String content) {
    Node.Directory parent = bad;
    String[] names = spot.path.split("/", -1);
    for (int i = 0; i < names.length - 1; i++) {
      if (!(Disk.entries(parent).get(names[i]) instanceof Node.Directory below)) {
        return;
      }
      parent = below;
    }
    if (kind == Kind.LINK && harmsOthers(parent, content)) {
      return;
    }
    touched.add(spot);
    put(parent, names[names.length - 1], kind, content);
  }

  private void enter(String name, Kind kind, String content) {
    boolean taken = name.equals("good") || name.equals("bad") || name.equals(".s6-svscan");
    boolean impossible = name.isEmpty() || name.equals(".") || name.equals("..");
    if (taken || impossible || kind == Kind.LINK && harmsOthers(scan, content)) {
      return;
    }
    entered.add(name);
    put(scan, name, kind, content);
  }

  private void put(Node.Directory parent, String name, Kind kind, String content) {
    Disk disk = world.machine.disk;
    switch (kind) {
      case NOTHING -> disk.remove(parent, name);
      case FILE -> disk.file(parent, name, content);
      case DIRECTORY -> disk.emptyDirectory(parent, name);
      case FIFO -> disk.fifo(parent, name);
      case LINK -> disk.link(parent, name, content);
      case SCRIPT -> disk.script(parent, name, content);
      case PROGRAM -> disk.program(parent, name, _ -> {});
    }
  }

  /** Whoever shares another service's or the daemon's own files gets what he asked for. */
  private static boolean harmsOthers(Node.Directory parent, String target) {
    return target.isEmpty()
        || target.contains("s6-svscan")
        || target.contains("good") && !(target.equals("good") && parent.path().equals(SCAN));
  }

  // ---- processes ----------------------------------------------------------------------------

  private void send(String path, String text) {
    if (world.machine.disk.at(path) instanceof Node.Fifo fifo) {
      world.machine.send(fifo, text);
    }
  }

  private void say(byte[] bytes) {
    for (FakeProcess process : processes()) {
      for (int fd : process.openDescriptors()) {
        if (fd >= FIRST_PRIVATE) {
          process.write(fd, bytes, 0);
        }
      }
    }
  }

  private void die(int waitStatus) {
    int signal = waitStatus & SIGNAL_MASK;
    for (FakeProcess process : processes()) {
      if (signal > 0 && signal <= SIGNAL_MAX) {
        process.die(signal);
      } else {
        process.exit((waitStatus >> 8) & 0xff);
      }
    }
  }

  /** The processes of everybody but the good service. */
  List<FakeProcess> processes() {
    List<FakeProcess> processes = new ArrayList<>();
    for (FakeProcess process : world.machine.processes()) {
      if (process.alive() && !process.directory.path().equals(SCAN + "/good")) {
        processes.add(process);
      }
    }
    return processes;
  }

  // ---- text ---------------------------------------------------------------------------------

  private static String bytes(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars().forEach(c -> out.append((char) (c & 0xff)));
    return out.toString();
  }

  private static String name(String text) {
    String name = bytes(text).replace("/", "").replace("\0", "");
    return name.substring(0, Math.min(name.length(), NAME_MAX));
  }
}
