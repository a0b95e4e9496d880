package muster.sim.kernel;

import java.nio.charset.StandardCharsets;
import muster.kernel.Signals;
import muster.kernel.contract.Behaviour;

/** The contract's programs on the fake machine. */
final class Programs {
  private Programs() {}

  static Program of(Behaviour behaviour) {
    return self -> {
      switch (behaviour) {
        case Behaviour.Exit(int code) -> self.exit(code);
        case Behaviour.Die(int signal) -> self.die(signal);
        case Behaviour.Sleep _ -> {}
        case Behaviour.IgnoreTerm _ -> {
          self.ignore(Signals.TERM);
          self.writeAll(1, bytes("ready\n"), () -> {});
        }
        case Behaviour.Write(int fd, String text) ->
            self.writeAll(fd, bytes(text), () -> self.exit(0));
        case Behaviour.Copy _ -> new Copier(self).go();
        case Behaviour.Describe _ -> self.writeAll(1, bytes(description(self)), () -> self.exit(0));
      }
    };
  }

  private static String description(FakeProcess self) {
    StringBuilder text = new StringBuilder();
    self.arguments.stream().skip(1).forEach(each -> text.append("argument " + each + "\n"));
    self.environment.forEach(each -> text.append("variable " + each + "\n"));
    text.append("directory " + self.directory.path() + "\n");
    text.append(self.leadsSession ? "leader\n" : "");
    self.openDescriptors().forEach(each -> text.append("descriptor " + each + "\n"));
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Copies 0 to 1; what it copies here always has room. */
  private static final class Copier {
    private final FakeProcess self;
    private boolean busy;

    Copier(FakeProcess self) {
      this.self = self;
      Pipe pipe = self.pipe(0);
      if (pipe != null) {
        pipe.watch(this::go);
      }
    }

    void go() {
      if (busy || !self.alive()) {
        return;
      }
      busy = true;
      byte[] buffer = new byte[4096];
      Pipe pipe = self.pipe(0);
      int count = pipe == null ? 0 : pipe.read(buffer, 0, buffer.length);
      while (count > 0 && pipe != null) {
        self.writeAll(1, java.util.Arrays.copyOf(buffer, count), () -> {});
        count = pipe.read(buffer, 0, buffer.length);
      }
      busy = false;
      if (count == 0) {
        self.exit(0);
      }
    }
  }
}
