package muster.sources;

import java.util.ArrayList;
import java.util.List;
import muster.plan.Definition;
import muster.plan.Findings;
import muster.plan.ServiceSet;

/** Reads sources of any format. */
public final class Sources {
  private Sources() {}

  /**
   * Reads all of them as one set, and says everything that is wrong.
   *
   * @param paths as the user gave them; {@code -} is standard input
   */
  public static ServiceSet read(Format format, List<String> paths, Tree tree, Findings findings) {
    List<Definition> definitions = new ArrayList<>();
    for (String path : paths) {
      definitions.addAll(
          switch (format) {
            case TSORT ->
                SourceText.read(tree, path, findings)
                    .map(text -> Tsort.read(text, findings))
                    .orElse(List.of());
            case TOML -> Toml.read(tree, path, findings);
          });
    }
    return new ServiceSet(definitions);
  }
}
