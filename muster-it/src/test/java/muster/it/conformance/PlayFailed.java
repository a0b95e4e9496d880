package muster.it.conformance;

/** A step could not be done: a deadline passed or a set-up command failed. */
final class PlayFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PlayFailed(String message) {
    super(message);
  }
}
