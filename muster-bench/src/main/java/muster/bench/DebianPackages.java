package muster.bench;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the packages that apt knows need, as pairs for tsort. */
final class DebianPackages {
  private DebianPackages() {}

  /**
   * Writes a pair for each Depends and Pre-Depends: of alternatives the first counts, of a virtual
   * package the first that provides it.
   *
   * @return false if there is no apt, or it knows no packages
   */
  static boolean write(Path file) throws IOException, InterruptedException {
    if (!Files.isExecutable(Path.of("/usr/bin/apt-cache"))) {
      return false;
    }
    Map<String, List<String>> needs = new LinkedHashMap<>();
    Map<String, String> providers = new HashMap<>();
    read(needs, providers);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (Map.Entry<String, List<String>> one : needs.entrySet()) {
        out.write(one.getKey() + " " + one.getKey() + "\n");
        for (String need : one.getValue()) {
          String found = needs.containsKey(need) ? need : providers.get(need);
          if (found != null) {
            out.write(found + " " + one.getKey() + "\n");
          }
        }
      }
    }
    return !needs.isEmpty();
  }

  private static void read(Map<String, List<String>> needs, Map<String, String> providers)
      throws IOException, InterruptedException {
    Process apt =
        new ProcessBuilder("apt-cache", "dumpavail")
            .redirectInput(new File("/dev/null"))
            .redirectError(Redirect.DISCARD)
            .start();
    try (var lines = apt.inputReader()) {
      String name = "";
      List<String> own = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("Package: ")) {
          name = line.substring(line.indexOf(' ') + 1);
          own = needs.computeIfAbsent(name, _ -> new ArrayList<>());
        } else if (line.startsWith("Depends: ") || line.startsWith("Pre-Depends: ")) {
          own.addAll(names(line));
        } else if (line.startsWith("Provides: ")) {
          for (String provided : names(line)) {
            providers.putIfAbsent(provided, name);
          }
        }
      }
    }
    apt.waitFor();
  }

  /** {@code Depends: a (>= 1), b:any | c} is a and b. */
  private static List<String> names(String line) {
    return Arrays.stream(line.substring(line.indexOf(' ') + 1).split(",", -1))
        .map(item -> item.strip().split("[ :|(\\[]", 2)[0])
        .filter(item -> !item.isEmpty())
        .toList();
  }
}
