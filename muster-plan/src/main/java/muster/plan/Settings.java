package muster.plan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service may have besides its work and its place in the order.
 *
 * @param description one line for people
 * @param directory where it runs, absolute or from the user's working directory
 * @param user its user, or null for the supervisor's
 * @param group its group, or null for the user's
 * @param environment added to the supervisor's, in the order of the source
 * @param limits by the names of prlimit(1) (nofile, core): SOFT, or SOFT:HARD
 * @param attributes the umask, the niceness, capabilities, files of variables
 * @param upMillis the most that it may take to be up; 0 is no limit
 * @param downMillis the most that it may take to be down; 0 is no limit
 * @param essential an ordinary stop of everything leaves it up
 * @param addresses what it listens on, beside what its readiness says
 */
public record Settings(
    @Nullable String description,
    @Nullable String directory,
    @Nullable String user,
    @Nullable String group,
    Map<String, String> environment,
    Map<String, String> limits,
    Attributes attributes,
    long upMillis,
    long downMillis,
    boolean essential,
    OnFailure onFailure,
    OnLoss onLoss,
    Log log,
    List<String> addresses) {

  /** What the failure of the service itself means to the whole. */
  public enum OnFailure {
    /** What needs it is not started; the rest goes on. */
    NOTHING,
    /** Everything is stopped, and the whole ends with the service's exit code. */
    EXIT
  }

  /** What happens to a service that runs when something that it needs has failed. */
  public enum OnLoss {
    /** It goes on. */
    KEEP,
    /** It is stopped. */
    STOP,
    /** It is stopped, and started again when what it needs is back. */
    RESTART
  }

  /** The same, of a service that runs in that directory. */
  public Settings in(String place) {
    return new Settings(
        description,
        place,
        user,
        group,
        environment,
        limits,
        attributes,
        upMillis,
        downMillis,
        essential,
        onFailure,
        onLoss,
        log,
        addresses);
  }

  /** The same, of a service that is essential. */
  public Settings asEssential() {
    return new Settings(
        description,
        directory,
        user,
        group,
        environment,
        limits,
        attributes,
        upMillis,
        downMillis,
        true,
        onFailure,
        onLoss,
        log,
        addresses);
  }

  /** Of a service of which nothing is said. */
  public static final Settings NONE =
      new Settings(
          null,
          null,
          null,
          null,
          Map.of(),
          Map.of(),
          Attributes.NONE,
          0,
          0,
          false,
          OnFailure.NOTHING,
          OnLoss.KEEP,
          new Log.CatchAll(),
          List.of());
}
