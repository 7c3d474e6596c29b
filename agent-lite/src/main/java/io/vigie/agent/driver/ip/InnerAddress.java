package io.vigie.agent.driver.ip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code ip -oneline addr show}.
 *
 * @param duplicate the kernel found that another host has it
 */
record InnerAddress(String device, InetAddress address, boolean duplicate) {
  private static final Pattern LINE =
      Pattern.compile("\\d+:\\s+([^\\s@:]+)\\S*\\s+inet6?\\s+([0-9A-Fa-f.:]+)/\\d+(.*)");

  static List<InnerAddress> all(String output) {
    List<InnerAddress> all = new ArrayList<>();
    for (String line : output.split("\n")) {
      Matcher matcher = LINE.matcher(line.strip());
      if (matcher.matches()) {
        all.add(
            new InnerAddress(
                matcher.group(1),
                parsed(matcher.group(2)),
                matcher.group(3).contains("dadfailed")));
      }
    }
    return all;
  }

  // it is written in digits: nobody is asked
  private static InetAddress parsed(String digits) {
    try {
      return InetAddress.getByName(digits);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(digits + " is no address", e);
    }
  }

  /** Whether somebody put it there; the kernel adds those of the link itself. */
  boolean isKept() {
    return !address.isLinkLocalAddress();
  }
}
