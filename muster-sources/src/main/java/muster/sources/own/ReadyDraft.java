package muster.sources.own;

import java.util.List;
import java.util.Optional;
import muster.plan.Program;
import muster.plan.Readiness;
import org.jspecify.annotations.Nullable;

/** What {@code ready} has said so far. */
final class ReadyDraft extends Draft {
  /** 0, 1 and 2 are taken. The highest is what a process can usually open. */
  private static final Shape.Count DESCRIPTOR = new Shape.Count(3, 1023);

  static final Table<ReadyDraft, Readiness> TABLE =
      new Table<>(
          "{ tcp = \"127.0.0.1:80\" }",
          List.of(
              Key.of(
                  "fd",
                  DESCRIPTOR,
                  (ReadyDraft d, Integer fd) -> d.readiness = new Readiness.Descriptor(fd),
                  "",
                  "It writes a newline to the descriptor of this number.",
                  "notification-fd",
                  "pipefd"),
              Key.of(
                  "notify",
                  new Shape.Truth(true),
                  (ReadyDraft d, Boolean _) -> d.readiness = new Readiness.Notify(),
                  "",
                  "It sends READY=1, as for systemd.",
                  "systemd",
                  "sd-notify"),
              Key.of(
                  "tcp",
                  Looks.HOST_AND_PORT,
                  (ReadyDraft d, String address) -> d.readiness = new Readiness.Tcp(address),
                  "",
                  "Something accepts connections at this address.",
                  "port"),
              Key.of(
                  "http",
                  Looks.URL,
                  (ReadyDraft d, String url) -> d.readiness = new Readiness.Http(url),
                  "",
                  "A GET of this URL is answered by a status from 200 to 399.",
                  "url",
                  "https",
                  "http-get"),
              Key.of(
                  "exec",
                  Command.SHAPE,
                  (ReadyDraft d, Program command) -> d.readiness = new Readiness.Exec(command),
                  "",
                  "This command exits 0; it is repeated until then.",
                  "command",
                  "check",
                  "run"),
              Key.of(
                  "log",
                  Looks.PATTERN,
                  (ReadyDraft d, String pattern) -> d.readiness = new Readiness.Log(pattern),
                  "",
                  "A line of its output matches this POSIX extended regular expression.",
                  "line"),
              Key.of(
                  "file",
                  Looks.PATH,
                  (ReadyDraft d, String path) -> d.readiness = new Readiness.File(path),
                  "",
                  "A file of this name exists; relative to the service's directory.",
                  "path",
                  "socket",
                  "pidfile")),
          ReadyDraft::new,
          ReadyDraft::make);

  private @Nullable Readiness readiness;

  private Optional<Readiness> make(Errors errors) {
    List<String> ways = List.copyOf(keys());
    for (String way : ways.subList(Math.min(1, ways.size()), ways.size())) {
      errors.contradiction(this, ways.getFirst(), way, "one of them has to be enough");
    }
    return Optional.ofNullable(readiness);
  }
}
