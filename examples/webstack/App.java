import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Shows how many orders the database has, and counts visits in Redis: App PORT DATABASE CACHE. */
public class App {
  public static void main(String[] ports) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(ports[0])), 0);
    server.createContext("/health", exchange -> answer(exchange, "well\n"));
    server.createContext(
        "/",
        exchange -> answer(exchange, "orders: " + orders(ports[1]) + "\nvisits: " + visits(ports[2]) + "\n"));
    server.start();
    System.out.println("listening on port " + ports[0]);
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Asks by psql: an application of your own has a driver. */
  private static String orders(String port) throws IOException {
    Process psql =
        new ProcessBuilder(
                "psql", "-X", "-At", "-h", "127.0.0.1", "-p", port, "-U", "postgres",
                "-c", "select count(*) from orders")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(psql.getInputStream().readAllBytes(), UTF_8).strip();
  }

  private static String visits(String port) {
    try (Socket redis = new Socket("127.0.0.1", Integer.parseInt(port))) {
      redis.getOutputStream().write("INCR visits\r\nQUIT\r\n".getBytes(UTF_8));
      String answer = new String(redis.getInputStream().readAllBytes(), UTF_8);
      return answer.lines().findFirst().orElse("").replaceFirst(":", "");
    } catch (IOException e) {
      return "not counted, " + e.getMessage();
    }
  }
}
