package io.vigie.agent.driver.ip;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/** A network device of this node; the kernel and the JDK tell, no program is run. */
record NetDevice(String name) {
  private static final Path DEVICES = Path.of("/sys/class/net");
  private static final Path ADDRESSES_6 = Path.of("/proc/net/if_inet6");
  private static final int FLAGS = 4;
  private static final int DEVICE = 5;
  private static final int DUPLICATE = 0x08;
  private static final int TENTATIVE = 0x40;

  boolean exists() {
    return Files.exists(DEVICES.resolve(name));
  }

  boolean isUp() {
    int up = 1;
    return (Integer.decode(read("flags", "0x0")) & up) == up;
  }

  /** Whether a cable, or the other end of a pair, is there; no while the device is down. */
  boolean hasCarrier() {
    return read("carrier", "0").equals("1");
  }

  private String read(String file, String otherwise) {
    try {
      return Files.readString(DEVICES.resolve(name).resolve(file)).strip();
    } catch (IOException e) {
      // also what the kernel says of the carrier of a device that is down
      return otherwise;
    }
  }

  /** The device of this node that has an address. */
  static Optional<String> holding(InetAddress address) throws SocketException {
    return Optional.ofNullable(NetworkInterface.getByInetAddress(address))
        .map(found -> found.getParent() == null ? found : found.getParent())
        .map(found -> found.getName().replaceFirst(":.*", ""));
  }

  /** While the kernel asks whether an IPv6 address is free. */
  boolean isTentative(InetAddress address) throws IOException {
    return (flags(address) & TENTATIVE) != 0;
  }

  /** The kernel found that another host has that IPv6 address. */
  boolean isDuplicate(InetAddress address) throws IOException {
    return (flags(address) & DUPLICATE) != 0;
  }

  private int flags(InetAddress address) throws IOException {
    if (!(address instanceof Inet6Address) || !Files.exists(ADDRESSES_6)) {
      return 0;
    }
    String wanted = HexFormat.of().formatHex(address.getAddress());
    for (String line : Files.readAllLines(ADDRESSES_6)) {
      String[] words = line.strip().split("\\s+");
      if (words[0].equals(wanted) && words[DEVICE].equals(name)) {
        return Integer.parseInt(words[FLAGS], 16);
      }
    }
    return 0;
  }
}
