package muster.daemon;

import java.util.List;

/**
 * What the daemon of a set of services is started with.
 *
 * @param run the runtime directory, absolute, bytes as chars; it holds the plan
 * @param log where services' log directories are, in the same way
 * @param up which services and bundles are started at first, in the same way
 * @param failing whether everything is stopped when one of them fails
 * @param echo whether what services say is on standard output too
 */
public record RunOptions(String run, String log, List<String> up, boolean failing, boolean echo) {
  /** Copies the names. */
  public RunOptions {
    up = List.copyOf(up);
  }
}
