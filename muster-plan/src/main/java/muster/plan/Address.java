package muster.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where a service listens.
 *
 * @param host as it was written; empty for the path of a socket
 * @param port or the path
 */
record Address(String host, String port) {
  private static final Set<String> ANY = Set.of("", "*", "0.0.0.0", "[::]");

  /** That a service says it is there. */
  record Claim(Address address, String service, Position at) {}

  /** What a service says by itself, and by how it is seen to be ready; each once. */
  static List<Address> of(Definition service) {
    List<Address> addresses = new ArrayList<>();
    service.settings().addresses().forEach(text -> add(text, addresses));
    if (service.work() instanceof Work.Longrun longrun) {
      switch (longrun.readiness()) {
        case Readiness.Tcp(String address) -> add(address, addresses);
        case Readiness.Http(String url) -> add(authority(url), addresses);
        case Readiness.None _,
            Readiness.Descriptor _,
            Readiness.Notify _,
            Readiness.Exec _,
            Readiness.Log _,
            Readiness.File _ -> {}
      }
    }
    return addresses;
  }

  private static void add(String text, List<Address> addresses) {
    Address address = parse(text);
    if (!addresses.contains(address)) {
      addresses.add(address);
    }
  }

  /** HOST:PORT, a port alone, or the path of a socket. */
  private static Address parse(String text) {
    int colon = text.lastIndexOf(':');
    if (text.startsWith("/") || colon < 0) {
      return new Address("", text);
    }
    return new Address(text.substring(0, colon), text.substring(colon + 1));
  }

  /** http://HOST:PORT/PATH; without a port it is the one of the scheme. */
  private static String authority(String url) {
    String rest = url.replaceFirst("^[a-z]+://", "");
    String authority = rest.replaceFirst("[/?#].*$", "").replaceFirst("^.*@", "");
    if (authority.matches(".*:[0-9]+")) {
      return authority;
    }
    return authority + (url.startsWith("https:") ? ":443" : ":80");
  }

  /** Can not both be listened on? The port of the two is the same. */
  boolean collides(Address other) {
    return host.equals(other.host) || ANY.contains(host) || ANY.contains(other.host);
  }

  @Override
  public String toString() {
    return host.isEmpty() ? port : host + ":" + port;
  }
}
