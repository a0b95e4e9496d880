package muster.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of a plan: all that who asks how services are needs of it, read in a fraction of the
 * time that {@link PlanReader} takes. That the file is whole is the daemon's to check, once.
 *
 * @param kinds of each service, in the order of the sources: longrun, oneshot or milestone
 * @param bundles names of services for each bundle
 */
public record Roster(Map<String, String> kinds, Map<String, List<String>> bundles) {
  private static final String SERVICE = "service ";
  private static final String BUNDLE = "bundle ";
  private static final String MEMBER = "  member ";
  private static final String INDENT = "  ";

  /**
   * Reads what {@link PlanWriter#write} made.
   *
   * @throws PlanReader.Refused if it is something else
   */
  public static Roster read(byte[] plan) throws PlanReader.Refused {
    String text = new String(plan, UTF_8);
    if (!text.startsWith(PlanWriter.BANNER + "\n")) {
      throw PlanReader.otherVersion();
    }
    Map<String, String> kinds = new LinkedHashMap<>();
    Map<String, List<String>> bundles = new LinkedHashMap<>();
    int at = text.indexOf("\n\n");
    while (at >= 0) {
      int next = text.indexOf("\n\n", at + 2);
      paragraph(text, at + 2, next < 0 ? text.length() : next + 1, kinds, bundles);
      at = next;
    }
    return new Roster(kinds, bundles);
  }

  private static void paragraph(
      String text,
      int start,
      int end,
      Map<String, String> kinds,
      Map<String, List<String>> bundles) {
    int place = text.indexOf('\n', start) + 1; // the line that says where it is defined
    if (text.startsWith(SERVICE, start)) {
      String name = word(text, start + SERVICE.length(), place - 1);
      int kind = text.indexOf('\n', place) + 1;
      kinds.put(name, text.substring(kind + INDENT.length(), text.indexOf('\n', kind)));
    } else if (text.startsWith(BUNDLE, start)) {
      List<String> members = new ArrayList<>();
      for (int line = place; line > 0 && line < end; line = text.indexOf('\n', line) + 1) {
        if (text.startsWith(MEMBER, line)) {
          members.add(word(text, line + MEMBER.length(), text.indexOf('\n', line)));
        }
      }
      bundles.put(word(text, start + BUNDLE.length(), place - 1), members);
    }
  }

  private static String word(String text, int start, int end) {
    Optional<List<String>> words = Words.split(text.substring(start, end));
    return words.isPresent() ? words.get().getFirst() : "";
  }

  /** The services of that name: itself, or those that are in it. Nothing if there is none. */
  public Optional<List<String>> services(String name) {
    return kinds.containsKey(name)
        ? Optional.of(List.of(name))
        : Optional.ofNullable(bundles.get(name));
  }

  /** "; did you mean X?", or nothing. */
  public String question(String name) {
    List<String> all = new ArrayList<>(kinds.keySet());
    all.addAll(bundles.keySet());
    return Nearest.question(name, all);
  }
}
