package io.vigie.agent.driver.ip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a network of its own is joined to a device of the host. */
enum LinkMode {
  /** A pair of devices whose outer end hangs on a bridge. */
  BRIDGE,
  MACVLAN,
  IPVLAN;

  /**
   * @throws IllegalArgumentException listing what there is
   */
  static LinkMode of(String text) {
    for (LinkMode mode : values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("must be bridge, macvlan or ipvlan");
  }

  /**
   * What lays the link.
   *
   * @param device of the host
   * @param outer name of the pair's outer end
   * @param inner name inside
   */
  List<List<String>> lay(String device, String outer, String inner, String path) {
    List<List<String>> argvs = new ArrayList<>();
    switch (this) {
      case BRIDGE -> {
        argvs.add(
            List.of(
                "ip", "link", "add", "name", outer, "type", "veth", "peer", "name", inner, "netns",
                path));
        argvs.add(List.of("ip", "link", "set", "dev", outer, "master", device, "up"));
      }
      case MACVLAN -> argvs.add(joined(device, inner, path, "macvlan", "bridge"));
      case IPVLAN -> argvs.add(joined(device, inner, path, "ipvlan", "l2"));
    }
    return argvs;
  }

  private static List<String> joined(
      String device, String inner, String path, String type, String mode) {
    return List.of(
        "ip", "link", "add", "link", device, "name", inner, "netns", path, "type", type, "mode",
        mode);
  }
}
