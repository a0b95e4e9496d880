package muster.plan;

/** How bad a finding is. */
public enum Severity {
  /** The set cannot be used. */
  ERROR("error"),
  /** It can, and probably does something else than was meant. */
  WARNING("warning"),
  /** It does what was meant, and could be better. */
  HINT("hint");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /** As it is printed. */
  public String word() {
    return word;
  }
}
