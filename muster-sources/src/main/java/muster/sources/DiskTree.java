package muster.sources;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is really there. The path {@code -} is standard input. */
public final class DiskTree implements Tree {
  private static final String STANDARD_INPUT = "-";

  private final InputStream standardInput;

  /** What came from where it can be read only once; it is asked for more often. */
  private final Map<String, byte[]> once = new HashMap<>();

  /** Reads the stream for the path {@code -}. */
  public DiskTree(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  @Override
  public Kind kind(String path) {
    if (path.equals(STANDARD_INPUT)) {
      return Kind.FILE;
    }
    try {
      var found = Files.readAttributes(Path.of(path), BasicFileAttributes.class);
      if (found.isRegularFile()) {
        return Kind.FILE;
      }
      return found.isDirectory() ? Kind.DIRECTORY : Kind.OTHER;
    } catch (IOException | InvalidPathException e) {
      return Kind.ABSENT;
    }
  }

  @Override
  public Optional<String> link(String path) {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of(path)).toString());
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean executable(String path) {
    try {
      return Files.isExecutable(Path.of(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  @Override
  public List<String> names(String directory) throws IOException {
    String[] names = new File(directory).list(); // several times as fast as a DirectoryStream
    if (names == null) {
      throw new IOException(whyNotListed(directory));
    }
    Arrays.sort(names, DiskTree::compareAsUtf8);
    return Arrays.asList(names);
  }

  private static String whyNotListed(String directory) {
    try (DirectoryStream<Path> _ = Files.newDirectoryStream(Path.of(directory))) {
      return "it could not be listed, and now it can; try again";
    } catch (IOException | InvalidPathException e) {
      return why(e);
    }
  }

  /** The order of the bytes, which is that of the characters' numbers. */
  static int compareAsUtf8(String one, String other) {
    int common = Math.min(one.length(), other.length());
    for (int i = 0; i < common; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        return rank(a) - rank(b);
      }
    }
    return one.length() - other.length();
  }

  /** Surrogates stand for characters that come after all others. */
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + Character.MAX_VALUE : c;
  }

  @Override
  public byte[] read(String file) throws IOException {
    byte[] known = once.get(file);
    if (known != null) {
      return known.clone();
    }
    byte[] bytes = file.equals(STANDARD_INPUT) ? read(standardInput) : readFile(file);
    if (file.equals(STANDARD_INPUT) || kind(file) == Kind.OTHER) {
      once.put(file, bytes.clone());
    }
    return bytes;
  }

  /** Files of the kernel have no length, and some of them wait: /proc/kmsg for a message. */
  @Override
  public byte[] start(String file, int max) throws IOException {
    if (kind(file) != Kind.FILE || file.equals(STANDARD_INPUT)) {
      return Tree.super.start(file, max);
    }
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return Files.size(Path.of(file)) == 0 ? new byte[0] : in.readNBytes(max);
    } catch (InvalidPathException | FileSystemException e) {
      throw new IOException(why(e), e);
    }
  }

  private static byte[] readFile(String file) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return read(in);
    } catch (InvalidPathException | FileSystemException e) {
      throw new IOException(why(e), e);
    }
  }

  private static byte[] read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(BYTES_MAX + 1);
    if (bytes.length > BYTES_MAX) {
      throw new IOException("it is longer than " + BYTES_MAX + " bytes");
    }
    return bytes;
  }

  private static String why(Exception e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file or directory";
      case AccessDeniedException _ -> "permission is denied";
      case NotDirectoryException _ -> "it is not a directory";
      case InvalidPathException _ -> "its name is not valid UTF-8";
      default -> String.valueOf(e.getMessage());
    };
  }
}
