package muster.daemon;

import java.nio.charset.StandardCharsets;
import java.util.List;
import muster.kernel.Endpoint;
import muster.kernel.Errno;
import muster.kernel.Kernel;

/** Ready when a GET is answered by a status from 200 to 399. */
final class HttpProbe extends RetryingProbe implements Connection.Listener {
  /** Much more than what comes before the status; a server that sends more is not read further. */
  private static final int ANSWER_BYTES = 8192;

  private static final int GOOD_MIN = 200;
  private static final int GOOD_MAX = 399;

  private final Kernel kernel;
  private final Connection connection;
  private final byte[] request;
  private byte[] answer = {};
  private int have;

  HttpProbe(Kernel kernel, Loop loop, List<Endpoint> addresses, String request, Runnable ready) {
    super(loop, ready);
    this.kernel = kernel;
    this.connection = new Connection(kernel, loop, addresses, this);
    this.request = request.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  void attempt() {
    connection.open();
  }

  @Override
  void abandon() {
    connection.close();
    answer = new byte[0];
  }

  @Override
  public void connected() {
    answer = new byte[ANSWER_BYTES];
    have = 0;
    // A socket that is new has room for all of it, unless memory is out.
    if (kernel.write(connection.fd(), request, 0, request.length) != request.length) {
      end(false);
    }
  }

  @Override
  public void arrived() {
    int count = 1;
    while (count > 0 && have < answer.length) {
      count = kernel.read(connection.fd(), answer, have, answer.length - have);
      have += Math.max(count, 0);
    }
    int status = HttpAnswer.status(answer, have);
    if (status > 0) {
      end(status >= GOOD_MIN && status <= GOOD_MAX);
    } else if (status < 0 || count != -Errno.EAGAIN) {
      end(false); // it is no HTTP, or over, or too long
    }
  }

  @Override
  public void refused() {
    failed();
  }

  private void end(boolean good) {
    abandon();
    if (good) {
      succeeded();
    } else {
      failed();
    }
  }
}
