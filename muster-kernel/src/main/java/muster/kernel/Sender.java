package muster.kernel;

/** Who sent a datagram, by what the kernel says. The caller's buffer. */
public final class Sender {
  /** 0 when it is not told, or when the sender is of another pid namespace. */
  public int pid;

  public int uid;
  public int gid;
}
