package muster.sources;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import muster.plan.Findings;
import muster.plan.Position;

/**
 * A text file of a source.
 *
 * @param file its path as it is shown
 */
public record SourceText(String file, String text) {
  /** What stands for bytes that are not UTF-8; a text may have it too. */
  private static final char REPLACEMENT = '\ufffd';

  /**
   * Reads a file that has to be there and has to be UTF-8.
   *
   * @return nothing, after an error, when it is not
   */
  public static Optional<SourceText> read(Tree tree, String file, Findings findings) {
    try {
      return decode(file, tree.read(file), findings);
    } catch (IOException e) {
      findings.error("unreadable", Position.of(file), "cannot read it: " + e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Decodes what was read.
   *
   * @return nothing, after an error, when it is not UTF-8
   */
  public static Optional<SourceText> decode(String file, byte[] bytes, Findings findings) {
    String text = new String(bytes, StandardCharsets.UTF_8); // fast, and says nothing of errors
    return text.indexOf(REPLACEMENT) < 0
        ? Optional.of(new SourceText(file, text))
        : decodeStrictly(file, bytes, findings);
  }

  private static Optional<SourceText> decodeStrictly(String file, byte[] bytes, Findings findings) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer chars = CharBuffer.allocate(bytes.length);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (decoder.decode(in, chars, true).isError()) {
      SourceText before = new SourceText(file, chars.flip().toString());
      findings.error(
          "encoding",
          before.at(before.text.length()),
          "the byte 0x%02x is not UTF-8 here; convert the file, or escape the byte"
              .formatted(bytes[in.position()]));
      return Optional.empty();
    }
    return Optional.of(new SourceText(file, chars.flip().toString()));
  }

  /** The place of a character, by its offset. Takes time linear in the offset. */
  public Position at(int offset) {
    int line = 1;
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
      line++;
      start = end + 1;
    }
    return new Position(file, line, text.codePointCount(start, offset) + 1);
  }
}
