package muster.daemon;

import java.util.ArrayList;
import java.util.List;
import muster.core.ScanEvent;
import muster.core.ScanEvent.Found;
import muster.core.ScanEvent.Identity;
import muster.core.Scanner;
import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import org.jspecify.annotations.Nullable;

/** Reads the scan directory, which is the working directory. */
final class ScanDirectory {
  private final Kernel kernel;
  private final Scanner scanner;
  private final FileStatus status = new FileStatus();

  ScanDirectory(Kernel kernel, Scanner scanner) {
    this.kernel = kernel;
    this.scanner = scanner;
  }

  ScanEvent read() {
    List<String> names = new ArrayList<>();
    int result = kernel.listAt(Linux.AT_FDCWD, ".", names);
    if (result < 0) {
      return new ScanEvent.Unreadable(Messages.why(result));
    }
    List<Found> found = new ArrayList<>(names.size());
    for (String name : names) {
      Found one = name.startsWith(".") ? null : look(name);
      if (one != null) {
        found.add(one);
      }
    }
    return new ScanEvent.Scanned(found);
  }

  /**
   * @return null for what is no directory
   */
  private @Nullable Found look(String name) {
    int result = kernel.stat(name, status);
    if (result < 0) {
      return failed(name, result);
    }
    if (!status.isDirectory()) {
      return null;
    }
    Identity identity = new Identity(status.device, status.inode);
    if (scanner.knows(identity)) {
      return new Found.Directory(name, identity, false);
    }
    String log = name.concat("/log");
    result = kernel.stat(log, status);
    if (result < 0 && result != -Errno.ENOENT) {
      return failed(log, result);
    }
    return new Found.Directory(name, identity, result == 0 && status.isDirectory());
  }

  /**
   * @return null for what has just vanished
   */
  private @Nullable Found failed(String path, int result) {
    String why = Messages.why(result);
    return switch (-result) {
      case Errno.ENOENT, Errno.ELOOP ->
          kernel.statAt(Linux.AT_FDCWD, path, Linux.AT_SYMLINK_NOFOLLOW, status) == 0
              ? new Found.DeadLink(path, why)
              : null;
      default -> new Found.Unknown(path, why);
    };
  }
}
