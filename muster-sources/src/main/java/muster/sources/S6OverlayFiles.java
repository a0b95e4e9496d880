package muster.sources;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the parts of one tree of s6-overlay are, as far as they are there.
 *
 * @param services the source of s6-rc, in the image {@value #SERVICES}
 * @param bundles the source of its bundles user and user2, since s6-overlay 3.2.3.2
 * @param etc in the image /etc, where the directories of older versions are
 */
record S6OverlayFiles(Optional<String> services, Optional<String> bundles, Optional<String> etc) {
  static final String ETC = "/etc";
  static final String OVERLAY = ETC + "/s6-overlay";
  static final String SERVICES = OVERLAY + "/s6-rc.d";
  static final String BUNDLES = OVERLAY + "/user-bundles.d";

  /**
   * Finds them.
   *
   * @param path as the user gave it: the root of the image, its etc/s6-overlay or its
   *     etc/s6-overlay/s6-rc.d; what is beside is found by these names
   */
  static S6OverlayFiles of(String path, Tree tree) {
    String given = Paths.withoutSlash(path);
    String etc = Paths.within(given, ETC.substring(1));
    if (is(tree, etc)) {
      return new S6OverlayFiles(
          in(tree, etc, "s6-overlay/s6-rc.d"),
          in(tree, etc, "s6-overlay/user-bundles.d"),
          Optional.of(etc));
    }
    if (in(tree, given, "s6-rc.d").isPresent()) {
      return new S6OverlayFiles(
          in(tree, given, "s6-rc.d"), in(tree, given, "user-bundles.d"), etcOf(given, OVERLAY));
    }
    return new S6OverlayFiles(
        Optional.of(given),
        Paths.name(given).equals("s6-rc.d")
            ? Optional.of(Paths.beside(given, "user-bundles.d")).filter(beside -> is(tree, beside))
            : Optional.empty(),
        etcOf(given, SERVICES));
  }

  private static boolean is(Tree tree, String directory) {
    return tree.kind(directory) == Tree.Kind.DIRECTORY;
  }

  private static Optional<String> in(Tree tree, String directory, String name) {
    return Optional.of(Paths.within(directory, name)).filter(inside -> is(tree, inside));
  }

  /** Of a path that ends as the one in the image does, the part up to /etc. */
  private static Optional<String> etcOf(String path, String inImage) {
    String end = inImage.substring(1);
    boolean whole = path.equals(end) || path.endsWith(inImage);
    return whole
        ? Optional.of(path.substring(0, path.length() - (inImage.length() - ETC.length())))
        : Optional.empty();
  }

  /** Directories as scripts in the image name them, and where they are now. */
  Map<String, String> places() {
    Map<String, String> places = new LinkedHashMap<>();
    services.ifPresent(directory -> places.put(SERVICES, directory));
    bundles.ifPresent(directory -> places.put(BUNDLES, directory));
    etc.ifPresent(directory -> places.put(OVERLAY, Paths.within(directory, "s6-overlay")));
    return places;
  }
}
