package muster.sim.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.kernel.FileStatus;
import muster.kernel.Linux;
import org.jspecify.annotations.Nullable;

/** A file of any kind. Names lead to it; what it is does not depend on them. */
public abstract sealed class Node {
  static final int DEVICE = 1;

  final long inode;
  final int kind;
  int permissions;
  int uid;
  int gid;
  int links = 1;
  long modified;

  Node(long inode, int kind, int permissions) {
    this.inode = inode;
    this.kind = kind;
    this.permissions = permissions;
  }

  long size() {
    return 0;
  }

  /** Hears what happens to a file or to a directory's names. */
  interface Watcher {
    /**
     * @param what an {@code IN_} constant
     * @param directory whether the name is one's
     */
    void happened(int what, String name, boolean directory);
  }

  private final List<Watcher> watchers = new ArrayList<>();

  final void watch(Watcher watcher) {
    watchers.add(watcher);
  }

  final void happened(int what, String name, boolean directory) {
    watchers.forEach(watcher -> watcher.happened(what, name, directory));
  }

  final void tell(FileStatus out) {
    out.device = DEVICE;
    out.inode = inode;
    out.mode = kind | permissions;
    out.uid = uid;
    out.gid = gid;
    out.size = size();
    out.links = links;
    out.modifiedNanos = modified;
  }

  /** Names, in the order in which they were made. */
  public static final class Directory extends Node {
    final Map<String, Node> entries = new LinkedHashMap<>();
    @Nullable Directory parent;

    Directory(long inode, @Nullable Directory parent, int permissions) {
      super(inode, Linux.S_IFDIR, permissions);
      this.parent = parent;
    }

    /** Removed: it takes no new names. */
    boolean gone() {
      return links == 0;
    }

    /** The absolute path by which it is reached now. */
    public String path() {
      Directory up = parent;
      if (up == null || up == this) {
        return "";
      }
      for (Map.Entry<String, Node> entry : up.entries.entrySet()) {
        if (entry.getValue() == this) {
          return up.path() + "/" + entry.getKey();
        }
      }
      return "(removed)";
    }
  }

  /** Bytes, and perhaps a program of the simulated machine. */
  public static final class Regular extends Node {
    byte[] content = {};
    final Locks locks = new Locks();
    @Nullable Program program;

    Regular(long inode, int permissions) {
      super(inode, Linux.S_IFREG, permissions);
    }

    /** What is in it, as it is now. */
    public byte[] content() {
      return content.clone();
    }

    @Override
    long size() {
      return content.length;
    }
  }

  /** A pipe with a name; the pipe is there as long as somebody has it open. */
  public static final class Fifo extends Node {
    @Nullable Pipe pipe;

    Fifo(long inode, int permissions) {
      super(inode, Linux.S_IFIFO, permissions);
    }

    Pipe pipe() {
      Pipe open = pipe;
      if (open == null || open.unused()) {
        open = new Pipe();
        pipe = open;
      }
      return open;
    }
  }

  /** Where a socket can be found. */
  public static final class Socket extends Node {
    final DatagramSocket owner;

    Socket(long inode, int permissions, DatagramSocket owner) {
      super(inode, Linux.S_IFSOCK, permissions);
      this.owner = owner;
    }
  }

  /** A symbolic link. */
  public static final class Link extends Node {
    final String target;

    Link(long inode, String target) {
      super(inode, Linux.S_IFLNK, 0777);
      this.target = target;
    }

    @Override
    long size() {
      return target.length();
    }
  }

  /** /dev/null. */
  static final class Null extends Node {
    Null(long inode) {
      super(inode, Linux.S_IFCHR, 0666);
    }
  }
}
