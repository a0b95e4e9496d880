package muster.daemon;

import muster.kernel.Kernel;
import org.jspecify.annotations.Nullable;

/**
 * What all who log on one loop share: the buffers too, because of a thousand services few have
 * something to say at once.
 */
final class LogDesk {
  /** A longer line is cut. s6-log's default. */
  static final int LINE_BYTES = 8192;

  /** What a pipe holds, and so the most that one service gets in a turn. */
  private static final int BATCH_BYTES = 64 * 1024;

  /** What is read in a turn when much is held in memory because it cannot be written. */
  private static final int SMALL_BATCH_BYTES = 4096;

  private static final int HELD_MANY_BYTES = 2 * 1024 * 1024;
  private static final int OUT_BYTES = 64 * 1024;
  private static final int NEWS_MAX = 10_000;

  final Kernel kernel;
  final Loop loop;
  final Mailbox<LogNews> news;
  final @Nullable LogEcho echo;
  final OpenLogs openLogs = new OpenLogs();
  final LogStamp stamp = new LogStamp();

  /** Input: the part of a line that came earlier, a batch, and a newline for a last line. */
  final byte[] raw = new byte[LINE_BYTES + BATCH_BYTES + 1];

  /** Lines as they are written. */
  final byte[] out = new byte[OUT_BYTES];

  /** Bytes that are in memory, of lines that are not complete or cannot be written. */
  int held;

  LogDesk(Kernel kernel, Loop loop, boolean echo) {
    this.kernel = kernel;
    this.loop = loop;
    this.news = new Mailbox<>(kernel, NEWS_MAX);
    this.echo = echo ? new LogEcho(kernel, loop) : null;
  }

  /** How much may be read now. */
  int batch() {
    return held > HELD_MANY_BYTES ? SMALL_BATCH_BYTES : BATCH_BYTES;
  }

  /**
   * @return false when nobody reads the news: to be told again
   */
  boolean tell(LogNews item) {
    return news.offer(kernel, item);
  }
}
