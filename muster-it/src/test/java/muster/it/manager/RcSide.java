package muster.it.manager;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A manager of services of s6-rc. */
interface RcSide extends AutoCloseable {
  /** Begins with the services of all trees, none of them up. */
  void begin(List<RcTree> trees) throws Exception;

  /** Asks for something. @return the exit code */
  int ask(RcTree tree, List<String> ask) throws Exception;

  /** Services that are up, of all trees. */
  Set<String> up() throws Exception;

  /** Stops everything. @return what the services have noted */
  List<String> end() throws Exception;

  @Override
  void close() throws IOException;

  /**
   * What has come of all that was asked.
   *
   * @param transcripts of each tree: a line with the exit code and one with what is up after each
   *     request, which they name, so that a difference is of one request
   */
  record Played(Map<RcTree, List<String>> transcripts, List<String> notes) {}

  /** Asks all that is asked, one tree after the other. */
  default Played play(List<RcTree> trees) throws Exception {
    begin(trees);
    Map<RcTree, List<String>> transcripts = new LinkedHashMap<>();
    for (RcTree tree : trees) {
      List<String> transcript = new ArrayList<>();
      for (List<String> ask : tree.asks()) {
        String asked = String.join(" ", ask);
        transcript.add(asked + ": code " + ask(tree, ask));
        Set<String> up = new TreeSet<>(up());
        up.retainAll(tree.services());
        transcript.add(asked + ": up " + String.join(" ", up));
      }
      transcripts.put(tree, transcript);
    }
    return new Played(transcripts, end());
  }
}
