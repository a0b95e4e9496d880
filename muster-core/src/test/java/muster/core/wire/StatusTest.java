package muster.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The long strings are what Debian's s6-supervise wrote for one service through its life. */
class StatusTest {
  private static final long STARTED = 1_795_426_247_603_955_805L;
  private static final long READY = 1_795_426_247_604_576_426L;
  private static final long DIED = 1_795_426_249_188_710_796L;

  @Test
  void upAndReady() {
    assertBoth(
        new Status(STARTED, READY, 19421, 0, false, false, true, true),
        "400000006b0407ec23ffa25d400000006b0407ec24091aaa0000000000004bdd00000c");
  }

  @Test
  void paused() {
    assertBoth(
        new Status(STARTED, READY, 19421, 0, true, false, true, true),
        "400000006b0407ec23ffa25d400000006b0407ec24091aaa0000000000004bdd00000d");
  }

  @Test
  void finishingAfterASignal() {
    assertBoth(
        new Status(DIED, READY, 19571, 15, false, true, true, false),
        "400000006b0407ee0b3f7f8c400000006b0407ec24091aaa0000000000004c73000f06");
  }

  @Test
  void upButNotAgain() {
    assertBoth(
        new Status(DIED, READY, 19578, 15, false, false, false, true),
        "400000006b0407ee0b3f7f8c400000006b0407ec24091aaa0000000000004c7a000f08");
  }

  @Test
  void everyFlagIsABitOfItsOwn() {
    for (int flags = 0; flags < 16; flags++) {
      Status status =
          new Status(
              1,
              2,
              3,
              0x1f80,
              (flags & 1) != 0,
              (flags & 2) != 0,
              (flags & 4) != 0,
              (flags & 8) != 0);
      byte[] bytes = status.encode();
      assertThat(bytes).hasSize(Status.BYTES);
      assertThat(bytes[34]).isEqualTo((byte) flags);
      assertThat(Status.decode(bytes)).isEqualTo(status);
    }
  }

  @Test
  void everyWaitStatusFits() {
    for (int waitStatus = 0; waitStatus <= 0xffff; waitStatus++) {
      Status status = new Status(0, 0, 0, waitStatus, false, false, false, false);
      assertThat(Status.decode(status.encode())).isEqualTo(status);
    }
  }

  private static void assertBoth(Status status, String hex) {
    assertThat(HexFormat.of().formatHex(status.encode())).isEqualTo(hex);
    assertThat(Status.decode(HexFormat.of().parseHex(hex))).isEqualTo(status);
  }
}
