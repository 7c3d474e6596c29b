package io.vigie.agent.driver.ip;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

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

  /** Of the network of an address of this device: that address itself, or one beside it. */
  Optional<Integer> prefix(InetAddress address) throws SocketException {
    NetworkInterface found = NetworkInterface.getByName(name);
    List<InterfaceAddress> all =
        found == null
            ? List.of()
            : Stream.concat(Stream.of(found), found.subInterfaces())
                .flatMap(each -> each.getInterfaceAddresses().stream())
                .toList();
    Predicate<InterfaceAddress> itself =
        each -> isIn(each.getAddress(), address, Integer.MAX_VALUE);
    Predicate<InterfaceAddress> beside =
        each -> isIn(each.getAddress(), address, each.getNetworkPrefixLength());
    return Stream.concat(all.stream().filter(itself), all.stream().filter(beside))
        .findFirst()
        .map(each -> (int) each.getNetworkPrefixLength());
  }

  /** Whether two addresses begin with the same bits. */
  private static boolean isIn(InetAddress one, InetAddress other, int bits) {
    byte[] left = one.getAddress();
    byte[] right = other.getAddress();
    if (left.length != right.length) {
      return false;
    }
    for (int bit = 0; bit < Math.min(bits, 8 * left.length); bit++) {
      int mask = 0x80 >> bit % 8;
      if ((left[bit / 8] & mask) != (right[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
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
