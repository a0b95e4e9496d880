package muster.sources;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import muster.plan.Definition;
import muster.plan.Findings;
import muster.plan.Position;
import muster.plan.Program;
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
    definitions.forEach(definition -> programs(definition, tree, findings));
    return definitions;
  }

  // ---- programs -----------------------------------------------------------------------------

  /**
   * Says which programs of the set's own are not there. Of others nothing is known: the set may be
   * for another machine.
   */
  private static void programs(Definition service, Tree tree, Findings findings) {
    String file = service.at().file();
    String home = file.substring(0, file.lastIndexOf('/') + 1);
    String directory = service.settings().directory();
    String where = directory == null ? "" : directory + "/";
    if (!where.startsWith(home)) {
      return;
    }
    for (Program program : service.work().programs()) {
      if (program instanceof Program.Arguments(List<String> words)) {
        String name = words.getFirst();
        if (name.contains("/") && !name.startsWith("/")) {
          program(service, where + name.replaceFirst("^(\\./+)+", ""), tree, findings);
        }
      }
    }
  }

  private static void program(Definition service, String file, Tree tree, Findings findings) {
    if (tree.kind(file) != Tree.Kind.FILE) {
      findings.warn(
          "program",
          service.at(),
          service.name()
              + " executes "
              + file
              + ", which is not there; paths are relative to the"
              + " directory of this file, or to what directory says");
    } else if (!tree.executable(file)) {
      findings.warn(
          "executable",
          service.at(),
          service.name() + " executes " + file + ", which is not executable; chmod +x it");
    }
  }

  // ---- files --------------------------------------------------------------------------------

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
