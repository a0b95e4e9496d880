package muster.sim.kernel;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What of /proc somebody may read. */
final class Proc {
  private static final String PREFIX = "/proc/";
  private static final String BOOT_ID = "/proc/sys/kernel/random/boot_id";
  private static final String SELF_FD = "/proc/self/fd/";

  private Proc() {}

  static boolean has(String path) {
    return path.startsWith(PREFIX);
  }

  static boolean isDescriptors(String path) {
    return path.equals("/proc/self/fd");
  }

  /** The descriptor that a path means, or −1. */
  static int descriptor(String path) {
    return path.startsWith(SELF_FD) ? number(path.substring(SELF_FD.length())) : -1;
  }

  /** The content of a file, or null when there is none. */
  static byte @Nullable [] content(FakeMachine machine, String path) {
    if (path.equals(BOOT_ID)) {
      return bytes("8a0b1c2d-3e4f-4a5b-8c6d-7e8f90a1b2c3\n");
    }
    String[] parts = path.split("/", -1);
    if (parts.length == 4 && parts[3].equals("stat")) {
      FakeProcess process = machine.processes.get(number(parts[2]));
      return process == null ? null : bytes(stat(process));
    }
    return null;
  }

  private static String stat(FakeProcess process) {
    String state = process.alive ? process.stopped ? "T" : "S" : "Z";
    String name = process.arguments.getFirst();
    return process.pid
        + " ("
        + name
        + ") "
        + state
        + " "
        + process.machine.ownPid
        + " "
        + process.group
        + " "
        + process.group
        + " 0".repeat(15)
        + " "
        + process.startTicks
        + " 0\n";
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
