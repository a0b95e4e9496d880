package muster.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.plan.Finding;
import muster.plan.Position;
import muster.plan.Severity;

/** What there is to say about a set, as text and as JSON. */
public final class FindingsView {
  private FindingsView() {}

  /** One line each, as compilers print it; notes follow theirs. */
  public static String text(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(finding).append('\n');
      finding.notes().forEach(note -> text.append(note).append('\n'));
    }
    return text.toString();
  }

  /** "2 errors, 1 warning". */
  public static String summary(List<Finding> findings) {
    List<String> parts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      int count = (int) findings.stream().filter(f -> f.severity() == severity).count();
      if (count > 0) {
        parts.add(GraphPicture.count(count, severity.word()));
      }
    }
    return parts.isEmpty() ? "nothing to complain of" : String.join(", ", parts);
  }

  /** A list of objects: severity, rule, file, line, column, text, notes. */
  public static List<Map<String, Object>> json(List<Finding> findings) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Finding finding : findings) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("severity", finding.severity().word());
      object.put("rule", finding.rule());
      put(object, finding.at());
      object.put("text", finding.text());
      List<Map<String, Object>> notes = new ArrayList<>();
      for (Finding.Note note : finding.notes()) {
        Map<String, Object> one = new LinkedHashMap<>();
        put(one, note.at());
        one.put("text", note.text());
        notes.add(one);
      }
      object.put("notes", notes);
      all.add(object);
    }
    return all;
  }

  private static void put(Map<String, Object> object, Position at) {
    object.put("file", at.file());
    object.put("line", at.line());
    object.put("column", at.column());
  }
}
