package muster.core.wire;

/** Keeps the package until the status file's codec is here. */
final class Placeholder {
  private Placeholder() {}
}
