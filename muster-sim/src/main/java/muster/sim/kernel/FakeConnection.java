package muster.sim.kernel;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A connection as the server has it. */
public final class FakeConnection {
  private final StreamSocket client;
  private Consumer<String> input = _ -> {};
  private Runnable end = () -> {};

  FakeConnection(StreamSocket client) {
    this.client = client;
  }

  /** Is told of what the client writes, from now on. */
  public void onInput(Consumer<String> listener) {
    input = listener;
  }

  /** Is told when the client closes it. */
  public void onEnd(Runnable listener) {
    end = listener;
  }

  public void send(String text) {
    client.arrived(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Says that no more comes. */
  public void close() {
    client.ended();
  }

  /** Breaks it off. */
  public void reset() {
    client.broken();
  }

  void written(String text) {
    input.accept(text);
  }

  void closedByClient() {
    end.run();
  }
}
