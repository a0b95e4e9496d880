package muster.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ControlsTest {
  private static final SignalRule SIGNALS = Pairs.SIGNALS;

  private static final Map<Character, Event.Request> MEANING =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry('a', new Event.Kill(14, false)),
              Map.entry('b', new Event.Kill(6, false)),
              Map.entry('q', new Event.Kill(3, false)),
              Map.entry('h', new Event.Kill(1, false)),
              Map.entry('k', new Event.Kill(9, false)),
              Map.entry('t', new Event.Kill(15, false)),
              Map.entry('i', new Event.Kill(2, false)),
              Map.entry('1', new Event.Kill(10, false)),
              Map.entry('2', new Event.Kill(12, false)),
              Map.entry('y', new Event.Kill(28, false)),
              Map.entry('K', new Event.Kill(9, true)),
              Map.entry('r', new Event.Kill(SIGNALS.downSignal(), false)),
              Map.entry('l', new Event.Kill(SIGNALS.reloadSignal(), false)),
              Map.entry('p', new Event.Pause(false)),
              Map.entry('P', new Event.Pause(true)),
              Map.entry('c', new Event.Resume(false)),
              Map.entry('C', new Event.Resume(true)),
              Map.entry('o', new Event.Once()),
              Map.entry('O', new Event.AtMostOnce(false)),
              Map.entry('Q', new Event.AtMostOnce(true)),
              Map.entry('d', new Event.Down(false, SIGNALS)),
              Map.entry('D', new Event.Down(true, SIGNALS)),
              Map.entry('u', new Event.Up(false)),
              Map.entry('U', new Event.Up(true)),
              Map.entry('x', new Event.Leave())));

  @Test
  void eachOfThe256BytesMeansWhatS6SaysOrNothing() {
    for (int control = 0; control < 256; control++) {
      assertThat(decode(control)).as("byte %d", control).isEqualTo(MEANING.get((char) control));
    }
  }

  @Test
  void theDirectoryIsReadOnlyForTheBytesThatNeedIt() {
    for (int control = 0; control < 256; control++) {
      boolean[] read = {false};
      Controls.decode(
          (byte) control,
          () -> {
            read[0] = true;
            return SIGNALS;
          });
      assertThat(read[0]).as("byte %d", control).isEqualTo("dDrl".indexOf(control) >= 0);
    }
  }

  private static Event.@Nullable Request decode(int control) {
    return Controls.decode((byte) control, () -> SIGNALS);
  }
}
