package muster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Muster as it is when it is installed: the script lies in its image, and looks for no changes. */
final class Installed implements AutoCloseable {
  private final Path script;

  /** Of what the checkout has built last. */
  Installed() throws IOException, InterruptedException {
    Path checkout = Command.ROOT.resolve("muster");
    Command.milliseconds(List.of(checkout.toString(), "--version")); // builds
    Path home = Command.ROOT.resolve(".muster");
    Path image = home.resolve(Files.readString(home.resolve("current")).strip());
    script =
        Files.copy(
            checkout,
            image.resolve("muster"),
            StandardCopyOption.COPY_ATTRIBUTES,
            StandardCopyOption.REPLACE_EXISTING);
  }

  String muster() {
    return script.toString();
  }

  @Override
  public void close() throws IOException {
    Files.delete(script);
  }
}
