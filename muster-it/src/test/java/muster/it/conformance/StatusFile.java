package muster.it.conformance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/** The 35 bytes of {@code supervise/status}, as s6 2.11 lays them out. */
public record StatusFile(String stamp, String readyStamp, long pid, int waitStatus, int flags) {
  static final int BYTES = 35;
  private static final int PAUSED = 1;
  private static final int FINISHING = 2;
  private static final int WANT_UP = 4;
  private static final int READY = 8;

  public static Optional<StatusFile> read(Path service) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(service.resolve("supervise/status"));
    } catch (IOException _) {
      return Optional.empty();
    }
    if (bytes.length != BYTES) {
      return Optional.empty();
    }
    var buffer = ByteBuffer.wrap(bytes);
    return Optional.of(
        new StatusFile(
            Tai.label(bytes, 0),
            Tai.label(bytes, 12),
            buffer.getLong(24),
            buffer.getShort(32) & 0xffff,
            bytes[34]));
  }

  public boolean isUp() {
    return pid != 0 && !isFinishing();
  }

  /** Down for good: finish has ended too. */
  boolean isDown() {
    return pid == 0 && (flags & READY) != 0;
  }

  boolean isFinishing() {
    return (flags & FINISHING) != 0;
  }

  boolean isReady() {
    return isUp() && (flags & READY) != 0;
  }

  boolean isPaused() {
    return (flags & PAUSED) != 0;
  }

  boolean isWantedUp() {
    return (flags & WANT_UP) != 0;
  }

  /** Whose process the pid field names. */
  String owner(String service) {
    return isFinishing() ? service + "/finish" : service;
  }

  String shown(String service, Plain plain) {
    var names = new ArrayList<String>();
    if (isPaused()) {
      names.add("paused");
    }
    if (isFinishing()) {
      names.add("finishing");
    }
    if (isWantedUp()) {
      names.add("wantup");
    }
    if ((flags & READY) != 0) {
      names.add("ready");
    }
    return "pid %s wait 0x%04x flags 0x%02x%s stamp %s ready %s (%s)"
        .formatted(
            pid == 0 ? "0" : plain.pid(pid, owner(service)),
            waitStatus,
            flags,
            names,
            plain.stamp(service, stamp),
            plain.stamp(service + " ready", readyStamp),
            readyStamp.compareTo(stamp) < 0 ? "earlier" : "not earlier");
  }
}
