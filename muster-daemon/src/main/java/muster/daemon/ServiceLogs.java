package muster.daemon;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import muster.kernel.Errno;
import muster.kernel.Kernel;
import muster.kernel.Linux;
import muster.plan.Definition;
import muster.plan.Log;
import muster.plan.Plan;
import org.jspecify.annotations.Nullable;

/** Where the output of each service of a plan goes: a FIFO of its log, a pipe to its logger. */
final class ServiceLogs {
  private static final String DEV_NULL = "/dev/null";

  /**
   * A service that has changed its user opens /dev/stdout anew; who reads is in a 0700 directory.
   */
  private static final int ANYBODY_WRITES = 0622;

  private final Kernel kernel;
  private final Room room;
  private final Logs logs;
  private final RuntimeDirectory run;
  private final String directory;

  /** By the name of the consumer; they live as long as the daemon does. */
  private final Map<String, LogPipe> pipes = new LinkedHashMap<>();

  private final Set<String> open = new LinkedHashSet<>();

  /**
   * @param directory that of all log directories, absolute
   */
  ServiceLogs(Host host, Logs logs, RuntimeDirectory run, String directory) {
    this.kernel = host.kernel();
    this.room = host.room();
    this.logs = logs;
    this.run = run;
    this.directory = directory;
  }

  /** Makes the pipes between producers and their consumers. */
  void connect(Plan plan) {
    for (Definition service : plan.services()) {
      if (service.settings().log() instanceof Log.To(String consumer, _)
          && !pipes.containsKey(consumer)) {
        LogPipe pipe = LogPipe.make(kernel, room);
        if (pipe == null) {
          throw new StartupException(
              StartupException.SYSTEM, "cannot make the pipe to " + consumer);
        }
        pipes.put(consumer, pipe);
      }
    }
  }

  Streams of(Definition service) {
    @Nullable LogPipe input = pipes.get(service.name());
    return switch (service.settings().log()) {
      case Log.To(String consumer, _) -> Streams.managed(input, pipes.get(consumer), fifo(service));
      case Log.None _ -> Streams.managed(input, null, DEV_NULL);
      case Log.Files _, Log.Script _, Log.CatchAll _, Log.OwnLogger _ ->
          Streams.managed(input, null, fifo(service));
    };
  }

  private String fifo(Definition service) {
    return run.at(RuntimeDirectory.FIFOS).concat("/").concat(Launch.bytes(service.name()));
  }

  /**
   * Makes the FIFO and begins to read it, the first time.
   *
   * @return what went wrong, or null
   */
  @Nullable String begin(Definition service) {
    Log log = service.settings().log();
    if (log instanceof Log.None || !open.add(service.name())) {
      return null;
    }
    if (!room.has(Logs.DESCRIPTORS)) {
      open.remove(service.name());
      return "no descriptors are left for its log";
    }
    String fifo = fifo(service);
    int mask = kernel.umask(0);
    int made = kernel.mkfifoAt(Linux.AT_FDCWD, fifo, ANYBODY_WRITES);
    kernel.umask(mask);
    if (made < 0 && made != -Errno.EEXIST) {
      open.remove(service.name());
      return "cannot make the FIFO of its log: " + Messages.why(made);
    }
    room.take(Logs.DESCRIPTORS);
    logs.open(service.name(), fifo, target(service, log));
    return null;
  }

  private LogTarget target(Definition service, Log log) {
    return switch (log) {
      case Log.Files(int keep, long size) ->
          new LogTarget.Directory(
              directory.concat("/").concat(Launch.bytes(service.name())),
              keep,
              (int) Math.min(size, Integer.MAX_VALUE));
      case Log.Script _ ->
          new LogTarget.Directory(
              directory.concat("/").concat(Launch.bytes(service.name())),
              LogTarget.Directory.KEEP,
              LogTarget.Directory.SIZE_BYTES);
      case Log.CatchAll _, Log.None _, Log.To _, Log.OwnLogger _ -> new LogTarget.CatchAll();
    };
  }
}
