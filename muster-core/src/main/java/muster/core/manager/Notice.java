package muster.core.manager;

/** What a service says of itself. Source: sd_notify(3). */
public sealed interface Notice {
  /** It serves; or has read its settings again. */
  record Ready() implements Notice {}

  /** What it is doing, for people. */
  record Status(String text) implements Notice {}

  /** It begins to end. */
  record Stopping() implements Notice {}

  /** It begins to read its settings again. */
  record Reloading() implements Notice {}

  /** Another process is the main one from now on. */
  record MainPid(int pid) implements Notice {}

  /** It is still alive. */
  record Watchdog() implements Notice {}

  /** It has found out itself that it hangs. */
  record WatchdogTrigger() implements Notice {}

  /** How often it will say that it is alive; 0 is never. */
  record WatchdogInterval(long micros) implements Notice {}

  /** It needs so much longer, from now, for what it is doing. */
  record Extend(long micros) implements Notice {}
}
