package muster.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import muster.kernel.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as people write them; the JDK reads the same ones. */
class AuthorityTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "255.255.255.255",
        "[::]",
        "[::1]",
        "[1::]",
        "[1:2:3:4:5:6:7:8]",
        "[fe80::1:2]",
        "[::ffff:0:1.2.3.4]",
        "[1:2:3:4:5:6:1.2.3.4]",
        "[::1.2.3.4]",
        "[aB::CdEf]",
        "[1:2:3:4:5:6:7::]",
        "[::2:3:4:5:6:7:8]"
      })
  void itReadsWhatTheJdkReads(String host) throws UnknownHostException {
    assertThat(Authority.endpoints(host + ":8080", -1)).containsExactly(jdk(host, 8080));
  }

  private static Endpoint jdk(String host, int port) throws UnknownHostException {
    InetAddress address = InetAddress.getByName(host);
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return switch (address) {
      case Inet4Address _ -> new Endpoint.Inet4(bytes.getInt(), port);
      case Inet6Address _ -> new Endpoint.Inet6(bytes.getLong(), bytes.getLong(), port);
      default -> throw new AssertionError(address);
    };
  }

  @Test
  void everyAddressThatTheJdkWritesIsRead() throws UnknownHostException {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[i % 2 == 0 ? 4 : 16];
      random.nextBytes(bytes);
      InetAddress address = InetAddress.getByAddress(bytes);
      String text =
          address instanceof Inet6Address
              ? "[" + address.getHostAddress() + "]"
              : address.getHostAddress();
      assertThat(Authority.endpoints(text + ":1", -1)).containsExactly(jdk(text, 1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":80",
        "example.org:80",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:x",
        "127.0.0.1:65536",
        "127.0.0.1:-1",
        "127.1:80",
        "1.2.3.4.5:80",
        "256.0.0.1:80",
        "1.2.3.:80",
        "[::1:80",
        "::1:80",
        "[:::]:80",
        "[1::2::3]:80",
        "[1:2:3:4:5:6:7]:80",
        "[1:2:3:4:5:6:7:8:9]:80",
        "[12345::]:80",
        "[g::]:80",
        "[:1]:80",
        "[1:]:80",
        "[1:2:3:4:5:6:7:1.2.3.4]:80",
        "[1.2.3.4::]:80",
        "[1:2:3:4:5:6:7:8::]:80",
        "[]:80",
        "*:80",
        "[::1]80"
      })
  void whatIsNoNumberIsNone(String text) {
    assertThat(Authority.endpoints(text, -1)).isEmpty();
  }

  @Test
  void localhostIsBothAndAUrlHasAPortOfItsOwn() {
    List<Endpoint> both = List.of(new Endpoint.Inet4(0x7f000001, 80), new Endpoint.Inet6(0, 1, 80));
    assertThat(Authority.endpoints("LocalHost:80", -1)).isEqualTo(both);
    assertThat(HttpUrl.of("http://localhost").endpoints()).isEqualTo(both);
    assertThat(HttpUrl.of("http://[::1]/a").endpoints())
        .containsExactly(new Endpoint.Inet6(0, 1, 80));
    assertThat(HttpUrl.of("http://1.2.3.4:81/a?b=c#d"))
        .isEqualTo(new HttpUrl("1.2.3.4:81", "/a?b=c"));
    assertThat(HttpUrl.of("http://1.2.3.4:81#d").path()).isEqualTo("/");
  }

  @Test
  void whatIsNotAsciiIsEncoded() {
    assertThat(HttpUrl.of(Launch.bytes("http://1.2.3.4/\u00e9%20")).request())
        .startsWith("GET /%C3%A9%20 HTTP/1.1\r\nHost: 1.2.3.4\r\n")
        .endsWith("\r\n\r\n");
  }
}
