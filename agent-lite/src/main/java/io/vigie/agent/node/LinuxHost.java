package io.vigie.agent.node;

import io.vigie.agent.NodeIdentity;
import io.vigie.contract.event.NodeInventory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * This machine, from /proc, /sys and the JDK; no program is run. What cannot be read (a container
 * without DMI, a file only root may read) is left empty.
 */
public final class LinuxHost implements Host {
  private static final long KIB = 1024;

  private final Path root;
  private final String hostname;

  public LinuxHost(String hostname) {
    this(Path.of("/"), hostname);
  }

  /**
   * @param root directory that stands for {@code /}
   */
  LinuxHost(Path root, String hostname) {
    this.root = root;
    this.hostname = hostname;
  }

  @Override
  public String bootId() {
    return read("proc/sys/kernel/random/boot_id");
  }

  @Override
  public Instant bootedAt() {
    String seconds = find("(?m)^btime (\\d+)", read("proc/stat"));
    return seconds.isEmpty() ? null : Instant.ofEpochSecond(Long.parseLong(seconds));
  }

  @Override
  public NodeInventory inventory(NodeIdentity node, String agentVersion) {
    String release = read("etc/os-release");
    String cpu = read("proc/cpuinfo");
    return new NodeInventory(
        node.id(),
        hostname,
        node.env(),
        node.site(),
        node.team(),
        find("(?m)^ID=\"?([^\"\\n]*)", release),
        find("(?m)^VERSION_ID=\"?([^\"\\n]*)", release),
        read("proc/sys/kernel/osrelease"),
        System.getProperty("os.arch"),
        read("sys/class/dmi/id/sys_vendor"),
        read("sys/class/dmi/id/product_name"),
        read("sys/class/dmi/id/product_serial"),
        find("(?m)^model name\\s*: (.*)$", cpu),
        Runtime.getRuntime().availableProcessors(),
        memoryBytes(),
        addresses(),
        agentVersion,
        node.location());
  }

  private long memoryBytes() {
    String kib = find("(?m)^MemTotal:\\s+(\\d+) kB", read("proc/meminfo"));
    return kib.isEmpty() ? 0 : Long.parseLong(kib) * KIB;
  }

  private static List<String> addresses() {
    List<String> addresses = new ArrayList<>();
    try {
      for (NetworkInterface device : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        for (InetAddress address : Collections.list(device.getInetAddresses())) {
          if (!address.isLoopbackAddress() && !address.isLinkLocalAddress()) {
            addresses.add(address.getHostAddress());
          }
        }
      }
    } catch (SocketException e) {
      // no network yet: the next inventory has them
      return List.of();
    }
    Collections.sort(addresses);
    return addresses;
  }

  private String read(String path) {
    try {
      return Files.readString(root.resolve(path)).strip();
    } catch (IOException e) {
      return "";
    }
  }

  private static String find(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? matcher.group(1).strip() : "";
  }
}
