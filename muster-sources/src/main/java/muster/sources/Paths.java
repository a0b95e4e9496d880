package muster.sources;

/** Paths as texts, which stay as the user gave them. */
final class Paths {
  private Paths() {}

  /** The path of what is in a directory. */
  static String within(String directory, String name) {
    return directory.endsWith("/") ? directory + name : directory + "/" + name;
  }

  /** The path of what is in the same directory. */
  static String beside(String path, String other) {
    String name = name(path);
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      return within(within(path, ".."), other);
    }
    return path.substring(0, path.lastIndexOf(name)) + other;
  }

  /** The directory that it is in, by name. */
  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
  }

  /** The last part of a path. */
  static String name(String path) {
    int end = withoutSlash(path).length();
    return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  /** Without slashes at its end, unless it is nothing else. */
  static String withoutSlash(String path) {
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
