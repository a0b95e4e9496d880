package muster.sim.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import muster.daemon.Daemon;
import muster.kernel.Signals;
import muster.sim.kernel.Disk;
import muster.sim.kernel.FakeKernel;
import muster.sim.kernel.FakeMachine;
import muster.sim.kernel.FakeProcess;
import muster.sim.kernel.Faults;
import muster.sim.kernel.Node;
import muster.sim.kernel.Program;
import org.junit.jupiter.api.Test;

/** Somebody who never stops talking does not keep the daemon from the others. */
class FloodTest {
  private static final long FLOOD = 2_000_000_000L;
  private static final int READINESS_FD = 3;

  /** As much as the daemon reads at once, and as often as it can read. */
  private static final int BYTES = 512;

  private static final long CALL = 500;

  private final FakeMachine machine = new FakeMachine();
  private final List<String> heard = new ArrayList<>();
  private boolean floods = true;

  @Test
  void aServiceThatSaysOnAndOnThatItIsNotReady() {
    service("talker", this::talk, "3\n");
    Node.Directory other = service("other", _ -> {}, "");
    Node.Directory event = machine.disk.directory("/scan/other/event");
    machine.subscribe(
        machine.disk.fifo(event, "ftrig1:@" + "0".repeat(24) + ":000000"), this::hear);
    machine.clock.at(FLOOD + 1, () -> send(other, "d"));

    FakeKernel kernel = new FakeKernel(machine, Faults.NONE, 0, List.of("scan"), List.of());
    assertThat(Daemon.scan(kernel, "/scan", 2)).isZero();
    assertThat(heard).startsWith("s", "u", "dD");
  }

  private Node.Directory service(String name, Program run, String channel) {
    Node.Directory directory = machine.disk.directory("/scan/" + name);
    machine.disk.program(directory, "run", run);
    if (!channel.isEmpty()) {
      machine.disk.file(directory, "notification-fd", channel);
    }
    return directory;
  }

  private void talk(FakeProcess self) {
    machine.clock.at(FLOOD, () -> pour(self));
  }

  private void pour(FakeProcess self) {
    if (floods) {
      self.write(READINESS_FD, new byte[BYTES], 0);
      self.after(CALL, () -> pour(self));
    }
  }

  private void hear(String events) {
    heard.add(events);
    if (events.endsWith("D")) {
      floods = false;
      machine.raise(Signals.TERM);
    }
  }

  private void send(Node.Directory service, String control) {
    Node supervise = Disk.entries(service).get("supervise");
    if (supervise instanceof Node.Directory directory
        && Disk.entries(directory).get("control") instanceof Node.Fifo fifo) {
      machine.send(fifo, control);
    }
  }
}
