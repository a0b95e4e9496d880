package muster.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitStatusTest {

  @Test
  void anExitHasACodeAndNoSignal() {
    for (int code = 0; code < 256; code++) {
      int status = code << 8;
      assertThat(WaitStatus.signalled(status)).isFalse();
      assertThat(WaitStatus.signal(status)).isZero();
      assertThat(WaitStatus.exitCode(status)).isEqualTo(code);
      assertThat(WaitStatus.exited(status, 125)).isEqualTo(code == 125);
    }
  }

  @Test
  void aSignalIsOneWithAndWithoutACoreDump() {
    for (int signal = 1; signal <= 64; signal++) {
      for (int core : new int[] {0, 0x80}) {
        assertThat(WaitStatus.signalled(signal | core)).isTrue();
        assertThat(WaitStatus.signal(signal | core)).isEqualTo(signal);
        assertThat(WaitStatus.exited(signal | core, 0)).isFalse();
      }
    }
  }
}
