package muster.kernel.contract;

/** A program that the tests start. Each kernel has its own way to make one that behaves so. */
public sealed interface Behaviour {
  /** Ends at once with an exit code. */
  record Exit(int code) implements Behaviour {}

  /** Sends itself a signal, which kills it. */
  record Die(int signal) implements Behaviour {}

  /** Does nothing until a signal ends it; any will, as all dispositions are the default. */
  record Sleep() implements Behaviour {}

  /** Ignores TERM, then writes {@code ready} and a newline to descriptor 1, then sleeps. */
  record IgnoreTerm() implements Behaviour {}

  /** Writes to a descriptor and ends with code 0. */
  record Write(int fd, String text) implements Behaviour {}

  /** Copies descriptor 0 to 1 until the end of the file, then ends with code 0. */
  record Copy() implements Behaviour {}

  /**
   * Writes what it sees of itself to descriptor 1, then ends with code 0: lines that begin with
   * {@code argument} (one for each after its own name), {@code variable} (one for each entry of the
   * environment, in order), {@code directory} and its absolute path, {@code leader} if it leads a
   * session, {@code descriptor} (one for each that is open).
   */
  record Describe() implements Behaviour {}
}
