package io.vigie.agent.check;

import io.vigie.agent.FileTrouble;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The network devices that somebody set up: whether each has a link, at what speed (Mbit/s), and
 * whether in both directions at once (1). Those of the machine, bonds, and others with an address
 * of their own, such as a container's; not the ends that containers have on their host, which come
 * and go with them.
 *
 * @param devices {@code /sys/class/net}
 */
record Interfaces(Path devices) implements Checks.Source {
  private static final String KIND = "eth";
  private static final int UP = 1;
  private static final int ETHERNET = 1;

  @Override
  public void read(Found found) {
    List<Path> all;
    try (Stream<Path> files = Files.list(devices)) {
      all = files.sorted().toList();
    } catch (IOException e) {
      found.missed(KIND, "network devices: " + FileTrouble.inWords(e));
      return;
    }
    for (Path device : all) {
      try {
        if (isWatched(device)) {
          read(device, found);
        }
      } catch (NoSuchFileException e) {
        // it went while it was looked at
      } catch (IOException | NumberFormatException e) {
        found.missed(KIND, "network device " + device.getFileName() + ": " + e.getMessage());
      }
    }
  }

  private static boolean isWatched(Path device) throws IOException {
    // a bond of before has a file among the devices
    if (!Files.isDirectory(device)
        || Integer.parseInt(text(device, "type")) != ETHERNET
        || (Integer.decode(text(device, "flags")) & UP) == 0) {
      return false;
    }
    return Files.exists(device.resolve("device"))
        || Files.exists(device.resolve("bonding"))
        || !isOfContainers(device) && hasAddress(device);
  }

  /** A bridge has no link before somebody is on it, and a tunnel none before it is used. */
  private static boolean isOfContainers(Path device) {
    return Stream.of("bridge", "brport", "tun_flags")
        .anyMatch(each -> Files.exists(device.resolve(each)));
  }

  private static boolean hasAddress(Path device) throws SocketException {
    NetworkInterface known = NetworkInterface.getByName(device.getFileName().toString());
    return known != null
        && known.inetAddresses().anyMatch(address -> !address.isLinkLocalAddress());
  }

  private static void read(Path device, Found found) throws IOException {
    String name = device.getFileName().toString();
    boolean linked = text(device, "carrier").equals("1");
    found.value(KIND, name + ".link", linked ? 1 : 0, "");
    if (!linked) {
      return;
    }
    // who has neither, a virtual one, says so by an error or by words
    String speed = optional(device, "speed");
    if (speed.matches("[1-9]\\d{0,8}")) {
      found.value(KIND, name + ".speed", new BigDecimal(speed), "Mbit/s");
    }
    switch (optional(device, "duplex")) {
      case "full" -> found.value(KIND, name + ".duplex", 1, "");
      case "half" -> found.value(KIND, name + ".duplex", 0, "");
      default -> {}
    }
  }

  private static String text(Path device, String file) throws IOException {
    return Files.readString(device.resolve(file)).strip();
  }

  private static String optional(Path device, String file) {
    try {
      return text(device, file);
    } catch (IOException e) {
      return "";
    }
  }
}
