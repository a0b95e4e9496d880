package muster.kernel;

/**
 * What differs between the two machines that Muster runs on. Everything else that this package
 * hands to the kernel or to libc is the same on both: statx(2) was made so, the structures with
 * 64-bit fields are, and system call numbers from 424 on are common.
 *
 * @param epollEventBytes size of {@code struct epoll_event}, which is packed on x86-64 only.
 *     Source: uapi/linux/eventpoll.h, {@code EPOLL_PACKED}
 * @param epollDataAt where its {@code data} begins
 * @param directory {@code O_DIRECTORY}. Source: uapi/asm-generic/fcntl.h, asm/fcntl.h of arm64
 * @param noFollow {@code O_NOFOLLOW}
 */
record Arch(int epollEventBytes, int epollDataAt, int directory, int noFollow) {
  static final Arch X86_64 = new Arch(12, 4, 0x10000, 0x20000);
  static final Arch AARCH64 = new Arch(16, 8, 0x4000, 0x8000);

  /** By the name that the JDK gives in {@code os.arch}. */
  static Arch of(String name) {
    return switch (name) {
      case "amd64", "x86_64" -> X86_64;
      case "aarch64" -> AARCH64;
      default ->
          throw new UnsupportedOperationException(
              "Muster runs on x86-64 and aarch64 Linux, not on " + name);
    };
  }

  /** Flags of open(2) from the numbers of {@link Linux}, which are those of x86-64. */
  int openFlags(int flags) {
    int both = Linux.O_DIRECTORY | Linux.O_NOFOLLOW;
    if ((flags & both) == 0) {
      return flags;
    }
    int translated = flags & ~both;
    if ((flags & Linux.O_DIRECTORY) != 0) {
      translated |= directory;
    }
    if ((flags & Linux.O_NOFOLLOW) != 0) {
      translated |= noFollow;
    }
    return translated;
  }
}
