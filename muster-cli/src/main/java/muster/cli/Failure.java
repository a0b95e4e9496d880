package muster.cli;

/** That a command cannot do what it was asked for: one line for people, and an exit code. */
final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  final int code;
  final String what;
  final String why;

  /**
   * @param what goes on after "muster: cannot"
   */
  Failure(int code, String what, String why) {
    super(why, null, false, false);
    this.code = code;
    this.what = what;
    this.why = why;
  }
}
