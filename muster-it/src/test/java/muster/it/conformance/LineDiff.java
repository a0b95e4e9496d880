package muster.it.conformance;

import java.util.ArrayList;
import java.util.List;

/** The shortest way from one list of lines to another, as lines kept, only here and only there. */
public final class LineDiff {
  private LineDiff() {}

  public enum Side {
    BOTH,
    LEFT,
    RIGHT
  }

  public record Line(Side side, String text) {
    @Override
    public String toString() {
      return (side == Side.BOTH ? "    " : side == Side.LEFT ? "  - " : "  + ") + text;
    }
  }

  public static List<Line> between(List<String> left, List<String> right) {
    int[][] common = lengths(left, right);
    var lines = new ArrayList<Line>();
    int i = 0;
    int j = 0;
    while (i < left.size() || j < right.size()) {
      if (i < left.size() && j < right.size() && left.get(i).equals(right.get(j))) {
        lines.add(new Line(Side.BOTH, left.get(i)));
        i++;
        j++;
      } else if (j == right.size() || (i < left.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line(Side.LEFT, left.get(i++)));
      } else {
        lines.add(new Line(Side.RIGHT, right.get(j++)));
      }
    }
    return lines;
  }

  /** Length of the longest common subsequence of the tails from (i, j). */
  private static int[][] lengths(List<String> left, List<String> right) {
    int[][] common = new int[left.size() + 1][right.size() + 1];
    for (int i = left.size() - 1; i >= 0; i--) {
      for (int j = right.size() - 1; j >= 0; j--) {
        common[i][j] =
            left.get(i).equals(right.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
