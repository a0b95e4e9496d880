package muster.it.s6rc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Scripts of execline made of what means something in them. */
final class RandomScript {
  /** What is taken often: most scripts shall be right. */
  private static final List<String> WORDS =
      List.of(
          "a", "bc", " ", " ", "\n", "\t", " { ", " } ", " {} ", "#", " #x\n", "$", "${a}", "'");

  private static final List<String> QUOTED =
      List.of(
          "x", " ", "{", "}", "#", "\n", "\\\n", "\\n", "\\t", "\\a", "\\r", "\\q", "\\\"", "\\\\");

  private static final List<String> NUMBERS =
      List.of("\\0x41", "\\0xe4", "\\0xA", "\\0x", "\\0x00", "\\0101", "\\0377", "\\0777", "\\08");

  private static final List<String> MORE_NUMBERS =
      List.of("\\65", "\\255", "\\256", "\\0", "\\9", "\\1234", "\\0x4g", "\\00", "\\0x\\n");

  private static final List<String> ODD =
      List.of(
          "\\", "\\\n", "\\ ", "\\n", "\\{", "\\}", "\\#", "\\\"", "{", "}", "\0", "\r", "\u000b");

  private static final List<String> OTHER =
      List.of(
          "\u001f",
          "\u007f",
          "\u00e4",
          "\ud83d\ude00",
          "*",
          "~",
          ";",
          "|",
          "=",
          "-n",
          "%s",
          "\\\\");

  private final SplittableRandom random;
  private final ByteArrayOutputStream script = new ByteArrayOutputStream();

  private RandomScript(SplittableRandom random) {
    this.random = random;
  }

  static byte[] of(SplittableRandom random) {
    return new RandomScript(random).make();
  }

  private byte[] make() {
    for (int pieces = random.nextInt(12); pieces > 0; pieces--) {
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> add(WORDS);
        case 4 -> block();
        case 5, 6 -> quoted();
        case 7 -> add(ODD);
        case 8 -> add(OTHER);
        default -> add(" ");
      }
    }
    if (random.nextInt(50) == 0) {
      script.write(random.nextInt(256));
    }
    return script.toByteArray();
  }

  private void block() {
    add(" { ");
    for (int words = random.nextInt(3); words > 0; words--) {
      add(WORDS);
    }
    add(random.nextInt(8) == 0 ? " " : " } ");
  }

  private void quoted() {
    add("\"");
    for (int pieces = random.nextInt(5); pieces > 0; pieces--) {
      switch (random.nextInt(12)) {
        case 0 -> add(NUMBERS);
        case 1 -> add(MORE_NUMBERS);
        case 2 -> add(OTHER);
        default -> add(QUOTED);
      }
    }
    add(random.nextInt(20) == 0 ? "" : "\"");
  }

  private void add(List<String> pieces) {
    add(pieces.get(random.nextInt(pieces.size())));
  }

  private void add(String piece) {
    script.writeBytes(piece.getBytes(StandardCharsets.UTF_8));
  }
}
