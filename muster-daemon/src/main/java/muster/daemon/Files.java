package muster.daemon;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import muster.kernel.Errno;
import muster.kernel.Kernel;
import muster.kernel.Linux;

/** Small files, read and written whole. */
final class Files {
  private static final int READ_CHUNK = 4096;

  private Files() {}

  /** A file as it was found. */
  static final class Content {
    /** None when it could not be read. */
    final byte[] bytes;

    /** 0 or −errno. */
    final int error;

    private Content(byte[] bytes, int error) {
      this.bytes = bytes;
      this.error = error;
    }
  }

  /**
   * What one read gives from the start of a file: all of one that is shorter than the buffer, if it
   * is on a disk, or of a process in /proc.
   *
   * @return how many bytes there were, or −errno
   */
  static int read(Kernel kernel, int directory, String path, byte[] out) {
    int fd = open(kernel, directory, path);
    if (fd < 0) {
      return fd;
    }
    int result;
    do {
      result = kernel.read(fd, out, 0, out.length);
    } while (result == -Errno.EINTR);
    kernel.close(fd);
    return result;
  }

  private static int open(Kernel kernel, int directory, String path) {
    // A FIFO in a file's place must not stop the loop, nor a terminal become the daemon's own.
    return kernel.openAt(directory, path, Linux.O_RDONLY | Linux.O_NONBLOCK | Linux.O_NOCTTY, 0);
  }

  /** A whole file of at most so many bytes. */
  static Content read(Kernel kernel, int directory, String path, int limit) {
    byte[] buffer = new byte[Math.min(limit, READ_CHUNK)];
    int have = readAll(kernel, directory, path, buffer);
    if (have == buffer.length && have < limit) {
      buffer = new byte[limit];
      have = readAll(kernel, directory, path, buffer);
    }
    return new Content(Arrays.copyOf(buffer, Math.max(have, 0)), Math.min(have, 0));
  }

  private static int readAll(Kernel kernel, int directory, String path, byte[] out) {
    int fd = open(kernel, directory, path);
    if (fd < 0) {
      return fd;
    }
    int have = 0;
    int result = 1;
    while (have < out.length && result > 0) {
      result = kernel.read(fd, out, have, out.length - have);
      if (result > 0) {
        have += result;
      } else if (result == -Errno.EINTR) {
        result = 1;
      }
    }
    kernel.close(fd);
    return result < 0 ? result : have;
  }

  /**
   * Puts a file in the place of another at once: a reader sees the old content or the new.
   *
   * @return 0 or −errno
   */
  static int replace(Kernel kernel, int directory, String path, byte[] content) {
    String fresh = path.concat(".new");
    int result = write(kernel, directory, fresh, content);
    return result < 0 ? result : kernel.renameAt(directory, fresh, path);
  }

  /**
   * Writes a file anew, not at once.
   *
   * @return 0 or −errno
   */
  static int write(Kernel kernel, int directory, String path, byte[] content) {
    int flags = Linux.O_WRONLY | Linux.O_CREAT | Linux.O_TRUNC | Linux.O_NONBLOCK;
    int fd = kernel.openAt(directory, path, flags, 0666);
    if (fd < 0) {
      return fd;
    }
    int result = writeAll(kernel, fd, content);
    kernel.close(fd);
    return result;
  }

  /**
   * @return 0 or −errno
   */
  static int writeAll(Kernel kernel, int fd, byte[] content) {
    int done = 0;
    while (done < content.length) {
      int result = kernel.write(fd, content, done, content.length - done);
      if (result < 0 && result != -Errno.EINTR) {
        return result;
      }
      done += Math.max(result, 0);
    }
    return 0;
  }

  /** The bytes up to the first newline, as chars. */
  static String firstLine(byte[] bytes, int length) {
    int end = 0;
    while (end < length && bytes[end] != '\n') {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
  }
}
