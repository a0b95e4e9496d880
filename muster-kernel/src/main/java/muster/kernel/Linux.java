package muster.kernel;

/**
 * Numbers of the Linux interface, equal on x86-64 and aarch64 where nothing else is said. Source:
 * the kernel's uapi headers and glibc's bits/ headers.
 */
public final class Linux {
  // open(2); these O_ bits are x86-64's and LinuxKernel translates those that differ.
  public static final int O_RDONLY = 0;
  public static final int O_WRONLY = 1;
  public static final int O_RDWR = 2;
  public static final int O_CREAT = 0x40;
  public static final int O_EXCL = 0x80;
  public static final int O_NOCTTY = 0x100;
  public static final int O_TRUNC = 0x200;
  public static final int O_APPEND = 0x400;
  public static final int O_NONBLOCK = 0x800;

  /** x86-64; 0x4000 on aarch64. */
  public static final int O_DIRECTORY = 0x10000;

  /** x86-64; 0x8000 on aarch64. */
  public static final int O_NOFOLLOW = 0x20000;

  public static final int O_CLOEXEC = 0x80000;

  public static final int O_PATH = 0x200000;

  // *at(2)
  public static final int AT_FDCWD = -100;
  public static final int AT_SYMLINK_NOFOLLOW = 0x100;
  public static final int AT_REMOVEDIR = 0x200;

  // st_mode
  public static final int S_IFMT = 0xf000;
  public static final int S_IFIFO = 0x1000;
  public static final int S_IFCHR = 0x2000;
  public static final int S_IFDIR = 0x4000;
  public static final int S_IFREG = 0x8000;
  public static final int S_IFLNK = 0xa000;
  public static final int S_IFSOCK = 0xc000;

  // access(2), lseek(2)
  public static final int F_OK = 0;
  public static final int X_OK = 1;
  public static final int W_OK = 2;
  public static final int SEEK_SET = 0;
  public static final int SEEK_CUR = 1;
  public static final int SEEK_END = 2;

  // waitid(2)
  public static final int P_ALL = 0;
  public static final int P_PID = 1;
  public static final int P_PIDFD = 3;
  public static final int WNOHANG = 1;
  public static final int WNOWAIT = 0x01000000;

  // epoll(7)
  public static final int EPOLL_CTL_ADD = 1;
  public static final int EPOLL_CTL_DEL = 2;
  public static final int EPOLL_CTL_MOD = 3;
  public static final int EPOLLIN = 1;
  public static final int EPOLLOUT = 4;
  public static final int EPOLLERR = 8;
  public static final int EPOLLHUP = 16;
  public static final int EPOLLET = 1 << 31;

  // clocks
  public static final int CLOCK_REALTIME = 0;
  public static final int CLOCK_MONOTONIC = 1;
  public static final int CLOCK_BOOTTIME = 7;

  // splice(2), tee(2)
  public static final int SPLICE_F_NONBLOCK = 2;

  // socket(2)
  public static final int AF_UNIX = 1;
  public static final int AF_INET = 2;
  public static final int AF_INET6 = 10;
  public static final int SOCK_STREAM = 1;
  public static final int SOCK_DGRAM = 2;

  // prctl(2)
  public static final int PR_SET_PDEATHSIG = 1;
  public static final int PR_SET_NAME = 15;
  public static final int PR_SET_CHILD_SUBREAPER = 36;

  // namespaces
  public static final int CLONE_NEWNS = 0x00020000;
  public static final int CLONE_NEWPID = 0x20000000;

  // resource limits
  public static final int RLIMIT_NOFILE = 7;

  // inotify(7)
  public static final int IN_MODIFY = 2;
  public static final int IN_CLOSE_WRITE = 8;
  public static final int IN_CREATE = 0x100;
  public static final int IN_DELETE = 0x200;

  // regcomp(3), glibc
  public static final int REG_EXTENDED = 1;
  public static final int REG_NEWLINE = 4;
  public static final int REG_NOSUB = 8;

  // reboot(2)
  public static final int RB_AUTOBOOT = 0x01234567;
  public static final int RB_HALT_SYSTEM = 0xcdef0123;
  public static final int RB_POWER_OFF = 0x4321fedc;
  public static final int RB_DISABLE_CAD = 0;

  private Linux() {}
}
