package muster.daemon;

import muster.kernel.Errno;
import muster.kernel.FileStatus;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import org.jspecify.annotations.Nullable;

/**
 * The file that a name stands for, as execvp(3) finds it.
 *
 * @param path to execute it by, from the directory in which it runs
 * @param problem why it cannot be executed, or null
 */
record Executable(String path, @Nullable String problem) {
  /** The kernel reads no more of a #! line. Source: execve(2). */
  private static final int HEADER_BYTES = 256;

  /**
   * What a launch executes. A name with a slash in it is not looked at: the kernel will say whether
   * it can be executed, and {@link #why} then says why not.
   *
   * @return with a sentence, if there is a problem
   */
  static Executable of(Kernel kernel, Launch launch) {
    String word = launch.words().getFirst();
    if (launch.problem() != null || word.indexOf('/') >= 0) {
      return new Executable(word, launch.problem());
    }
    Executable found = find(kernel, launch, word);
    return found.problem == null ? found : new Executable(word, sentence(word, found.problem));
  }

  private static String in(String place, String word) {
    return place.isEmpty() ? "./".concat(word) : Launch.below(place, word);
  }

  /** One of a launch's words, as it is found from where it runs. */
  static Executable find(Kernel kernel, Launch launch, String word) {
    return find(kernel, word, launch.directory(), launch.path());
  }

  /**
   * A sentence that says why a launch was not executed.
   *
   * @param result of {@link Kernel#spawn}
   */
  static String why(Kernel kernel, Launch launch, int result) {
    String word = launch.words().getFirst();
    String problem = find(kernel, launch, word).problem;
    return sentence(word, problem != null ? problem : Messages.whyNotExecuted(result));
  }

  private static String sentence(String word, String problem) {
    return "cannot execute ".concat(word).concat(": ").concat(problem);
  }

  /**
   * @param directory absolute
   * @param searched the directories to look in, with colons between; an empty one is {@code
   *     directory}
   */
  static Executable find(Kernel kernel, String word, String directory, String searched) {
    if (word.indexOf('/') >= 0) {
      return new Executable(word, problem(kernel, word, Launch.below(directory, word)));
    }
    Executable refused = null;
    for (String place : searched.split(":", -1)) {
      String path = in(place, word);
      String full = Launch.below(directory, path);
      if (kernel.accessAt(Linux.AT_FDCWD, full, Linux.F_OK) == 0) {
        String problem = problem(kernel, path, full);
        if (problem == null) {
          return new Executable(path, null);
        }
        refused = new Executable(path, path.concat(": ").concat(problem));
      }
    }
    return refused != null
        ? refused
        : new Executable(word, "it is not in PATH (".concat(searched).concat(")"));
  }

  private static @Nullable String problem(Kernel kernel, String name, String path) {
    FileStatus status = new FileStatus();
    int result = kernel.stat(path, status);
    if (result == -Errno.ENOENT) {
      return "there is no such file";
    }
    if (result < 0) {
      return Messages.why(result);
    }
    if (!status.isRegular()) {
      return "it is not a file";
    }
    if (kernel.accessAt(Linux.AT_FDCWD, path, Linux.X_OK) < 0) {
      return "it is not executable (chmod +x ".concat(name).concat(")");
    }
    String interpreter = interpreter(kernel, path);
    boolean there =
        interpreter.isEmpty() || kernel.accessAt(Linux.AT_FDCWD, interpreter, Linux.F_OK) == 0;
    return there ? null : "its #! line names ".concat(interpreter).concat(", which does not exist");
  }

  /** Empty when there is none, or when that is relative and nobody can tell. */
  private static String interpreter(Kernel kernel, String path) {
    byte[] header = new byte[HEADER_BYTES];
    int length = Files.read(kernel, Linux.AT_FDCWD, path, header);
    String line = Files.firstLine(header, Math.max(length, 0));
    if (!line.startsWith("#!")) {
      return "";
    }
    String rest = line.substring(2).strip();
    int end = 0;
    while (end < rest.length() && rest.charAt(end) != ' ' && rest.charAt(end) != '\t') {
      end++;
    }
    return rest.startsWith("/") ? rest.substring(0, end) : "";
  }
}
