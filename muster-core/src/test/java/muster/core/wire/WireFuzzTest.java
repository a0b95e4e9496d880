package muster.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes in the place of those that s6's programs and Muster write. */
class WireFuzzTest {
  private static final long NANOS = 1_000_000_000L;
  private static final String UP =
      "400000006b0407ec23ffa25d" + "400000006b0407ec24091aaa" + "0000000000004bdd" + "0000" + "0c";
  private static final String AT_1970 = "400000000000000a" + "00000000";
  private static final String IN_A_LEAP_SECOND = "40000000586846a4" + "00000000";
  private static final String IN_THE_YEAR_2262 = "400000022572c16a" + "3b9ac9ff";
  private static final String NO_LABEL = "ffffffffffffffff" + "00000000";
  private static final String NO_NANOSECONDS = "400000006b0407ec" + "3b9aca00";

  // ---- supervise/status ---------------------------------------------------------------------

  static Stream<byte[]> statuses() {
    return Stream.of(
            UP,
            UP.substring(2),
            UP + "00",
            AT_1970 + AT_1970 + "0000000000000000" + "0000" + "00",
            AT_1970 + AT_1970 + "ffffffffffffffff" + "ffff" + "ff",
            AT_1970 + AT_1970 + "0000000080000000" + "0000" + "06",
            IN_A_LEAP_SECOND + AT_1970 + "000000007fffffff" + "000f" + "06",
            IN_THE_YEAR_2262 + NO_LABEL + "0000000000000001" + "0000" + "08",
            NO_NANOSECONDS + AT_1970 + "0000000000000001" + "0000" + "08")
        .map(HexFormat.of()::parseHex);
  }

  @MethodSource("statuses")
  @FuzzTest
  void aStatusIsUnderstoodAsItIsWrittenOrIsNone(byte[] bytes) {
    Status status = Status.decode(bytes);
    if (status == null) {
      return;
    }
    byte[] again = status.encode();
    assertThat(Status.decode(again)).isEqualTo(status);
    assertThat(again).hasSameSizeAs(bytes);
    assertThat(Arrays.copyOfRange(again, 24, 34)).isEqualTo(Arrays.copyOfRange(bytes, 24, 34));
    assertThat(again[34]).isEqualTo((byte) (bytes[34] & 0xf));
  }

  // ---- stamps -------------------------------------------------------------------------------

  static Stream<byte[]> stamps() {
    return Stream.of(
            AT_1970, IN_A_LEAP_SECOND, IN_THE_YEAR_2262, NO_LABEL, NO_NANOSECONDS, "400000006b")
        .map(HexFormat.of()::parseHex);
  }

  /** At most a leap second lies between the label and the number of seconds, as TAI counts them. */
  @MethodSource("stamps")
  @FuzzTest
  void aStampIsTheTimeThatItsLabelSays(byte[] bytes) {
    byte[] stamp = Arrays.copyOf(bytes, Tai64n.BYTES);
    if (!Tai64n.valid(stamp, 0)) {
      return;
    }
    BigInteger tai = new BigInteger(1, Arrays.copyOf(stamp, 8)).subtract(BigInteger.TWO.pow(62));
    long nanos = new BigInteger(1, Arrays.copyOfRange(stamp, 8, 12)).longValueExact();
    long wall = Tai64n.get(stamp, 0);
    assertThat(Math.floorMod(wall, NANOS)).isEqualTo(nanos);
    assertThat(tai.longValueExact() - Math.floorDiv(wall, NANOS)).isBetween(9L, 37L);
    byte[] again = new byte[Tai64n.BYTES];
    Tai64n.put(again, 0, wall);
    assertThat(Tai64n.get(again, 0)).isEqualTo(wall);
  }

  // ---- supervise/death_tally ----------------------------------------------------------------

  static Stream<Arguments> tallies() {
    byte[] one = HexFormat.of().parseHex(AT_1970 + "8f0f");
    return Stream.of(
        Arguments.of(new byte[0], 15, 100),
        Arguments.of(one, 125 << 8, 100),
        Arguments.of(Arrays.copyOf(one, 13), 0, 100),
        Arguments.of(Arrays.copyOf(one, 14 * 7), 0x8b, 3),
        Arguments.of(Arrays.copyOf(one, 14 * 4), 0, 1));
  }

  @MethodSource("tallies")
  @FuzzTest
  void aTallyGrowsAtItsEndAndLosesOnlyItsOldest(
      byte @NotNull [] tally, int waitStatus, @InRange(min = 1, max = 4096) int kept) {
    byte[] after = DeathTally.append(tally, 0, waitStatus, kept);
    assertThat(DeathTally.valid(after)).isTrue();
    int before = DeathTally.valid(tally) ? tally.length : 0;
    assertThat(after).hasSize(Math.min(before + 14, kept * 14));
    int old = after.length - 14;
    assertThat(Arrays.copyOf(after, old))
        .isEqualTo(Arrays.copyOfRange(tally, before - old, before));
    assertThat(HexFormat.of().formatHex(after, old, old + 12)).isEqualTo(AT_1970);
    int code = after[old + 12] & 0xff;
    int signal = after[old + 13];
    assertThat(signal).isEqualTo(waitStatus & 0x7f);
    assertThat(code).isEqualTo(signal == 0 ? (waitStatus >> 8) & 0xff : 128 + signal);
  }
}
