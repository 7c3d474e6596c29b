package io.vigie.agent.driver.ip;

import static io.vigie.agent.config.Keyword.Form.TEXT;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.driver.Exclusive;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.LogLevel;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An address on a device of this node. Before it is added the network is asked whether somebody has
 * it; afterwards the neighbours are told where it is now.
 *
 * @param name address, or a name that resolves to one
 * @param prefix bits of the network's part; 0 for those of the device's own address in that network
 * @param foundFree when nobody was found to have it; a start soon after need not ask again
 * @param checkCarrier a device without a carrier is complained of, and not started on
 */
public record HostAddress(
    String name,
    NetDevice device,
    int prefix,
    boolean checkCarrier,
    CommandRunner runner,
    AtomicReference<Instant> foundFree)
    implements Exclusive {
  public static final Manual MANUAL =
      new Manual(
          "An address on a device of this node. Before it is added the network is asked whether"
              + " somebody has it; afterwards the neighbours are told where it is now.",
          List.of(
              Keyword.required("ipname", TEXT, "address, or a name that resolves to one"),
              Keyword.required("ipdev", TEXT, "network device"),
              Keyword.of(
                  "netmask",
                  TEXT,
                  "that of the device's own address there",
                  "bits of the network (24), or 255.255.255.0"),
              Keyword.of("check_carrier", true, "without a carrier: warn, and not started")),
          List.of(
              "ip link set dev DEVICE up",
              "arping -D -c 2 -w 2 -I DEVICE ADDRESS",
              "ping -c 1 -W 1 ADDRESS",
              "ip addr add ADDRESS dev DEVICE",
              "arping -U -c TIMES -w TIMES -I DEVICE ADDRESS",
              "ip addr del ADDRESS dev DEVICE"));

  private static final Duration CARRIER_COMES = Duration.ofSeconds(5);
  private static final Duration ASKED_LATELY = Duration.ofSeconds(5);
  private static final Duration KERNEL_ASKS = Duration.ofSeconds(5);

  public static HostAddress of(ResourceDefinition resource, CommandRunner runner) {
    Keywords keywords = resource.keywords();
    keywords.required("ipname");
    String device = keywords.required("ipdev");
    int prefix = keywords.read("netmask", 0, Netmask::prefix);
    String name = keywords.read("ipname", "", text -> named(text, prefix));
    return new HostAddress(
        name,
        new NetDevice(device),
        prefix,
        keywords.truth("check_carrier", true),
        runner,
        new AtomicReference<>(Instant.EPOCH));
  }

  static String named(String text, int prefix) {
    boolean four = text.matches("[0-9.]+");
    if (four && !text.matches("(([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])(\\.|$)){4}")) {
      throw new IllegalArgumentException("must be an address or a name that resolves to one");
    }
    if (four && prefix > 32) {
      throw new IllegalArgumentException("is IPv4, whose netmask is at most 32; got " + prefix);
    }
    return text;
  }

  @Override
  public String label() {
    return name + (prefix == 0 ? "" : "/" + prefix) + " on " + device.name();
  }

  private InetAddress address() throws UnknownHostException {
    return InetAddress.getByName(name);
  }

  @Override
  public Observed status() throws IOException {
    InetAddress address = address();
    Optional<String> holder = NetDevice.holding(address);
    if (holder.isEmpty()) {
      return device.exists() ? Observed.DOWN : Observed.DOWN.warning(missing());
    }
    if (!holder.get().equals(device.name())) {
      return Observed.of(Availability.WARN).warning(elsewhere(holder.get()));
    }
    if (device.isDuplicate(address)) {
      return Observed.of(Availability.WARN).warning("another host has " + name + " too");
    }
    if (checkCarrier && !device.hasCarrier()) {
      return Observed.of(Availability.WARN).warning(device.name() + " has no carrier");
    }
    return Observed.UP;
  }

  private String missing() {
    return "this node has no device " + device.name();
  }

  private String elsewhere(String holder) {
    return name + " is on " + holder + ", not on " + device.name();
  }

  @Override
  public void checkFree(Step step) throws StepFailed {
    InetAddress address = resolved();
    foundFree.set(Instant.EPOCH);
    Optional<String> holder = holder(address);
    if (holder.isPresent()) {
      // asked for it, the network would find this node
      refuseOtherDevice(holder.get());
      awaitCarrier(step);
      return;
    }
    // IPv6 is asked by the kernel when the address is added; a device that is down reaches nobody
    if (address instanceof Inet4Address && device.exists() && device.isUp()) {
      arp(address).refuseIfTaken(step);
      foundFree.set(step.dryRun() ? Instant.EPOCH : Instant.now());
    }
  }

  private void refuseOtherDevice(String holder) throws StepFailed {
    if (!holder.equals(device.name())) {
      throw new StepFailed(elsewhere(holder) + ": take it away from there first");
    }
  }

  private void awaitCarrier(Step step) throws StepFailed {
    if (checkCarrier && !step.await(CARRIER_COMES, device::hasCarrier)) {
      throw new StepFailed(device.name() + " has no carrier: nobody would reach " + name);
    }
  }

  private Arp arp(InetAddress address) {
    return new Arp(device.name(), address, runner);
  }

  @Override
  public void start(Step step) throws StepFailed {
    InetAddress address = resolved();
    if (!device.exists()) {
      throw new StepFailed(missing());
    }
    Optional<String> holder = holder(address);
    if (holder.isPresent()) {
      refuseOtherDevice(holder.get());
    }
    if (!device.isUp()) {
      step.must(List.of("ip", "link", "set", "dev", device.name(), "up"));
    }
    awaitCarrier(step);
    if (holder.isPresent()) {
      return;
    }
    if (address instanceof Inet4Address) {
      if (foundFree.getAndSet(Instant.EPOCH).isBefore(Instant.now().minus(ASKED_LATELY))) {
        arp(address).refuseIfTaken(step);
      }
      add(step, address);
      arp(address).announce(step);
    } else {
      tellNeighbours(step);
      add(step, address);
      waitUntilKnownFree(step, address);
    }
  }

  private void add(Step step, InetAddress address) throws StepFailed {
    step.must(List.of("ip", "addr", "add", spelled(address), "dev", device.name()));
  }

  // the kernel announces an IPv6 address by itself, if told to, once it knows that it is free
  private void tellNeighbours(Step step) throws StepFailed {
    Path notify = Path.of("/proc/sys/net/ipv6/conf", device.name(), "ndisc_notify");
    if (!Files.exists(notify)) {
      throw new StepFailed("IPv6 is switched off on " + device.name());
    }
    step.change(
        "let " + device.name() + " tell its neighbours of new addresses",
        () -> Files.writeString(notify, "1"));
  }

  private void waitUntilKnownFree(Step step, InetAddress address) throws StepFailed {
    boolean answered = step.await(KERNEL_ASKS, () -> !isTentative(address));
    try {
      if (!step.dryRun() && device.isDuplicate(address)) {
        step.run(delete(address));
        throw new StepFailed(name + " is taken: another host on " + device.name() + " has it");
      }
    } catch (IOException e) {
      throw new StepFailed("addresses cannot be read: " + e.getMessage(), e);
    }
    if (!answered) {
      step.log(LogLevel.WARN, "the kernel still asks whether " + name + " is free");
    }
  }

  private boolean isTentative(InetAddress address) {
    try {
      return device.isTentative(address);
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void stop(Step step) throws StepFailed {
    InetAddress address = resolved();
    Optional<String> holder = holder(address);
    if (holder.isEmpty()) {
      step.info("nothing of this node has " + name);
      return;
    }
    if (!holder.get().equals(device.name())) {
      throw new StepFailed(elsewhere(holder.get()) + ": left alone");
    }
    arp(address).hush(step);
    keepOthers(step, address);
    CommandResult result = step.run(delete(address));
    if (!result.ok() && holder(address).isPresent()) {
      throw new StepFailed(result.explain());
    }
  }

  // without it the kernel takes all younger addresses of the network away together with the first
  private void keepOthers(Step step, InetAddress address) throws StepFailed {
    Path promote = Path.of("/proc/sys/net/ipv4/conf", device.name(), "promote_secondaries");
    try {
      if (address instanceof Inet4Address && Files.readString(promote).strip().equals("0")) {
        step.change(
            "let " + device.name() + " keep its other addresses",
            () -> Files.writeString(promote, "1"));
      }
    } catch (IOException e) {
      throw new StepFailed(promote + " cannot be read: " + e.getMessage(), e);
    }
  }

  private Command delete(InetAddress address) throws StepFailed {
    return Command.of("ip", "addr", "del", spelled(address), "dev", device.name());
  }

  private String spelled(InetAddress address) throws StepFailed {
    int bits = prefix == 0 ? ofDevice(address) : prefix;
    return address.getHostAddress().replaceFirst("%.*", "") + "/" + bits;
  }

  private int ofDevice(InetAddress address) throws StepFailed {
    try {
      return device
          .prefix(address)
          .orElseThrow(
              () ->
                  new StepFailed(
                      "netmask is not given, and no address of "
                          + device.name()
                          + " is in a network with "
                          + name
                          + ": write netmask"));
    } catch (IOException e) {
      throw new StepFailed("addresses cannot be read: " + e.getMessage(), e);
    }
  }

  private InetAddress resolved() throws StepFailed {
    try {
      return address();
    } catch (UnknownHostException e) {
      throw new StepFailed("ipname = " + name + " does not resolve to an address", e);
    }
  }

  private static Optional<String> holder(InetAddress address) throws StepFailed {
    try {
      return NetDevice.holding(address);
    } catch (IOException e) {
      throw new StepFailed("addresses cannot be read: " + e.getMessage(), e);
    }
  }
}
