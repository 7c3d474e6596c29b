package io.vigie.notify.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Where calls may go: to the world, and of what is inside only where it is allowed. Whoever names a
 * channel must not make Vigie knock at doors that only Vigie reaches.
 *
 * @param allowed networks inside that may be called all the same
 */
public record Networks(List<Network> allowed) {
  /** To the world only. */
  public static final Networks WORLD = new Networks(List.of());

  /** What no address of the world is in, beside what Java itself knows (RFC 6890). */
  private static final List<Network> INSIDE =
      List.of(
              "0.0.0.0/8",
              "100.64.0.0/10",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "240.0.0.0/4",
              "fc00::/7",
              "2001:db8::/32",
              // these carry addresses of version 4, inside ones too
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "2001::/32",
              "2002::/16")
          .stream()
          .map(Network::parse)
          .toList();

  public Networks {
    allowed = List.copyOf(allowed);
  }

  /**
   * @param text networks, {@code 10.0.0.0/8,192.168.7.12/32}; empty for none
   * @throws IllegalArgumentException naming the one that is none
   */
  public static Networks parse(String text) {
    return new Networks(
        Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(one -> !one.isEmpty())
            .map(Network::parse)
            .toList());
  }

  public boolean allow(InetAddress address) {
    return allowed.stream().anyMatch(network -> network.has(address)) || !isInside(address);
  }

  private static boolean isInside(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || address instanceof Inet6Address six && six.isIPv4CompatibleAddress()
        || INSIDE.stream().anyMatch(network -> network.has(address));
  }

  /**
   * Addresses that begin alike.
   *
   * @param bits how many bits are alike
   */
  public record Network(InetAddress first, int bits) {
    static Network parse(String text) {
      int slash = text.indexOf('/');
      String host = slash < 0 ? text : text.substring(0, slash);
      String length = slash < 0 ? "" : text.substring(slash + 1);
      // no name is looked up: digits, dots and colons only
      if (host.matches("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.]*")
          && (slash < 0 || length.matches("\\d{1,3}"))) {
        try {
          InetAddress first = InetAddress.getByName(host);
          int all = first.getAddress().length * 8;
          int bits = slash < 0 ? all : Integer.parseInt(length);
          if (bits <= all && (first instanceof Inet6Address || host.split("\\.").length == 4)) {
            return new Network(first, bits);
          }
        } catch (UnknownHostException e) {
          throw refused(text, e);
        }
      }
      throw refused(text, null);
    }

    private static IllegalArgumentException refused(String text, Exception cause) {
      return new IllegalArgumentException(
          "a network is an address and how many of its bits count, like 10.0.0.0/8 or fd00::/8; got \""
              + text
              + '"',
          cause);
    }

    boolean has(InetAddress address) {
      byte[] one = first.getAddress();
      byte[] other = address.getAddress();
      if (one.length != other.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return first.getHostAddress() + '/' + bits;
    }
  }
}
