package muster.sources;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Files in memory. Paths are used as they are written, but for . and .. at their beginning. */
final class MemoryTree implements Tree {
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, String> links = new TreeMap<>();
  private final Set<String> notExecutable = new HashSet<>();

  MemoryTree file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  MemoryTree file(String path, byte[] bytes) {
    files.put(path, bytes);
    return this;
  }

  /** A symbolic link to a file in the same directory, or to one by its whole path. */
  MemoryTree link(String path, String to) {
    links.put(path, to);
    return this;
  }

  MemoryTree notExecutable(String path) {
    notExecutable.add(path);
    return this;
  }

  private String resolve(String path) {
    String to = links.get(path);
    return to == null
        ? path
        : to.contains("/") ? to : path.substring(0, path.lastIndexOf('/') + 1) + to;
  }

  @Override
  public Kind kind(String path) {
    if (files.containsKey(resolve(path))) {
      return Kind.FILE;
    }
    return below(path).isEmpty() ? Kind.ABSENT : Kind.DIRECTORY;
  }

  @Override
  public Optional<String> link(String path) {
    return Optional.ofNullable(links.get(path));
  }

  @Override
  public boolean executable(String path) {
    return kind(path) == Kind.FILE && !notExecutable.contains(resolve(path));
  }

  @Override
  public List<String> names(String directory) throws IOException {
    if (kind(directory) != Kind.DIRECTORY) {
      throw new IOException("there is no such directory");
    }
    return new ArrayList<>(below(directory));
  }

  private Set<String> below(String directory) {
    String prefix = directory.endsWith("/") ? directory : directory + "/";
    Set<String> names = new TreeSet<>();
    for (Set<String> paths : List.of(files.keySet(), links.keySet())) {
      for (String path : paths) {
        if (path.startsWith(prefix)) {
          names.add(path.substring(prefix.length()).replaceFirst("/.*", ""));
        }
      }
    }
    return names;
  }

  @Override
  public byte[] read(String file) throws IOException {
    byte[] bytes = files.get(resolve(file));
    if (bytes == null) {
      throw new IOException("there is no such file or directory");
    }
    return bytes.clone();
  }
}
