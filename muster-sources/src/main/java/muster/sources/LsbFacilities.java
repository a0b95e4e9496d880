package muster.sources;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.plan.Findings;
import muster.plan.Nearest;
import muster.plan.Position;

/**
 * What insserv.conf and the files of insserv.conf.d say: which services a facility such as $network
 * stands for, and which services are interactive. What several files say of a facility adds up.
 *
 * <p>Source: scan_conf_file and expand_conf of insserv 1.24.
 */
final class LsbFacilities {
  private static final String INTERACTIVE = "<interactive>";

  private static final String DELIMITERS = " ,;\t\r";

  /** Where Debian's initscripts, and what replaces them, provide what LSB asks for. */
  private static final SourceText DEBIAN =
      new SourceText(
          "insserv.conf of Debian 12",
          """
          $local_fs   +mountall +mountall-bootclean +mountoverflowtmp +umountfs
          $network    +networking +ifupdown
          $named      +named +dnsmasq +lwresd +bind9 +unbound +pdns-recursor $network
          $remote_fs  $local_fs +mountnfs +mountnfs-bootclean +umountnfs +sendsigs
          $syslog     +rsyslog +sysklogd +syslog-ng +dsyslog +inetutils-syslogd
          $time       +hwclock
          <interactive> glibc udev console-screen keymap keyboard-setup console-setup \
          cryptdisks cryptdisks-early checkfs-loop
          """);

  private final Findings findings;
  private final Map<String, Facility> facilities = new LinkedHashMap<>();
  private final List<LsbHeader.Word> interactive = new ArrayList<>();

  /** A facility, where it was first, and what it stands for: services and other facilities. */
  private record Facility(String name, Position at, List<LsbHeader.Word> members) {}

  private LsbFacilities(Findings findings) {
    this.findings = findings;
  }

  /**
   * @param files the configuration; if there is none, Debian's is taken
   */
  static LsbFacilities read(List<SourceText> files, Findings findings) {
    LsbFacilities facilities = new LsbFacilities(findings);
    for (SourceText file : files.isEmpty() ? List.of(DEBIAN) : files) {
      facilities.read(file);
    }
    facilities.findLoops();
    return facilities;
  }

  /** All that are defined, in the order of the files. */
  Collection<String> names() {
    return facilities.keySet();
  }

  /** Where one was defined first; there has to be one. */
  Position at(String facility) {
    return get(facility).at;
  }

  /** The services that are interactive, wherever they come from. */
  List<LsbHeader.Word> interactive() {
    return interactive;
  }

  /**
   * The services that a facility stands for, those of facilities in it too, each once with what was
   * first said of it.
   *
   * @return nothing if there is no such facility
   */
  Optional<List<LsbHeader.Word>> expand(String facility) {
    if (!facilities.containsKey(facility)) {
      return Optional.empty();
    }
    Map<String, LsbHeader.Word> services = new LinkedHashMap<>();
    for (String each : within(facility)) {
      for (LsbHeader.Word member : get(each).members) {
        if (!member.isFacility()) {
          services.merge(member.name(), member, (one, other) -> one.optional() ? other : one);
        }
      }
    }
    return Optional.of(List.copyOf(services.values()));
  }

  /** The facility itself, and those that it contains. */
  private Set<String> within(String facility) {
    Set<String> found = new LinkedHashSet<>(List.of(facility));
    Deque<String> work = new ArrayDeque<>(found);
    while (!work.isEmpty()) {
      for (LsbHeader.Word member : get(work.removeFirst()).members) {
        if (facilities.containsKey(member.text()) && found.add(member.text())) {
          work.add(member.text());
        }
      }
    }
    return found;
  }

  private Facility get(String facility) {
    Facility known = facilities.get(facility);
    if (known == null) {
      throw new IllegalArgumentException(facility + " is no facility");
    }
    return known;
  }

  // ---- reading ------------------------------------------------------------------------------

  private void read(SourceText file) {
    int line = 0;
    for (String text : file.text().split("\n", -1)) {
      line++;
      if (!text.isBlank() && !text.startsWith("#")) {
        readLine(file.file(), line, text);
      }
    }
  }

  private void readLine(String file, int line, String text) {
    Position at = new Position(file, line, 1);
    int end = 0;
    while (end < text.length() && " \t=:\r".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String name = text.substring(0, end);
    if (name.equals(INTERACTIVE)) {
      interactive.addAll(words(at, text, end));
    } else if (name.matches("\\$[A-Za-z0-9_-]+")) {
      facilities
          .computeIfAbsent(name, of -> new Facility(of, at, new ArrayList<>()))
          .members
          .addAll(words(at, text, end));
    } else {
      findings.warn(
          "facility", at, "this line is not read: it begins with neither $ nor " + INTERACTIVE);
    }
  }

  private static List<LsbHeader.Word> words(Position at, String text, int from) {
    List<LsbHeader.Word> words = new ArrayList<>();
    int next = from;
    while (next < text.length() && " \t=:".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    while (next < text.length()) {
      int start = next;
      while (next < text.length() && DELIMITERS.indexOf(text.charAt(next)) < 0) {
        next++;
      }
      if (next > start) {
        int column = text.codePointCount(0, start) + 1;
        words.add(
            new LsbHeader.Word(
                text.substring(start, next), new Position(at.file(), at.line(), column)));
      } else {
        next++;
      }
    }
    return words;
  }

  private void findLoops() {
    for (Facility facility : facilities.values()) {
      for (LsbHeader.Word member : facility.members) {
        if (!member.isFacility()) {
          continue;
        }
        if (!facilities.containsKey(member.text())) {
          findings.warn("undefined", member.at(), "there is no " + unknown(member.text()));
        } else if (within(member.text()).contains(facility.name)) {
          findings.error(
              "cycle", member.at(), facility.name + " contains itself, by " + member.text());
        }
      }
    }
  }

  /** "$x in any insserv.conf", and perhaps what was meant. */
  String unknown(String facility) {
    return facility + " in any insserv.conf" + Nearest.question(facility, names());
  }
}
