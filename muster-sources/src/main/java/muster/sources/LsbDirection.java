package muster.sources;

import muster.plan.Dependency;

/** What is done with scripts, and which keys of their headers say in which order. */
enum LsbDirection {
  /** A script is started after what it requires. */
  START(
      "start",
      LsbHeader.Key.REQUIRED_START,
      LsbHeader.Key.SHOULD_START,
      LsbHeader.Key.START_BEFORE,
      LsbHeader.Key.DEFAULT_START,
      Dependency.Kind.AFTER),
  /** A script is stopped before what it requires. */
  STOP(
      "stop",
      LsbHeader.Key.REQUIRED_STOP,
      LsbHeader.Key.SHOULD_STOP,
      LsbHeader.Key.STOP_AFTER,
      LsbHeader.Key.DEFAULT_STOP,
      Dependency.Kind.BEFORE);

  private final String verb;
  private final LsbHeader.Key required;
  private final LsbHeader.Key should;
  private final LsbHeader.Key reversed;
  private final LsbHeader.Key runlevels;
  private final Dependency.Kind order;

  LsbDirection(
      String verb,
      LsbHeader.Key required,
      LsbHeader.Key should,
      LsbHeader.Key reversed,
      LsbHeader.Key runlevels,
      Dependency.Kind order) {
    this.verb = verb;
    this.required = required;
    this.should = should;
    this.reversed = reversed;
    this.runlevels = runlevels;
    this.order = order;
  }

  /** The argument that a script is given. */
  String verb() {
    return verb;
  }

  LsbHeader.Key required() {
    return required;
  }

  LsbHeader.Key should() {
    return should;
  }

  /** The key for what is done the other way round. */
  LsbHeader.Key reversed() {
    return reversed;
  }

  /** The key for the runlevels in which it is done. */
  LsbHeader.Key runlevels() {
    return runlevels;
  }

  /** In which it is done with a script. */
  Runlevels runlevels(LsbScript script) {
    return this == START ? script.start() : script.stop();
  }

  /** When it is done with a script, seen from what the script requires or should have. */
  Dependency.Kind order() {
    return order;
  }

  /** The same for the reversed key. */
  Dependency.Kind reversedOrder() {
    return this == START ? Dependency.Kind.BEFORE : Dependency.Kind.AFTER;
  }
}
