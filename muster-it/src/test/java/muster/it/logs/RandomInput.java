package muster.it.logs;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** What a service may write: lines of all lengths, bytes of all kinds, in pieces of any size. */
final class RandomInput {
  /** What a FIFO takes at once, so that the reader gets it at once. */
  private static final int PIECE_MAX = 4096;

  private static final int LIMIT = 8192;

  private final SplittableRandom random;

  RandomInput(SplittableRandom random) {
    this.random = random;
  }

  /** Some lines, the last one complete. */
  List<byte[]> pieces() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int lines = random.nextInt(1, 60);
    for (int i = 0; i < lines; i++) {
      text.writeBytes(line());
    }
    byte[] all = text.toByteArray();
    List<byte[]> pieces = new ArrayList<>();
    int most = random.nextInt(1, 4) == 1 ? random.nextInt(20, 400) : PIECE_MAX;
    for (int at = 0; at < all.length; ) {
      int to = Math.min(all.length, at + random.nextInt(1, most + 1));
      pieces.add(Arrays.copyOfRange(all, at, to));
      at = to;
    }
    return pieces;
  }

  private byte[] line() {
    byte[] line = new byte[length() + 1];
    boolean binary = random.nextInt(10) == 0;
    for (int i = 0; i < line.length; i++) {
      line[i] = (byte) (binary ? random.nextInt(256) : random.nextInt(' ', 0x7f));
    }
    line[line.length - 1] = '\n';
    return line;
  }

  private int length() {
    return switch (random.nextInt(20)) {
      case 0 -> 0;
      case 1 -> random.nextInt(LIMIT - 3, LIMIT + 4);
      case 2 -> 2 * LIMIT + random.nextInt(-3, 4);
      case 3, 4, 5 -> random.nextInt(300, 3000);
      default -> random.nextInt(1, 100);
    };
  }
}
