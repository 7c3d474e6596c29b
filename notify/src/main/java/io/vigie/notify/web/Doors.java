package io.vigie.notify.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Finds the addresses a connection is made to, and hands out only those that may be called: what is
 * checked is what is connected to, so a name that means something else a moment later helps nobody.
 */
final class Doors implements DnsResolver {
  private final Networks networks;

  Doors(Networks networks) {
    this.networks = networks;
  }

  /** It is not to be called. */
  static final class Closed extends UnknownHostException {
    private static final long serialVersionUID = 1;

    Closed(InetAddress address) {
      super(
          address.getHostAddress()
              + " is an address inside, which is not called unless VIGIE_ALLOWED_NETWORKS of notify has it");
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] all = SystemDefaultDnsResolver.INSTANCE.resolve(host);
    InetAddress[] open = Arrays.stream(all).filter(networks::allow).toArray(InetAddress[]::new);
    if (open.length == 0) {
      throw all.length == 0 ? new UnknownHostException(host) : new Closed(all[0]);
    }
    return open;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
  }
}
