package muster.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import muster.plan.Definition;
import muster.plan.Findings;
import muster.plan.ServiceSet;
import muster.sources.own.OwnWriter;

/** Reads sources of any format. */
public final class Sources {
  private Sources() {}

  /**
   * Finds out of which format sources are.
   *
   * @return nothing, after an error, if that is not clear, or if they are not read
   */
  public static Optional<Format> recognise(List<String> paths, Tree tree, Findings findings) {
    return Recognition.of(paths, tree, findings);
  }

  /**
   * Reads all of them as one set, and says everything that is wrong.
   *
   * @param paths as the user gave them; {@code -} is standard input
   * @param runlevel for init scripts, which of their runlevels is planned
   */
  public static ServiceSet read(
      Format format,
      List<String> paths,
      Optional<Runlevel> runlevel,
      Tree tree,
      Findings findings) {
    return new ServiceSet(
        switch (format) {
          case TSORT -> tsort(paths, tree, findings);
          case S6_RC -> S6Rc.read(paths, tree, findings);
          case S6_OVERLAY -> S6Overlay.read(paths, tree, findings);
          case SERVICEDIR -> ServiceDirectories.read(paths, tree, findings);
          case LSB -> Lsb.read(paths, runlevel, tree, findings);
          case TOML -> Toml.read(paths, tree, findings);
        });
  }

  /** The set in our own format; warns of what cannot be said in it. */
  public static String toml(ServiceSet set, Findings findings) {
    return OwnWriter.write(set, findings);
  }

  private static List<Definition> tsort(List<String> paths, Tree tree, Findings findings) {
    List<Definition> definitions = new ArrayList<>();
    for (String path : paths) {
      SourceText.read(tree, path, findings)
          .ifPresent(text -> definitions.addAll(Tsort.read(text, findings)));
    }
    return definitions;
  }
}
