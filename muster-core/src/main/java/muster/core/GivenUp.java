package muster.core;

/** Why a service that was wanted up is not started again. */
public enum GivenUp {
  /** It is started again, or was not wanted up. */
  NOT,
  /** Its {@code finish} exited 125. */
  FINISH_SAID_SO,
  /** It ended with code 0, and its restart rule is content with that. */
  ENDED_WELL,
  /** It ended in another way, and its restart rule wants no restart. */
  ENDED_BADLY,
  /** It was started again too often in too short a time. */
  TOO_OFTEN
}
