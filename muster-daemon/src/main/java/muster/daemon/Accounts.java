package muster.daemon;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import org.jspecify.annotations.Nullable;

/**
 * The users and groups that /etc/passwd and /etc/group have, as they were read. Others there may
 * be, of a directory service, are not known here: to ask for them would wait.
 */
final class Accounts {
  private static final String USERS = "/etc/passwd";
  private static final String GROUPS = "/etc/group";

  /** Of a machine with ten thousands of accounts. */
  private static final int FILE_BYTES = 4 * 1024 * 1024;

  /** (uid_t) −1 means nobody to system calls. */
  private static final long ID_MAX = 0xffff_fffeL;

  // Of passwd(5) and group(5).
  private static final int NAME = 0;
  private static final int ID = 2;
  private static final int GROUP_OF_USER = 3;

  /** Numbers, as text. */
  record User(String id, String group) {}

  private final Map<String, User> users = new LinkedHashMap<>();
  private final Map<String, String> groups = new LinkedHashMap<>();

  /** Reads both files; one that cannot be read has nobody in it. */
  static Accounts read(Kernel kernel) {
    return new Accounts(text(kernel, USERS), text(kernel, GROUPS));
  }

  private static String text(Kernel kernel, String path) {
    byte[] bytes = Files.read(kernel, Linux.AT_FDCWD, path, FILE_BYTES).bytes;
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /**
   * @param passwd a text as passwd(5) has it
   * @param group a text as group(5) has it
   */
  Accounts(String passwd, String group) {
    for (String line : passwd.split("\n", -1)) {
      String[] fields = line.split(":", -1);
      if (fields.length > GROUP_OF_USER && isId(fields[ID]) && isId(fields[GROUP_OF_USER])) {
        User user = new User(fields[ID], fields[GROUP_OF_USER]);
        users.putIfAbsent(fields[NAME], user);
      }
    }
    for (String line : group.split("\n", -1)) {
      String[] fields = line.split(":", -1);
      if (fields.length > ID && isId(fields[ID])) {
        groups.putIfAbsent(fields[NAME], fields[ID]);
      }
    }
  }

  static boolean isId(String text) {
    return Decimal.parse(text, ID_MAX) >= 0;
  }

  /** By name, or else by number. */
  @Nullable User user(String nameOrId) {
    User named = users.get(nameOrId);
    if (named != null || !isId(nameOrId)) {
      return named;
    }
    for (User user : users.values()) {
      if (Decimal.parse(user.id(), ID_MAX) == Decimal.parse(nameOrId, ID_MAX)) {
        return user;
      }
    }
    return null;
  }

  /** The number of a group by name, or a number as it is. */
  @Nullable String group(String nameOrId) {
    String named = groups.get(nameOrId);
    return named != null || !isId(nameOrId) ? named : nameOrId;
  }
}
