package muster.cli;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A file that is open, and known again when it was renamed: as long as it is open no other one can
 * have its key.
 *
 * @param key device and inode
 */
record TrackedFile(RandomAccessFile file, Object key) implements Closeable {
  /** Opens what has that name now; null if nothing has. */
  static @Nullable TrackedFile open(Path path) throws IOException {
    for (Object seen = key(path); seen != null; seen = key(path)) {
      RandomAccessFile file;
      try {
        file = new RandomAccessFile(path.toFile(), "r");
      } catch (FileNotFoundException e) {
        if (seen.equals(key(path))) {
          throw e; // it may not be read
        }
        continue;
      }
      if (seen.equals(key(path))) {
        return new TrackedFile(file, seen);
      }
      file.close(); // renamed between the two
    }
    return null;
  }

  /** What file has that name now; null if none has. */
  static @Nullable Object key(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
