package muster.core.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import muster.core.Moment;
import org.junit.jupiter.api.Test;

class TraceTest {
  private static final Moment NOW = new Moment(7, 9);

  @Test
  void anAnswerIsReadAsItWasWritten() {
    TraceRecord plain = new TraceRecord.Answered(NOW, 3, 0, "");
    TraceRecord refused = new TraceRecord.Answered(NOW, 4, 1, "a is essential: reason=\"b\" stops");
    assertThat(Trace.line(plain)).isEqualTo("9 7 answered 3 0\n");
    assertThat(Trace.read((Trace.line(plain) + Trace.line(refused)).getBytes(UTF_8)))
        .isEqualTo(List.of(plain, refused));
  }
}
