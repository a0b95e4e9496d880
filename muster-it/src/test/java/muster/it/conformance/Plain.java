package muster.it.conformance;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Takes out of a text what differs from one run to the next, and keeps the relations: process ids,
 * time stamps and pipes get names in the order in which they are seen, so that the same thing has
 * the same name everywhere. Time stamps have names for each service: whether two services have one
 * stamp in common is the supervisor's business.
 */
final class Plain {
  private static final Pattern STAMP = Pattern.compile("@[0-9a-f]{24}");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])\\d+(?![\\w.])");
  private static final Pattern AGE = Pattern.compile("\\b(\\d+) seconds");

  /** A scenario is over long before a stamp can be this old. */
  private static final long OLDEST_SECONDS = 300;

  private final String root;
  private final Map<String, Map<String, String>> stamps = new HashMap<>();
  private final Map<Long, String> pids = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, String> pipes = new HashMap<>();

  Plain(Path root) {
    this.root = root.toString();
  }

  /** The name of a process of {@code owner}: the first one that is seen is {@code owner#1}. */
  String pid(long pid, String owner) {
    return pids.computeIfAbsent(
        pid, _ -> "<" + owner + "#" + counts.merge(owner, 1, Integer::sum) + ">");
  }

  /** The process that was given this name. */
  long pidNamed(String name) {
    return pids.entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .findFirst()
        .orElseThrow(() -> new PlayFailed("no process was seen as " + name))
        .getKey();
  }

  /** The name of a time stamp of {@code owner}; its text form is {@code @} and 24 hex digits. */
  String stamp(String owner, String label) {
    return stamp(stamps.computeIfAbsent(owner, _ -> new HashMap<>()), label);
  }

  private static String stamp(Map<String, String> names, String label) {
    return names.computeIfAbsent(label, fresh -> "@" + (names.size() + 1) + doubt(fresh));
  }

  String pipe(String inode) {
    return pipes.computeIfAbsent(inode, _ -> "pipe#" + (pipes.size() + 1));
  }

  /**
   * {@code text} with names for what would differ; a number is a process only if {@code living}
   * knows it.
   */
  String text(String text, Map<Long, String> living) {
    var out = text.replace(root, "<root>");
    var local = new HashMap<String, String>();
    out = STAMP.matcher(out).replaceAll(match -> stamp(local, match.group()));
    out = AGE.matcher(out).replaceAll(Plain::age);
    return NUMBER.matcher(out).replaceAll(match -> process(match, living));
  }

  private String process(MatchResult match, Map<Long, String> living) {
    if (match.group().length() > 9) {
      return match.group();
    }
    long number = Long.parseLong(match.group());
    var owner = living.get(number);
    if (owner != null) {
      return pid(number, owner);
    }
    return pids.getOrDefault(number, match.group());
  }

  private static String age(MatchResult match) {
    return Long.parseLong(match.group(1)) <= OLDEST_SECONDS ? "N seconds" : match.group();
  }

  /**
   * Empty when the stamp is of these minutes, else what is wrong with it (leap seconds forgotten,
   * for one).
   */
  private static String doubt(String label) {
    long seconds = Tai.unixSeconds(label);
    long age = System.currentTimeMillis() / 1000 - seconds;
    return age >= -1 && age <= OLDEST_SECONDS ? "" : "(not of now)";
  }
}
