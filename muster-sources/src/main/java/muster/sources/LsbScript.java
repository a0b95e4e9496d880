package muster.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import muster.plan.Findings;
import muster.plan.Position;

/**
 * An init script.
 *
 * @param directory where it is
 * @param name of its file, which is its name everywhere in a set
 * @param provides what it is to others, without facilities; its name, if it does not say
 */
record LsbScript(
    String directory,
    String name,
    LsbHeader header,
    List<LsbHeader.Word> provides,
    Runlevels start,
    Runlevels stop) {
  /** Copies what it provides. */
  LsbScript {
    provides = List.copyOf(provides);
  }

  static LsbScript of(String directory, String name, LsbHeader header, Findings findings) {
    Runlevels start = runlevels(header, LsbHeader.Key.DEFAULT_START, findings);
    Runlevels stop = runlevels(header, LsbHeader.Key.DEFAULT_STOP, findings);
    Runlevels onlyStart = start.without(stop);
    if (!onlyStart.equals(start)) {
      findings.warn(
          "runlevel",
          header.at(LsbHeader.Key.DEFAULT_START),
          "%s is stopped in %s, so it is not started there"
              .formatted(name, start.without(onlyStart)));
    }
    return new LsbScript(
        directory, name, header, provides(name, header, findings), onlyStart, stop);
  }

  private static List<LsbHeader.Word> provides(String name, LsbHeader header, Findings findings) {
    List<LsbHeader.Word> provides = new ArrayList<>();
    for (LsbHeader.Word word : header.words(LsbHeader.Key.PROVIDES)) {
      if (word.isFacility() || word.text().startsWith("#")) {
        findings.warn(
            "header", word.at(), "a script cannot provide " + word.text() + ", which is not read");
      } else {
        provides.add(word);
      }
    }
    return provides.isEmpty() ? List.of(new LsbHeader.Word(name, header.at())) : provides;
  }

  private static Runlevels runlevels(LsbHeader header, LsbHeader.Key key, Findings findings) {
    Runlevels levels = Runlevels.NONE;
    for (LsbHeader.Word word : header.words(key)) {
      var level = Runlevel.of(word.text());
      if (level.isPresent()) {
        levels = levels.and(level.get());
      } else if (word.text().matches("[bB]")) {
        findings.error("runlevel", word.at(), "there is no runlevel B but in SUSE; it is S");
      } else {
        findings.warn(
            "runlevel",
            word.at(),
            word.text() + " is no runlevel, and is not read" + apart(word.text()));
      }
    }
    return levels;
  }

  private static String apart(String word) {
    return word.matches("[0-6sS]+") ? "; write " + String.join(" ", word.split("")) : "";
  }

  /** Where it was defined. */
  Position at() {
    return header.at(LsbHeader.Key.PROVIDES);
  }

  /** What people read of it. */
  Optional<String> description() {
    return Stream.of(LsbHeader.Key.SHORT_DESCRIPTION, LsbHeader.Key.DESCRIPTION)
        .map(header::text)
        .filter(text -> !text.isEmpty())
        .findFirst();
  }
}
