package muster.sources;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import muster.plan.Definition;
import muster.plan.Findings;
import muster.plan.Position;
import muster.sources.own.OwnReader;

/** Our own format on disk: a file, or a directory whose files {@code *.toml} are one set. */
final class Toml {
  private static final String SUFFIX = ".toml";

  private Toml() {}

  static List<Definition> read(List<String> paths, Tree tree, Findings findings) {
    List<Definition> definitions = new ArrayList<>();
    for (String path : paths) {
      for (String file : files(tree, path, findings)) {
        SourceText.read(tree, file, findings)
            .ifPresent(
                text -> definitions.addAll(OwnReader.read(text.file(), text.text(), findings)));
      }
    }
    return definitions;
  }

  private static List<String> files(Tree tree, String path, Findings findings) {
    if (tree.kind(path) != Tree.Kind.DIRECTORY) {
      return List.of(path);
    }
    List<String> files = new ArrayList<>();
    try {
      for (String name : tree.names(path)) {
        if (name.endsWith(SUFFIX) && !name.startsWith(".")) {
          files.add(path + (path.endsWith("/") ? "" : "/") + name);
        }
      }
    } catch (IOException e) {
      findings.error("unreadable", Position.of(path), "cannot read it: " + e.getMessage());
      return List.of();
    }
    if (files.isEmpty()) {
      findings.error("empty", Position.of(path), "there is no file *.toml in this directory");
    }
    return files;
  }
}
