package muster.kernel;

import java.util.List;

/**
 * A process to start: posix_spawn(3) as data. The signal mask is always empty in the child.
 *
 * @param path what is executed, resolved after {@code directory} is entered
 * @param arguments from {@code argv[0]} on
 * @param environment the entries that change seldom; the same list again is not marshalled again,
 *     so it must not change
 * @param extraEnvironment entries appended for this process
 * @param directory a descriptor of where the child starts, or {@link Linux#AT_FDCWD} to stay
 * @param newSession the child leads a session, and so a process group, of its own
 * @param defaultSignals signals to reset to {@code SIG_DFL}, bit N−1 for signal N; caught ones
 *     become default by exec anyway, so only ignored ones belong here
 * @param actions on descriptors, done in order once the directory is entered
 */
public record Spawn(
    String path,
    List<String> arguments,
    List<String> environment,
    List<String> extraEnvironment,
    int directory,
    boolean newSession,
    long defaultSignals,
    List<FileAction> actions) {

  /** What happens to a descriptor between vfork and exec. */
  public sealed interface FileAction {
    /** dup2(2); the copy stays open in the program, also when {@code from == to}. */
    record Dup(int from, int to) implements FileAction {}

    /**
     * open(2) onto a given descriptor. Never a FIFO for reading or writing alone: that would wait
     * for the other end inside of the vfork.
     */
    record Open(int fd, String path, int flags, int mode) implements FileAction {}

    /** close(2); a descriptor that is not open is no error. */
    record Close(int fd) implements FileAction {}
  }
}
