package muster.sim;

/** Something happened that must never happen. */
public final class Finding extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Finding(Object rule, String what) {
    super(rule.getClass().getSimpleName() + ": " + what, null, false, true);
  }
}
