package muster.daemon;

import java.util.List;
import muster.kernel.Endpoint;
import muster.kernel.Kernel;
import muster.plan.Readiness;

/** Makes the probe for each kind of readiness. */
final class Probes {
  private final Kernel kernel;
  private final Loop loop;

  Probes(Kernel kernel, Loop loop) {
    this.kernel = kernel;
    this.loop = loop;
  }

  /**
   * A probe for one start of a service. Those kinds that a service tells by itself need none: a
   * descriptor, sd_notify (see {@link NotifySocket}), and its log.
   *
   * @param directory the service's, absolute
   * @param check starts the command of an {@code exec}
   * @param ready is run once, on the loop's thread
   */
  Probe of(Readiness readiness, String directory, ExecProbe.Check check, Runnable ready) {
    return switch (readiness) {
      case Readiness.None _, Readiness.Descriptor _, Readiness.Notify _, Readiness.Log _ ->
          Probe.NONE;
      case Readiness.Tcp(String address) -> new TcpProbe(kernel, loop, endpoints(address), ready);
      case Readiness.Http(String text) -> {
        HttpUrl url = HttpUrl.of(Launch.bytes(text));
        yield new HttpProbe(kernel, loop, url.endpoints(), url.request(), ready);
      }
      case Readiness.Exec _ -> new ExecProbe(kernel, loop, check, ready);
      case Readiness.File(String path) ->
          new FileProbe(kernel, loop, Launch.below(directory, Launch.bytes(path)), ready);
    };
  }

  /** What {@link Readiness.Tcp} means; none when the host is a name. */
  static List<Endpoint> endpoints(String address) {
    return Authority.endpoints(Launch.bytes(address), -1);
  }
}
