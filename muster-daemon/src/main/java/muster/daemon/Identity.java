package muster.daemon;

import java.util.ArrayList;
import java.util.List;
import muster.plan.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Who a service runs as, and what that may do.
 *
 * @param words what executes the rest as that user and group, and with those capabilities; none
 *     when Muster is that already
 * @param problem why it cannot be, or null
 * @param doubt what may go wrong, or null
 */
record Identity(List<String> words, @Nullable String problem, @Nullable String doubt) {
  private static final Identity OWN = new Identity(List.of(), null, null);

  static Identity of(Settings settings, Surroundings surroundings) {
    String user = settings.user();
    String group = settings.group();
    List<String> capabilities = settings.attributes().capabilityOptions();
    if (user == null && group == null && capabilities.isEmpty()) {
      return OWN;
    }
    String userWord = user == null ? null : Launch.bytes(user);
    String groupWord = group == null ? null : Launch.bytes(group);
    if (surroundings.uid() != 0) {
      return capabilities.isEmpty()
          ? asSomebody(userWord, groupWord, surroundings)
          : impossible(
              "only root can say what services may do, and Muster is user " + surroundings.uid());
    }
    Identity identity = asRoot(userWord, groupWord, surroundings);
    List<String> options = new ArrayList<>(identity.words);
    options.addAll(capabilities);
    return new Identity(words(options, surroundings), identity.problem, identity.doubt);
  }

  private static List<String> words(List<String> options, Surroundings surroundings) {
    List<String> words = new ArrayList<>(List.of(surroundings.setpriv()));
    words.addAll(options);
    words.add("--");
    return List.copyOf(words);
  }

  /** Its words are still without what executes them. */
  private static Identity asRoot(
      @Nullable String user, @Nullable String group, Surroundings surroundings) {
    Accounts accounts = surroundings.accounts();
    String gid = group == null ? null : accounts.group(group);
    if (group != null && gid == null) {
      return impossible("there is no group " + group + " in /etc/group");
    }
    if (user == null) {
      return gid == null
          ? OWN
          : new Identity(List.of("--regid=" + gid, "--keep-groups"), null, null);
    }
    Accounts.User known = accounts.user(user);
    String primary = gid != null || known == null ? gid : known.group();
    if (primary == null) {
      return impossible(
          "there is no user "
              + user
              + " in /etc/passwd; if there is one elsewhere, say its group too");
    }
    // Only who has an account has groups to look up.
    boolean nameless = known == null && Accounts.isId(user);
    String groups = nameless ? "--clear-groups" : "--init-groups";
    return new Identity(
        List.of("--reuid=" + user, "--regid=" + primary, groups),
        null,
        known != null || nameless
            ? null
            : "there is no user " + user + " in /etc/passwd; it is looked for elsewhere");
  }

  private static Identity asSomebody(
      @Nullable String user, @Nullable String group, Surroundings surroundings) {
    Accounts accounts = surroundings.accounts();
    Accounts.User known = user == null ? null : accounts.user(user);
    String uid = known == null ? user : known.id();
    String gid = group == null ? null : accounts.group(group);
    boolean same =
        (uid == null || uid.equals(Integer.toString(surroundings.uid())))
            && (group == null || Integer.toString(surroundings.gid()).equals(gid));
    return same
        ? OWN
        : impossible(
            "only root can run services as others, and Muster is user " + surroundings.uid());
  }

  private static Identity impossible(String why) {
    return new Identity(List.of(), why, null);
  }
}
