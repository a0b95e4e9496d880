package muster.kernel;

/** What stat(2) tells, in a buffer that the caller uses again and again. */
public final class FileStatus {
  /** The device; together with {@link #inode} a file's identity, whatever its names are. */
  public long device;

  public long inode;

  /** Which device a character or block special file stands for, as makedev(3) packs it. */
  public long special;

  /** Kind and permission bits, {@code st_mode}. */
  public int mode;

  public int uid;
  public int gid;
  public long size;
  public long links;

  /** Last change of the content, nanoseconds since 1970. */
  public long modifiedNanos;

  public boolean isDirectory() {
    return (mode & Linux.S_IFMT) == Linux.S_IFDIR;
  }

  public boolean isFifo() {
    return (mode & Linux.S_IFMT) == Linux.S_IFIFO;
  }

  public boolean isRegular() {
    return (mode & Linux.S_IFMT) == Linux.S_IFREG;
  }

  public boolean isCharacterDevice() {
    return (mode & Linux.S_IFMT) == Linux.S_IFCHR;
  }

  public boolean isSocket() {
    return (mode & Linux.S_IFMT) == Linux.S_IFSOCK;
  }

  public boolean isLink() {
    return (mode & Linux.S_IFMT) == Linux.S_IFLNK;
  }
}
