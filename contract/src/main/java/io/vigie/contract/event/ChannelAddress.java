package io.vigie.contract.event;

import java.net.URI;
import java.net.URISyntaxException;

/** The one rule for addresses that are called. Who may be connected to, notify says. */
final class ChannelAddress {
  private static final int LONGEST = 1_000;

  private ChannelAddress() {}

  /**
   * @param plain whether it may be http
   * @param secret whether there is one to put in
   * @throws IllegalArgumentException with the address as people wrote it, unless a password may be
   *     in it
   */
  static void check(String address, boolean plain, boolean secret) {
    if (address == null || address.isEmpty() || address.length() > LONGEST) {
      throw new IllegalArgumentException(
          "address must be a URL of 1 to "
              + LONGEST
              + " characters; got "
              + (address == null ? 0 : address.length()));
    }
    URI uri = uri(address);
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "address must have no name and password in it: keep them in a secret's file, and name that");
    }
    boolean https = "https".equalsIgnoreCase(uri.getScheme());
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    if (!https && !(http && plain)) {
      throw new IllegalArgumentException(
          http
              ? "address must begin with https://; say plain if http is meant"
              : "address must begin with https://; got " + shown(address));
    }
    if (uri.getHost() == null || uri.getRawFragment() != null || uri.getPort() > 65_535) {
      throw new IllegalArgumentException(
          "address must have a host and no fragment, like https://chat.example.org/hooks/vigie; got "
              + shown(address));
    }
    if (address.contains(ChannelPolicy.SECRET) && !secret) {
      throw new IllegalArgumentException("address has {{secret}} in it, and no secret is named");
    }
  }

  private static URI uri(String address) {
    try {
      URI uri = new URI(address.replace(ChannelPolicy.SECRET, "secret"));
      int begin = address.indexOf("//") + 2;
      int path = address.indexOf('/', begin);
      int hole = address.indexOf(ChannelPolicy.SECRET);
      if (hole >= 0 && (path < 0 || hole < path)) {
        throw new IllegalArgumentException("address must have {{secret}} after its host only");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "address is no URL: " + e.getReason() + "; got " + shown(address), e);
    }
  }

  private static String shown(String address) {
    return address.contains("@") ? "one with an @ in it" : '"' + Require.text(address, 80) + '"';
  }
}
