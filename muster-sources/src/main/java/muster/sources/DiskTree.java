package muster.sources;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is really there. The path {@code -} is standard input. */
public final class DiskTree implements Tree {
  private static final String STANDARD_INPUT = "-";

  private static final Comparator<String> BY_BYTES =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

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
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(directory))) {
      for (Path entry : entries) {
        names.add(String.valueOf(entry.getFileName()));
      }
    } catch (IOException | InvalidPathException e) {
      throw new IOException(why(e), e);
    }
    names.sort(BY_BYTES);
    return names;
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
