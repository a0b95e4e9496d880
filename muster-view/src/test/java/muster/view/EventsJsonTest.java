package muster.view;

import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventsJsonTest {
  @Test
  void aLineARecord() throws IOException {
    String text =
        Traces.records(
                Traces.FAILED
                    + "9100 service cache backoff status=9 due=90000000000001\n"
                    + "9200 asked 2 stop web\n"
                    + "9200 answered 2 1 reason=web\\sis\\sessential\n")
            .stream()
            .map(EventsJson::of)
            .collect(Collectors.joining());
    Golden.check(getClass(), "events.json", text);
  }
}
