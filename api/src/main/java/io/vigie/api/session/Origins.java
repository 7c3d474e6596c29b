package io.vigie.api.session;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.net.InetAddress;
import java.net.URI;

/** Where a request comes from. Forwarded headers are not believed: anybody can write them. */
public final class Origins {
  private Origins() {}

  public static String address(HttpRequest<?> request) {
    InetAddress address = request.getRemoteAddress().getAddress();
    return address == null ? "" : address.getHostAddress();
  }

  /**
   * Whether it comes from this machine itself. One that a proxy on this machine hands on does not.
   */
  public static boolean loopback(HttpRequest<?> request) {
    InetAddress address = request.getRemoteAddress().getAddress();
    return address != null
        && address.isLoopbackAddress()
        && !request.getHeaders().contains("X-Forwarded-For")
        && !request.getHeaders().contains("Forwarded");
  }

  /** Whether a browser says that a page of our own sent it; a script says nothing. */
  static boolean ours(HttpRequest<?> request) {
    String site = request.getHeaders().get("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return false;
    }
    String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
    return origin == null || authority(origin).equals(request.getHeaders().get(HttpHeaders.HOST));
  }

  private static String authority(String origin) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority == null ? "" : authority;
    } catch (IllegalArgumentException e) {
      // whoever sends it, it is no page of ours
      return "";
    }
  }
}
