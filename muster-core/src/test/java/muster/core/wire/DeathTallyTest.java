package muster.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DeathTallyTest {
  private static final byte[] EMPTY = {};
  private static final long DIED = 1_795_426_249_188_710_796L;

  @Test
  void aSignalIsWrittenAsDebiansS6WritesIt() {
    assertThat(hex(DeathTally.append(EMPTY, DIED, 15, 100)))
        .isEqualTo("400000006b0407ee0b3f7f8c" + "8f0f");
  }

  @Test
  void anExitCodeIsWrittenWithoutASignal() {
    assertThat(hex(DeathTally.append(EMPTY, 0, 125 << 8, 100))).endsWith("7d00");
    assertThat(hex(DeathTally.append(EMPTY, 0, 255 << 8, 100))).endsWith("ff00");
  }

  @Test
  void aCoreDumpIsNoPartOfTheSignal() {
    assertThat(hex(DeathTally.append(EMPTY, 0, 0x80 | 11, 100))).endsWith("8b0b");
  }

  @Test
  void theNewestComesLastAndTheOldestGoFirst() {
    byte[] tally = EMPTY;
    for (int death = 1; death <= 7; death++) {
      tally = DeathTally.append(tally, 0, death << 8, 3);
      assertThat(tally).hasSize(DeathTally.RECORD_BYTES * Math.min(death, 3));
    }
    assertThat(new int[] {tally[12], tally[26], tally[40]}).containsExactly(5, 6, 7);
  }

  @Test
  void aSmallerLimitDropsWhatIsTooMuch() {
    byte[] five = EMPTY;
    for (int death = 1; death <= 5; death++) {
      five = DeathTally.append(five, 0, death << 8, 100);
    }
    byte[] one = DeathTally.append(five, 0, 6 << 8, 1);
    assertThat(one).hasSize(DeathTally.RECORD_BYTES);
    assertThat(one[12]).isEqualTo((byte) 6);
  }

  @Test
  void aTallyThatIsNotWholeRecordsIsCorruptAndCountsAsEmpty() {
    byte[] good = DeathTally.append(EMPTY, 0, 1 << 8, 100);
    for (int length = 1; length < good.length; length++) {
      byte[] after = DeathTally.append(Arrays.copyOf(good, length), 0, 2 << 8, 100);
      assertThat(after).as("of %d bytes", length).hasSize(DeathTally.RECORD_BYTES);
      assertThat(after[12]).isEqualTo((byte) 2);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
