package muster.it.conformance;

import java.util.ArrayList;
import java.util.List;
import muster.it.conformance.ScenarioParser.Line;

/** Writes out {@code for a,b in 1,2 3,4 … end}: the lines between, once for each row. */
final class Loops {
  private Loops() {}

  static List<Line> unroll(String file, List<Line> lines) {
    var out = new ArrayList<Line>();
    int at = 0;
    while (at < lines.size()) {
      var line = lines.get(at);
      if (!line.text().startsWith("for ")) {
        out.add(line);
        at++;
        continue;
      }
      int end = endOf(file, lines, at);
      var parts = line.text().split("\\s+", -1);
      if (parts.length < 4 || !parts[2].equals("in")) {
        throw new IllegalArgumentException(
            file + ":" + line.number() + ": expected `for NAME[,NAME…] in VALUE[,VALUE…] …`");
      }
      var names = parts[1].split(",", -1);
      for (int row = 3; row < parts.length; row++) {
        var values = parts[row].split(",", -1);
        if (values.length != names.length) {
          throw new IllegalArgumentException(
              file + ":" + line.number() + ": row " + parts[row] + " does not fit " + parts[1]);
        }
        for (var inner : unroll(file, lines.subList(at + 1, end))) {
          out.add(new Line(inner.number(), filled(inner.text(), names, values)));
        }
      }
      at = end + 1;
    }
    return out;
  }

  private static int endOf(String file, List<Line> lines, int start) {
    int depth = 0;
    for (int i = start; i < lines.size(); i++) {
      var text = lines.get(i).text();
      if (text.startsWith("for ")) {
        depth++;
      } else if (text.equals("end") && --depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        file + ":" + lines.get(start).number() + ": this `for` has no `end`");
  }

  private static String filled(String text, String[] names, String[] values) {
    var filled = text;
    for (int i = 0; i < names.length; i++) {
      filled = filled.replace("{" + names[i] + "}", values[i]);
    }
    return filled;
  }
}
