package muster.kernel;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Servers of the JDK, to connect to. */
final class Loopback {
  private static final int ADDRESS = 0x7f000001;

  private final List<Thread> threads = new ArrayList<>();
  private final List<Closeable> open = new CopyOnWriteArrayList<>();

  Endpoint echo(int domain) {
    try {
      ServerSocket server = listen(domain == Linux.AF_INET ? "127.0.0.1" : "::1");
      open.add(server);
      threads.add(Thread.ofPlatform().daemon().start(() -> serve(server)));
      return at(domain, server.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For one client, until it has said something or gone. */
  private void serve(ServerSocket server) {
    try (server;
        Socket client = server.accept()) {
      open.add(client);
      byte[] buffer = new byte[100];
      int count = client.getInputStream().read(buffer);
      client.getOutputStream().write(buffer, 0, Math.max(count, 0));
    } catch (IOException gone) {
      // The test has ended.
    }
  }

  Endpoint nobody() {
    try (ServerSocket server = listen("127.0.0.1")) {
      return at(Linux.AF_INET, server.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocket listen(String address) throws IOException {
    return new ServerSocket(0, 0, InetAddress.getByName(address));
  }

  private static Endpoint at(int domain, int port) {
    return domain == Linux.AF_INET
        ? new Endpoint.Inet4(ADDRESS, port)
        : new Endpoint.Inet6(0, 1, port);
  }

  /** Ends them; what the JDK opens is not close-on-exec, and other tests count descriptors. */
  void end() {
    try {
      for (Thread thread : threads) {
        while (thread.isAlive()) {
          for (Closeable each : open) {
            each.close();
          }
          thread.join(1);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
