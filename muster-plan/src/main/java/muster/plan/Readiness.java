package muster.plan;

/** How it is known that a longrun serves, not merely runs. */
public sealed interface Readiness {
  /** It is not: what needs the service starts as soon as the service was executed. */
  record None() implements Readiness {}

  /** The service writes a newline to a descriptor of that number (s6: notification-fd). */
  record Descriptor(int fd) implements Readiness {}

  /**
   * The service sends READY=1 as sd_notify(3) does.
   *
   * @param watchdogMillis how often it has to send WATCHDOG=1 from then on; 0 is never
   */
  record Notify(long watchdogMillis) implements Readiness {
    /** Of a service that need not say again and again that it is alive. */
    public Notify() {
      this(0);
    }
  }

  /** Something accepts connections at HOST:PORT. */
  record Tcp(String address) implements Readiness {}

  /** A GET of the URL is answered by a status from 200 to 399. */
  record Http(String url) implements Readiness {}

  /** The command exits 0; it is repeated until then. */
  record Exec(Program command) implements Readiness {}

  /** A line of the service's output matches; a POSIX extended regular expression. */
  record Log(String pattern) implements Readiness {}

  /** A file of that name exists. */
  record File(String path) implements Readiness {}
}
