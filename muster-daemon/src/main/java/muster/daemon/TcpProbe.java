package muster.daemon;

import java.util.List;
import muster.kernel.Endpoint;
import muster.kernel.Kernel;

/** Ready when somebody accepts a connection. */
final class TcpProbe extends RetryingProbe implements Connection.Listener {
  private final Connection connection;

  TcpProbe(Kernel kernel, Loop loop, List<Endpoint> addresses, Runnable ready) {
    super(loop, ready);
    this.connection = new Connection(kernel, loop, addresses, this);
  }

  @Override
  void attempt() {
    connection.open();
  }

  @Override
  void abandon() {
    connection.close();
  }

  @Override
  public void connected() {
    succeeded();
  }

  @Override
  public void arrived() {}

  @Override
  public void refused() {
    failed();
  }
}
