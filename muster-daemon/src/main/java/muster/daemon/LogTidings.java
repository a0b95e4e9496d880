package muster.daemon;

import java.util.LinkedHashMap;
import java.util.Map;
import muster.plan.Definition;

/** What the log loop tells: lines that services are ready by, and trouble. */
final class LogTidings {
  private final Host host;
  private final Logs logs;

  /** Who waits for a line, by the token that the news of it will have. */
  private final Map<Long, Runnable> watchers = new LinkedHashMap<>();

  private long lastToken;

  LogTidings(Host host, Logs logs) {
    this.host = host;
    this.logs = logs;
  }

  void begin() {
    StartupException.check(
        host.loop().watch(logs.newsFd(), false, this::hear), "watch the log loop");
  }

  /**
   * @return a token for {@link #unwatch}
   */
  long watch(Definition service, String pattern, Runnable ready) {
    long token = ++lastToken;
    watchers.put(token, ready);
    logs.watch(service.name(), token, Launch.bytes(pattern));
    return token;
  }

  void unwatch(Definition service, long token) {
    if (watchers.remove(token) != null) {
      logs.unwatch(service.name(), token);
    }
  }

  private void hear() {
    for (LogNews news : logs.news()) {
      switch (news) {
        case LogNews.Matched(_, long token) -> {
          Runnable ready = watchers.remove(token);
          if (ready != null) {
            ready.run();
          }
        }
        case LogNews.Trouble(String service, String text) ->
            host.messages().warn(Launch.bytes(service) + ": " + text);
        case LogNews.Hopeless(_, String text) -> // the keeper starts another daemon
            throw new StartupException(
                StartupException.SYSTEM, "cannot log any more: " + Launch.bytes(text));
        case LogNews.Mended(String service, String text) ->
            host.messages().info(Launch.bytes(service) + ": " + text);
      }
    }
  }
}
