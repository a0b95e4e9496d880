package muster.daemon;

import muster.kernel.FileStatus;
import muster.kernel.Kernel;

/** Ready when a file or a socket of that name exists, of whatever kind. */
final class FileProbe extends RetryingProbe {
  private final Kernel kernel;
  private final String path;
  private final FileStatus status = new FileStatus();

  FileProbe(Kernel kernel, Loop loop, String path, Runnable ready) {
    super(loop, ready);
    this.kernel = kernel;
    this.path = path;
  }

  @Override
  void attempt() {
    if (kernel.stat(path, status) < 0) {
      failed();
    } else {
      succeeded();
    }
  }

  @Override
  void abandon() {}
}
