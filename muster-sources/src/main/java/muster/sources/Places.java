package muster.sources;

import muster.plan.Position;

/**
 * Places in a text, for who asks for many of them in their order: the way to each begins at the one
 * before.
 */
final class Places {
  private final SourceText source;
  private int offset;
  private int line;
  private int column;

  /** The end of that line. It may be far, so it is looked for only once. */
  private int end;

  Places(SourceText source) {
    this.source = source;
    begin(0, 1);
  }

  private void begin(int start, int number) {
    offset = start;
    line = number;
    column = 1;
    int newline = source.text().indexOf('\n', start);
    end = newline < 0 ? source.text().length() : newline;
  }

  /** The place of a character, by its offset. Takes time linear in the way from the last one. */
  Position at(int wanted) {
    if (wanted < offset) {
      begin(0, 1);
    }
    while (end < wanted) {
      begin(end + 1, line + 1);
    }
    column += source.text().codePointCount(offset, wanted);
    offset = wanted;
    return new Position(source.file(), line, column);
  }
}
