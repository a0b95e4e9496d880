package muster.kernel;

import java.nio.ByteBuffer;
import java.util.List;
import muster.kernel.Libc.Function;
import muster.kernel.Spawn.FileAction;
import org.jspecify.annotations.Nullable;

/** posix_spawn(3): marshalling what a new process shall be. */
final class Spawner {
  private static final Function POSIX_SPAWN = new Function("posix_spawn");
  private static final Function ATTR_INIT = new Function("posix_spawnattr_init");
  private static final Function ATTR_SETFLAGS = new Function("posix_spawnattr_setflags");
  private static final Function ATTR_SETSIGDEFAULT = new Function("posix_spawnattr_setsigdefault");
  private static final Function ACTIONS_INIT = new Function("posix_spawn_file_actions_init");
  private static final Function ACTIONS_DESTROY = new Function("posix_spawn_file_actions_destroy");
  private static final Function ADD_DUP2 = new Function("posix_spawn_file_actions_adddup2");
  private static final Function ADD_OPEN = new Function("posix_spawn_file_actions_addopen");
  private static final Function ADD_CLOSE = new Function("posix_spawn_file_actions_addclose");
  private static final Function ADD_FCHDIR = new Function("posix_spawn_file_actions_addfchdir_np");
  private static final Function PRLIMIT = new Function("prlimit");
  private static final Function FCNTL = new Function("fcntl");
  private static final Function GETPID = new Function("getpid");

  private static final int F_GETFD = 1;

  // Source: glibc's spawn.h.
  private static final int POSIX_SPAWN_SETSIGDEF = 0x04;
  private static final int POSIX_SPAWN_SETSIGMASK = 0x08;
  private static final int POSIX_SPAWN_SETSID = 0x80;

  // Where the structures of one spawn lie in their block; the sizes are glibc's: 336, 80, 128.
  private static final int ATTR = 0;
  private static final int ACTIONS = 512;
  private static final int SIGSET = 768;
  private static final int SIGSET_BYTES = 128;
  private static final int PID = SIGSET + SIGSET_BYTES;
  private static final int LIMIT = PID + Long.BYTES;
  private static final int LIMIT_RAISED = LIMIT + 2 * Long.BYTES;
  private static final int STRUCTS_BYTES = LIMIT_RAISED + 2 * Long.BYTES;

  /** The kernel takes no more whatever the stack limit is. Source: fs/exec.c, {@code _STK_LIM}. */
  static final int ARGUMENT_BYTES = 6 * 1024 * 1024;

  /**
   * A request that names a descriptor with this number says that at least so many are open. Then
   * waking the thread, which takes as long as copying 600, pays. Source: docs/adr/0010.
   */
  static final int MANY = 1000;

  private final Libc libc;
  private final Arch arch;
  private final Text text;
  private final Namespaces namespaces;
  private final int many;
  private final Memory structs;

  /** Null until it pays. */
  private @Nullable SpawnThread thread;

  /** What posix_spawn is called with. */
  private final long[] call = new long[6];

  // The environment that was marshalled last: addresses first, then strings.
  private final Memory environment;
  private final Text environmentText;
  private @Nullable List<String> marshalled;

  /**
   * @param many the number of a descriptor from which on a thread spawns
   */
  Spawner(Libc libc, Arch arch, Text text, Namespaces namespaces, int many) {
    this.libc = libc;
    this.arch = arch;
    this.text = text;
    this.namespaces = namespaces;
    this.many = many;
    structs = new Memory(libc);
    environment = new Memory(libc);
    environmentText = new Text(environment);
  }

  int spawn(Spawn request) {
    int result = marshalEnvironment(request.environment());
    if (result < 0) {
      return result;
    }
    if (pays(request)) {
      Handover handover = Handover.of(request, inheritedStreams());
      result = spawn(handover.request(), handover);
      if (result != SpawnThread.REFUSED) {
        return result;
      }
    }
    return spawn(request, null);
  }

  /**
   * @param handover what the thread needs to spawn; null to do it here
   */
  private int spawn(Spawn request, @Nullable Handover handover) {
    long base = structs.reserve(STRUCTS_BYTES);
    int result = libc.negated(ACTIONS_INIT, base + ACTIONS, 0, 0, 0, 0, 0);
    if (result < 0) {
      return result;
    }
    result = prepare(base, request);
    if (result == 0) {
      result =
          handover == null || thread == null
              ? libc.negated(POSIX_SPAWN, call[0], call[1], call[2], call[3], call[4], call[5])
              : thread.spawn(handover, call);
    }
    libc.negated(ACTIONS_DESTROY, base + ACTIONS, 0, 0, 0, 0, 0);
    return result < 0 ? result : structs.bytes().getInt(PID);
  }

  /** Marshals the request. @return 0 when {@link #call} is filled */
  private int prepare(long base, Spawn request) {
    List<String> arguments = request.arguments();
    List<String> extra = request.extraEnvironment();
    int inherited = request.environment().size();
    long strings = request.path().length() + 1L + Text.sizeOf(arguments) + Text.sizeOf(extra);
    long pointers = (arguments.size() + inherited + extra.size() + 2L) * Long.BYTES;
    if (strings + pointers > ARGUMENT_BYTES) {
      return -Errno.E2BIG;
    }
    // Actions first: libc copies what they need, and their strings use the block of the arguments.
    int result = addActions(base, request);
    if (result < 0) {
      return result;
    }
    text.begin((int) (strings + pointers));
    int argv = text.skip((arguments.size() + 1) * Long.BYTES);
    int envp = text.skip((inherited + extra.size() + 1) * Long.BYTES);
    int afterInherited = envp + inherited * Long.BYTES;
    long program = text.put(request.path());
    if (program < 0 || text.putAll(arguments, argv) < 0 || text.putAll(extra, afterInherited) < 0) {
      return -Errno.EINVAL;
    }
    text.putLong(argv + arguments.size() * Long.BYTES, 0);
    text.putPointers(envp, environment.bytes(), inherited);
    text.putLong(afterInherited + extra.size() * Long.BYTES, 0);

    setAttributes(base, request);
    call[0] = base + PID;
    call[1] = program;
    call[2] = base + ACTIONS;
    call[3] = base + ATTR;
    call[4] = text.addressOf(argv);
    call[5] = text.addressOf(envp);
    return 0;
  }

  private void setAttributes(long base, Spawn request) {
    // init leaves an empty mask behind, which is the one that every child gets.
    libc.negated(ATTR_INIT, base + ATTR, 0, 0, 0, 0, 0);
    int flags = POSIX_SPAWN_SETSIGMASK;
    if (request.newSession()) {
      flags |= POSIX_SPAWN_SETSID;
    }
    if (request.defaultSignals() != 0) {
      flags |= POSIX_SPAWN_SETSIGDEF;
      structs.clear(SIGSET, SIGSET + SIGSET_BYTES);
      structs.bytes().putLong(SIGSET, request.defaultSignals());
      libc.negated(ATTR_SETSIGDEFAULT, base + ATTR, base + SIGSET, 0, 0, 0, 0);
    }
    libc.negated(ATTR_SETFLAGS, base + ATTR, flags, 0, 0, 0, 0);
  }

  // ---- the thread ---------------------------------------------------------------------------

  /** Whether the thread shall spawn, which is started when that is so for the first time. */
  private boolean pays(Spawn request) {
    if (namespaces.apart()) {
      return false;
    }
    if (thread == null && names(request, many)) {
      thread = new SpawnThread(libc.call(GETPID), POSIX_SPAWN);
      thread.start();
    }
    return thread != null && thread.usable();
  }

  private static boolean names(Spawn request, int many) {
    boolean found = request.directory() >= many;
    for (FileAction action : request.actions()) {
      found |= action instanceof FileAction.Dup dup && dup.from() >= many;
    }
    return found;
  }

  /** Bit N for descriptor N, of 0 to 2: others that are not close-on-exec are nobody's. */
  private int inheritedStreams() {
    int streams = 0;
    for (int fd = 0; fd < Handover.STREAMS; fd++) {
      if (libc.call(FCNTL, fd, F_GETFD, 0) == 0) {
        streams |= 1 << fd;
      }
    }
    return streams;
  }

  // ---- descriptors and directory ------------------------------------------------------------

  private int addActions(long base, Spawn request) {
    List<FileAction> actions = request.actions();
    int first = request.directory() == Linux.AT_FDCWD ? 0 : -1;
    for (int i = first; i < actions.size(); i++) {
      int result = add(base + ACTIONS, request, i);
      if (result == -Errno.EBADF) {
        result = addAboveLimit(base, request, i);
      }
      if (result < 0) {
        return result;
      }
    }
    return 0;
  }

  /**
   * @param index of the action; −1 is to enter the directory
   */
  private int add(long list, Spawn request, int index) {
    if (index < 0) {
      return libc.negated(ADD_FCHDIR, list, request.directory(), 0, 0, 0, 0);
    }
    // Not a switch over patterns, which would be linked when the first process starts.
    FileAction action = request.actions().get(index);
    if (action instanceof FileAction.Dup dup) {
      return libc.negated(ADD_DUP2, list, dup.from(), dup.to(), 0, 0, 0);
    }
    if (action instanceof FileAction.Open open) {
      long at = text.only(open.path());
      return at < 0
          ? (int) at
          : libc.negated(
              ADD_OPEN, list, open.fd(), at, arch.openFlags(open.flags()), open.mode(), 0);
    }
    FileAction.Close close = (FileAction.Close) action;
    return libc.negated(ADD_CLOSE, list, close.fd(), 0, 0, 0, 0);
  }

  /**
   * glibc refuses descriptors at or above the soft RLIMIT_NOFILE when an action is added, although
   * dup2 in the child may copy from there. A caller that lowered the limit for the child's sake has
   * such descriptors, so the limit is up while the action is added.
   */
  private int addAboveLimit(long base, Spawn request, int index) {
    int result = libc.call(PRLIMIT, 0, Linux.RLIMIT_NOFILE, 0, base + LIMIT);
    if (result < 0) {
      return result;
    }
    ByteBuffer limits = structs.bytes();
    long hard = limits.getLong(LIMIT + Long.BYTES);
    limits.putLong(LIMIT_RAISED, hard);
    limits.putLong(LIMIT_RAISED + Long.BYTES, hard);
    result = libc.call(PRLIMIT, 0, Linux.RLIMIT_NOFILE, base + LIMIT_RAISED, 0);
    if (result < 0) {
      return result;
    }
    result = add(base + ACTIONS, request, index);
    libc.call(PRLIMIT, 0, Linux.RLIMIT_NOFILE, base + LIMIT, 0);
    return result;
  }

  // ---- environment --------------------------------------------------------------------------

  /** Does nothing when the list is the same object as the last time. */
  @SuppressWarnings("ReferenceEquality") // Comparing the entries would cost what is to be saved.
  private int marshalEnvironment(List<String> entries) {
    if (entries == marshalled) {
      return 0;
    }
    marshalled = null;
    long size = Text.sizeOf(entries) + (long) entries.size() * Long.BYTES;
    if (size > ARGUMENT_BYTES) {
      return -Errno.E2BIG;
    }
    environmentText.begin((int) size);
    int result = environmentText.putAll(entries, environmentText.skip(entries.size() * Long.BYTES));
    if (result == 0) {
      marshalled = entries;
    }
    return result;
  }
}
