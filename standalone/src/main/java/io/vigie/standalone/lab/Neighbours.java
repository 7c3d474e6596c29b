package io.vigie.standalone.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A device of this machine for addresses of services, and a neighbour behind it to ask from. */
final class Neighbours implements AutoCloseable {
  static final String DEVICE = "vigie-l0";
  static final String NETWORK = "10.214.9.0/24";
  private static final String PEER = "vigie-l1";
  private static final String NAMESPACE = "vigie-l";

  private Neighbours() {}

  static Neighbours lay() {
    Neighbours neighbours = new Neighbours();
    neighbours.close();
    ip("netns", "add", NAMESPACE);
    ip("link", "add", DEVICE, "type", "veth", "peer", "name", PEER);
    ip("link", "set", PEER, "netns", NAMESPACE);
    ip("link", "set", DEVICE, "up");
    ip("addr", "add", "10.214.9.1/24", "dev", DEVICE);
    ip("-n", NAMESPACE, "addr", "add", "10.214.9.2/24", "dev", PEER);
    ip("-n", NAMESPACE, "link", "set", PEER, "up");
    ip("-n", NAMESPACE, "link", "set", "lo", "up");
    return neighbours;
  }

  static String address(int number) {
    return "10.214.9." + number;
  }

  /** What a command of the neighbour's prints; empty when it fails. */
  String ask(String... argv) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", NAMESPACE, "timeout", "15"));
    all.addAll(List.of(argv));
    try {
      return Tool.run(Map.of(), all.toArray(String[]::new));
    } catch (IllegalStateException e) {
      return "";
    }
  }

  private static void ip(String... words) {
    List<String> argv = new ArrayList<>(List.of("ip"));
    argv.addAll(List.of(words));
    Tool.run(Map.of(), argv.toArray(String[]::new));
  }

  /** Also what an earlier run left. */
  @Override
  public void close() {
    Tool.run(
        Map.of(),
        "sh",
        "-c",
        "ip link del %s 2>/dev/null; ip netns del %s 2>/dev/null; true"
            .formatted(DEVICE, NAMESPACE));
  }
}
