package muster.sources.toml;

import muster.plan.Position;

/** Why a statement is no TOML. Thrown inside this package only, and says all it has to say. */
final class SyntaxError extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Position at;

  SyntaxError(Position at, String text) {
    super(text, null, false, false);
    this.at = at;
  }

  Position at() {
    return at;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
