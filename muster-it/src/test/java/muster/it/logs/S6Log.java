package muster.it.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import muster.daemon.LogTarget;

/** Debian's logger, reading a FIFO. */
final class S6Log {
  private static final int SECONDS = 60;

  private final Process process;

  private S6Log(Process process) {
    this.process = process;
  }

  static S6Log start(Path fifo, LogTarget.Directory target) throws IOException {
    return new S6Log(
        new ProcessBuilder(
                "s6-log", "t", "n" + target.keep(), "s" + target.sizeBytes(), target.path())
            .redirectInput(Redirect.from(fifo.toFile()))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.INHERIT)
            .start());
  }

  /** Between two lines, when its FIFO is empty. */
  void end() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  /** When it ends by itself. */
  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
