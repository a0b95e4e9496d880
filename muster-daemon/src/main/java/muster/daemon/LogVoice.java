package muster.daemon;

/** The daemon's own lines in the catch-all. */
final class LogVoice implements LogSink.Waiter {
  /** What is kept while they cannot be written. */
  private static final int HELD_MAX = 32 * 1024;

  private final LogDesk desk;
  private final LogLines lines;
  private boolean waiting;
  private int lost;

  LogVoice(LogDesk desk, LogLines lines) {
    this.desk = desk;
    this.lines = lines;
  }

  void say(String said) {
    byte[] bytes = LogLines.bytes(said.concat("\n"));
    if (bytes.length + lines.held() > HELD_MAX) {
      lost += (int) said.lines().count();
      return;
    }
    int have = lines.load();
    System.arraycopy(bytes, 0, desk.raw, have, bytes.length);
    if (waiting) {
      lines.hold(0, have + bytes.length);
    } else if (!lines.take(have, have + bytes.length)) {
      pause();
    }
  }

  private void pause() {
    waiting = true;
    lines.await(this);
  }

  @Override
  public void resume() {
    waiting = false;
    if (!lines.takeHeld()) {
      pause();
    } else if (lost > 0) {
      String report = "muster: warning: " + lost + " messages could not be logged";
      lost = 0;
      say(report);
    }
  }
}
