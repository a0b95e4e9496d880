package muster.sim.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.kernel.Endpoint;
import org.jspecify.annotations.Nullable;

/** Who listens where on the machine. A connection takes some time, as on a loopback. */
public final class FakeNetwork {
  static final long LATENCY = 20_000;

  /** A program of the simulated world that others connect to. */
  public interface Server {
    void accepted(FakeConnection connection);
  }

  private final Map<Endpoint, Server> servers = new LinkedHashMap<>();
  private static final int PORT_FIRST = 32_768;
  private static final int PORT_LAST = 60_999;

  private int lastPort = PORT_LAST;
  private final List<Endpoint> silent = new ArrayList<>();

  FakeNetwork() {}

  public void listen(Endpoint at, Server server) {
    servers.put(at, server);
    silent.remove(at);
  }

  /** Nobody listens there any more; connections stay. */
  public void leave(Endpoint at) {
    servers.remove(at);
  }

  /** Whoever connects there never hears of it again, as behind a firewall. */
  public void silence(Endpoint at) {
    silent.add(at);
  }

  /** As /proc/sys/net/ipv4/ip_local_port_range has them, in turn. */
  int freshPort() {
    lastPort = lastPort == PORT_LAST ? PORT_FIRST : lastPort + 1;
    return lastPort;
  }

  /** The port that the next connection will come from. */
  public int nextPort() {
    return lastPort == PORT_LAST ? PORT_FIRST : lastPort + 1;
  }

  boolean isSilent(Endpoint at) {
    return silent.contains(at);
  }

  @Nullable Server at(Endpoint endpoint) {
    return servers.get(endpoint);
  }
}
