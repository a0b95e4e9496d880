package muster.plan;

/**
 * A place in a source, as editors and compilers write it.
 *
 * @param file its path as the user gave or would find it; {@code -} is standard input
 * @param line from 1
 * @param column from 1, in characters; 1 also where a whole line or file is meant
 */
public record Position(String file, int line, int column) implements Comparable<Position> {
  /** The place of something that is said by a file being there, not by what is in it. */
  public static Position of(String file) {
    return new Position(file, 1, 1);
  }

  /** By file, as its name sorts, then as one reads it. */
  @Override
  public int compareTo(Position other) {
    int byFile = file.compareTo(other.file);
    if (byFile != 0) {
      return byFile;
    }
    int byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
