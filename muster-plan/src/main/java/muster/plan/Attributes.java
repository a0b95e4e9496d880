package muster.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service's programs get before they are executed, beside a user and limits.
 *
 * @param umask three or four octal digits, or null for the supervisor's
 * @param nice added to the supervisor's niceness
 * @param ambient capabilities that it has whatever its user is; names as in capabilities(7), in
 *     small letters and without {@code cap_}
 * @param bounding the only capabilities that it can ever have, or null for all
 * @param environmentFiles files of variables, as written: one with {@code -} before it may be
 *     missing
 */
public record Attributes(
    @Nullable String umask,
    int nice,
    List<String> ambient,
    @Nullable List<String> bounding,
    List<String> environmentFiles) {

  /** Of a service of which nothing is said. */
  public static final Attributes NONE = new Attributes(null, 0, List.of(), null, List.of());

  /** Copies the lists. */
  public Attributes {
    ambient = List.copyOf(ambient);
    bounding = bounding == null ? null : List.copyOf(bounding);
    environmentFiles = List.copyOf(environmentFiles);
  }

  /** For setpriv(1); none if nothing is said of capabilities. */
  public List<String> capabilityOptions() {
    if (ambient.isEmpty()) {
      return bounding == null ? List.of() : List.of("--bounding-set=" + only(bounding));
    }
    String given = "+" + String.join(",+", ambient);
    List<String> options = List.of("--inh-caps=" + given, "--ambient-caps=" + given);
    return bounding == null
        ? options
        : List.of(options.get(0), options.get(1), "--bounding-set=" + only(bounding));
  }

  private static String only(List<String> names) {
    return names.isEmpty() ? "-all" : "-all,+" + String.join(",+", names);
  }
}
