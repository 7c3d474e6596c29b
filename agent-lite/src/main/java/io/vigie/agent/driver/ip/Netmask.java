package io.vigie.agent.driver.ip;

import io.vigie.agent.config.Values;

/** How many leading bits of an address are its network's. */
final class Netmask {
  private Netmask() {}

  /** {@code 24} or {@code 255.255.255.0}. */
  static int prefix(String text) {
    String rule = "must be a prefix length such as 24, or dotted such as 255.255.255.0";
    String bare = text.strip();
    if (bare.matches("/?[0-9]{1,3}")) {
      int prefix = Values.number(bare.replace("/", ""), 1);
      if (prefix > 128) {
        throw new IllegalArgumentException(rule);
      }
      return prefix;
    }
    String[] parts = bare.split("\\.");
    if (parts.length != 4) {
      throw new IllegalArgumentException(rule);
    }
    long bits = 0;
    for (String part : parts) {
      int octet = Values.number(part, 0);
      if (octet > 255) {
        throw new IllegalArgumentException(rule);
      }
      bits = bits << 8 | octet;
    }
    int prefix = Long.bitCount(bits);
    if (prefix == 0 || bits != (0xffffffffL << 32 - prefix & 0xffffffffL)) {
      throw new IllegalArgumentException(rule);
    }
    return prefix;
  }
}
