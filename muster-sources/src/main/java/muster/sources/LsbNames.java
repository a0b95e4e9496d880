package muster.sources;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Nearest;
import muster.plan.Position;

/** What the names in headers stand for: scripts by what they provide, and facilities. */
final class LsbNames {
  private static final String ALL = "$all";
  private static final String NULL = "$null";

  private final LsbFacilities facilities;
  private final Findings findings;
  private final Map<String, LsbScript> providers = new LinkedHashMap<>();
  private final Nearest nearest = new Nearest(providers.keySet());

  /** Where it is said that a script, by its name, is interactive. */
  private final Map<String, Position> interactive = new HashMap<>();

  /** Says which names are provided twice. */
  LsbNames(List<LsbScript> scripts, LsbFacilities facilities, Findings findings) {
    this.facilities = facilities;
    this.findings = findings;
    scripts.forEach(this::provide);
    for (LsbHeader.Word service : facilities.interactive()) {
      provider(service.name())
          .ifPresent(script -> interactive.putIfAbsent(script.name(), service.at()));
    }
  }

  /**
   * A service that a header names.
   *
   * @param service its name, where it stands: in the header or in insserv.conf
   * @param asked the word of the header, which may be a facility
   */
  record Use(LsbHeader.Word service, LsbHeader.Word asked) {
    String name() {
      return service.name();
    }

    boolean optional() {
      return service.optional();
    }

    /** Is it what the header says, not what a facility stands for? */
    boolean direct() {
      return service.equals(asked);
    }

    /** Where else to look. */
    Finding.Note[] notes() {
      return direct()
          ? new Finding.Note[0]
          : new Finding.Note[] {
            new Finding.Note(service.at(), asked.text() + " stands for " + name() + " here")
          };
    }
  }

  private void provide(LsbScript script) {
    if (script.header().text(LsbHeader.Key.INTERACTIVE).equals("true")) {
      interactive.put(script.name(), script.header().at(LsbHeader.Key.INTERACTIVE));
    }
    for (LsbHeader.Word word : script.provides()) {
      LsbScript other = providers.putIfAbsent(word.text(), script);
      if (other != null && !other.name().equals(script.name())) {
        findings.error(
            "duplicate",
            word.at(),
            script.name()
                + " provides "
                + word.text()
                + ", and so does "
                + other.name()
                + "; remove one of the scripts",
            new Finding.Note(other.at(), other.name() + " is here"));
      }
    }
  }

  /** Who provides a service. */
  Optional<LsbScript> provider(String service) {
    return Optional.ofNullable(providers.get(service));
  }

  /** Where it is said that a script talks with the user, if it does. */
  Optional<Position> interactive(LsbScript script) {
    return Optional.ofNullable(interactive.get(script.name()));
  }

  /** Does the word stand for all other scripts? */
  static boolean isAll(LsbHeader.Word word) {
    return word.text().toLowerCase(Locale.ROOT).equals(ALL);
  }

  /** The services that a word of a header stands for, none of them if that is $all. */
  List<Use> services(LsbHeader.Word word) {
    if (!word.isFacility()) {
      return List.of(new Use(word, word));
    }
    if (isAll(word) || word.text().toLowerCase(Locale.ROOT).equals(NULL)) {
      return List.of();
    }
    Optional<List<LsbHeader.Word>> services = facilities.expand(word.text());
    if (services.isEmpty()) {
      findings.warn("undefined", word.at(), "there is no " + facilities.unknown(word.text()));
    }
    return services.orElse(List.of()).stream().map(service -> new Use(service, word)).toList();
  }

  /** That nobody provides a service, and perhaps who was meant. */
  String unknown(String service) {
    for (LsbScript script : providers.values()) {
      if (script.name().equals(service)) {
        return service
            + ", which no script provides: the script of that name provides "
            + script.provides().getFirst().text();
      }
    }
    return service + ", which no script provides" + nearest.question(service);
  }
}
