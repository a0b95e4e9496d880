package muster.it.manager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import muster.cli.Main;

/** Does for the classes under test what {@code ./muster} does for an image. */
public final class Launcher {
  private static final String FLAGS =
      "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -XX:-MaxFDLimit"
          + " --enable-native-access=ALL-UNNAMED";

  private Launcher() {}

  /**
   * Makes it, and the keeper beside it.
   *
   * @param home a directory that is to hold both
   * @return what is executed in place of {@code muster}
   */
  public static Path make(Path home) throws IOException {
    Files.createDirectories(home);
    Files.copy(Path.of(System.getProperty("muster.root"), "dist/keeper"), home.resolve("keeper"));
    Path launcher = home.resolve("muster");
    Files.writeString(
        launcher,
        """
        #!/bin/sh
        unset MUSTER_IMAGE
        # As in ./muster: number 3 is kept from the JVM for SIGQUIT.
        heap=-Xmx64m
        case $1 in
          daemon) exec 3</dev/null && heap='-Xmx96m -Xmn1m -Xss256k' ;;
          run) heap=-Xmx256m ;;
        esac
        exec '%s/bin/java' $heap %s -cp '%s' -Dmuster.home='%s' -Dmuster.launcher='%s' %s "$@"
        """
            .formatted(
                System.getProperty("java.home"),
                FLAGS,
                System.getProperty("java.class.path"),
                home,
                launcher,
                Main.class.getName()));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    return launcher;
  }
}
