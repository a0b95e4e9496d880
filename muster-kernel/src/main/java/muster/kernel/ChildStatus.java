package muster.kernel;

/** Who died and how: the caller's buffer for {@link Kernel#waitid} and {@link Kernel#pidfdInfo}. */
public final class ChildStatus {
  public int pid;

  /** As wait(2) packs it: low 7 bits the signal, 0x80 core dumped, high byte the exit code. */
  public int waitStatus;
}
