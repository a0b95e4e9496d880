package muster.sim.kernel;

/** The calls that can be made to fail. */
public enum SystemCall {
  OPEN,
  READ,
  WRITE,
  RENAME,
  MKDIR,
  MKFIFO,
  PIPE,
  SPAWN,
  WAITID,
  EPOLL_WAIT,
  EPOLL_CONTROL,
  LIST,
  DUP
}
