package muster.bench;

import java.io.IOException;
import java.util.List;

/** Something that is measured on this machine, and then compared with a limit or a peer. */
interface Benchmark {
  /** As it is called on the command line. */
  String name();

  /**
   * Measures, interleaving what is compared.
   *
   * @param rounds how often each is measured; 1 is to see that the benchmark still works
   */
  List<Result> run(int rounds) throws IOException, InterruptedException;
}
