package muster.sources.script;

import java.util.List;

/** What a script says of itself. */
final class Header {
  private static final String MEANING =
      """

      Each service has a number here, and a block of its own.
        oneshot    its program is run; it is up when that has ended with 0
        longrun    s6-svc brings it up; it is up when it is ready, or runs if it cannot say that
        milestone  there is nothing to do but to print its name
      Standard error names each service that could not be started, with its exit code, and each that
      was not because it needs one of those. Everything else is started.

      In the environment:
        MUSTER_START    a command, its words between blanks, which is executed with the name of each
                        service instead of all that
        MUSTER_SCANDIR  the scan directory in which s6-svscan or muster scan supervises the
                        longruns; default /run/service
      """;

  private Header() {}

  /**
   * @param madeBy the command that wrote it
   * @param use how the script is run
   * @param more what else there is to say, in whole lines
   */
  static String of(Steps steps, Sync sync, List<String> madeBy, String use, String more) {
    int count = steps.all().size();
    String how =
        switch (sync) {
          case PRECISE -> "each when those that it waits for are done.";
          case RANKS -> "rank by rank: each rank when the one before is done.";
        };
    return Comment.of(
        "Starts "
            + (count == 1 ? "1 service, " : count + " services, ")
            + how
            + "\nTo run it: "
            + use
            + "\nMade by: "
            + Comment.visible(Shell.words(madeBy))
            + "; rather make it anew than change it.\n"
            + MEANING
            + more);
  }
}
