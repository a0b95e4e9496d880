package muster.sim.kernel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import muster.kernel.Errno;
import muster.kernel.Linux;
import org.jspecify.annotations.Nullable;

/** The machine's one file system. */
public final class Disk {
  private static final int NAME_MAX = 255;
  private static final int PATH_MAX = 4096;
  private static final int LINKS_MAX = 40;

  final Node.Directory root = new Node.Directory(2, null, 0755);
  private long lastInode = root.inode;

  Disk() {
    root.parent = root;
  }

  /**
   * Where a path leads.
   *
   * @param parent the directory of its last name
   * @param node what has that name, or null
   * @param error 0, or −errno when not even the directory could be found
   */
  record Place(Node.@Nullable Directory parent, String name, @Nullable Node node, int error) {
    static Place failed(int error) {
      return new Place(null, "", null, error);
    }

    /** −errno when nothing is there. */
    int missing() {
      return error != 0 ? error : node == null ? -Errno.ENOENT : 0;
    }
  }

  long freshInode() {
    return ++lastInode;
  }

  Place find(Node.Directory from, String path, boolean followLast) {
    if (!isBytes(path)) {
      return Place.failed(-Errno.EINVAL);
    }
    if (path.isEmpty()) {
      return Place.failed(-Errno.ENOENT);
    }
    return path.length() >= PATH_MAX
        ? Place.failed(-Errno.ENAMETOOLONG)
        : walk(from, path, followLast, 0);
  }

  private Place walk(Node.Directory from, String path, boolean followLast, int links) {
    Node.Directory parent = path.startsWith("/") ? root : from;
    Node node = parent;
    String name = ".";
    int followed = links;
    int end = withoutSlashes(path);
    boolean mustBeDirectory = end < path.length();
    for (int at = 0; at < end; ) {
      int slash = path.indexOf('/', at);
      int next = slash < 0 || slash > end ? end : slash;
      String part = path.substring(at, next);
      at = next + 1;
      if (part.isEmpty()) {
        continue;
      }
      if (node == null) {
        return Place.failed(-Errno.ENOENT);
      }
      if (!(node instanceof Node.Directory directory)) {
        return Place.failed(-Errno.ENOTDIR);
      }
      name = part;
      if (name.length() > NAME_MAX) {
        return Place.failed(-Errno.ENAMETOOLONG);
      }
      parent = directory;
      node = entry(directory, name);
      boolean last = at >= end;
      if (node instanceof Node.Link link && (!last || followLast || mustBeDirectory)) {
        if (++followed > LINKS_MAX) {
          return Place.failed(-Errno.ELOOP);
        }
        Place target = walk(parent, link.target, true, followed);
        if (target.error() != 0 || last) {
          return target;
        }
        node = target.node();
      }
    }
    if (mustBeDirectory && node != null && !(node instanceof Node.Directory)) {
      return Place.failed(-Errno.ENOTDIR);
    }
    return new Place(parent, name, node, 0);
  }

  private static int withoutSlashes(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return end;
  }

  private static @Nullable Node entry(Node.Directory directory, String name) {
    return switch (name) {
      case "." -> directory;
      case ".." -> directory.parent;
      default -> directory.entries.get(name);
    };
  }

  static boolean isBytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == 0 || text.charAt(i) > 0xff) {
        return false;
      }
    }
    return true;
  }

  // ---- changes ------------------------------------------------------------------------------

  /**
   * @return 0, or −errno when the name is taken or cannot be
   */
  int put(Place place, Node node) {
    Node.Directory parent = place.parent();
    if (place.error() != 0 || parent == null) {
      return place.error();
    }
    if (place.node() != null) {
      return -Errno.EEXIST;
    }
    if (parent.gone()) {
      return -Errno.ENOENT;
    }
    parent.entries.put(place.name(), node);
    parent.happened(Linux.IN_CREATE, place.name(), node instanceof Node.Directory);
    return 0;
  }

  int remove(Place place, boolean directory) {
    Node node = place.node();
    Node.Directory parent = place.parent();
    if (place.missing() != 0 || node == null || parent == null) {
      return place.missing();
    }
    if (node instanceof Node.Directory removed) {
      if (!directory) {
        return -Errno.EISDIR;
      }
      if (!removed.entries.isEmpty()) {
        return -Errno.ENOTEMPTY;
      }
    } else if (directory) {
      return -Errno.ENOTDIR;
    }
    parent.entries.remove(place.name());
    node.links--;
    parent.happened(Linux.IN_DELETE, place.name(), directory);
    return 0;
  }

  int rename(Place from, Place to) {
    Node node = from.node();
    Node.Directory source = from.parent();
    Node.Directory target = to.parent();
    if (from.missing() != 0 || node == null || source == null) {
      return from.missing();
    }
    if (to.error() != 0 || target == null) {
      return to.error();
    }
    Node replaced = to.node();
    if (replaced == node) {
      return 0;
    }
    if (node instanceof Node.Directory moved && inside(target, moved)) {
      return -Errno.EINVAL;
    }
    int refused = replaced == null ? 0 : mayReplace(node, replaced);
    if (refused != 0) {
      return refused;
    }
    if (target.gone()) {
      return -Errno.ENOENT;
    }
    if (replaced != null) {
      replaced.links--;
    }
    source.entries.remove(from.name());
    target.entries.put(to.name(), node);
    if (node instanceof Node.Directory moved) {
      moved.parent = target;
    }
    return 0;
  }

  private static int mayReplace(Node node, Node replaced) {
    boolean directory = node instanceof Node.Directory;
    if (replaced instanceof Node.Directory other) {
      return !directory ? -Errno.EISDIR : other.entries.isEmpty() ? 0 : -Errno.ENOTEMPTY;
    }
    return directory ? -Errno.ENOTDIR : 0;
  }

  private static boolean inside(Node.Directory place, Node.Directory directory) {
    Node.Directory at = place;
    while (at != null && at != at.parent) {
      if (at == directory) {
        return true;
      }
      at = at.parent;
    }
    return false;
  }

  // ---- what the simulated world does --------------------------------------------------------

  /** What is at an absolute path, or null. */
  public @Nullable Node at(String path) {
    return find(root, path, true).node();
  }

  /** Makes a directory and those above it. */
  public Node.Directory directory(String path) {
    Node.Directory at = root;
    for (String name : path.split("/", -1)) {
      if (!name.isEmpty()) {
        at = directory(at, name);
      }
    }
    return at;
  }

  /** Makes a directory in another one, or finds it there. */
  public Node.Directory directory(Node.Directory parent, String name) {
    if (parent.entries.get(name) instanceof Node.Directory there) {
      return there;
    }
    Node.Directory made = new Node.Directory(freshInode(), parent, 0755);
    parent.entries.put(name, made);
    return made;
  }

  /** Makes a file, or replaces what has its name. */
  public Node.Regular file(Node.Directory directory, String name, String content) {
    Node.Regular file = new Node.Regular(freshInode(), 0644);
    file.content = content.getBytes(StandardCharsets.ISO_8859_1);
    replace(directory, name, file);
    return file;
  }

  /** Makes a program that can be executed. */
  public void program(Node.Directory directory, String name, Program program) {
    Node.Regular file = file(directory, name, "#!\n");
    file.permissions = 0755;
    file.program = program;
  }

  /** Makes a file that may be executed and is no program of this machine. */
  public void script(Node.Directory directory, String name, String content) {
    file(directory, name, content).permissions = 0755;
  }

  /** Whether a file is a program of this machine. */
  public static boolean isProgram(Node.Regular file) {
    return file.program != null;
  }

  /** Makes a symbolic link. */
  public void link(Node.Directory directory, String name, String target) {
    replace(directory, name, new Node.Link(freshInode(), target));
  }

  /** Makes an empty directory, or puts one in the place of what has its name. */
  public void emptyDirectory(Node.Directory parent, String name) {
    replace(parent, name, new Node.Directory(freshInode(), parent, 0755));
  }

  public Node.Fifo fifo(Node.Directory directory, String name) {
    Node.Fifo fifo = new Node.Fifo(freshInode(), 0600);
    replace(directory, name, fifo);
    return fifo;
  }

  private static void replace(Node.Directory directory, String name, Node node) {
    Node before = directory.entries.put(name, node);
    if (before != null) {
      before.links--;
    }
  }

  /** Gives something another name, which nothing has. */
  public void rename(Node.Directory directory, String from, String to) {
    int result = rename(find(directory, from, false), find(directory, to, false));
    if (result != 0) {
      throw new IllegalStateException("cannot rename " + from + " to " + to + ": " + result);
    }
  }

  /** Removes what has that name, a directory with all that is in it. */
  public void remove(Node.Directory directory, String name) {
    Node before = directory.entries.remove(name);
    if (before != null) {
      before.links--;
    }
    if (before instanceof Node.Directory removed) {
      List.copyOf(removed.entries.keySet()).forEach(entry -> remove(removed, entry));
    }
  }

  /** What a path leads to from a directory, or null. */
  public @Nullable Node below(Node.Directory directory, String path) {
    return find(directory, path, true).node();
  }

  /** What is in a directory, by name; links are not followed. */
  public static Map<String, Node> entries(Node.Directory directory) {
    return directory.entries;
  }
}
