package muster.sources;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The files that a source consists of; links are followed. Paths are as the user wrote them and
 * continued with /.
 */
public interface Tree {
  /** What is at a path. */
  enum Kind {
    /** Nothing, or nothing that may be looked at. */
    ABSENT,
    /** A regular file. */
    FILE,
    /** A directory. */
    DIRECTORY,
    /** A device, a FIFO, a socket. */
    OTHER
  }

  /** What is there, behind links. */
  Kind kind(String path);

  /** What a symbolic link says, as it says it; nothing if there is no link. */
  Optional<String> link(String path);

  /** Could its owner execute it? */
  boolean executable(String path);

  /**
   * The names in a directory, without . and .., sorted by their bytes. A byte that is not UTF-8 is
   * U+FFFD in the name, and nothing can be found by that name.
   *
   * @throws IOException why not, with a message for people
   */
  List<String> names(String directory) throws IOException;

  /**
   * @throws IOException why not, also when the file is longer than {@link #BYTES_MAX}, with a
   *     message for people
   */
  byte[] read(String file) throws IOException;

  /**
   * The beginning of a file, to see what it is. Says no more than that there is nothing where to
   * read could wait for something that never comes.
   *
   * @param max so many bytes at most
   * @throws IOException why not, with a message for people
   */
  default byte[] start(String file, int max) throws IOException {
    byte[] bytes = read(file);
    return bytes.length <= max ? bytes : Arrays.copyOf(bytes, max);
  }

  /** Longer files are refused: 64 MB, some thirty times the largest graph that is known. */
  int BYTES_MAX = 64 * 1024 * 1024;
}
