package io.vigie.agent.driver.ip;

import static io.vigie.agent.config.Keyword.Form.TEXT;

import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Keywords;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.driver.Exclusive;
import io.vigie.agent.driver.Manual;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Step;
import io.vigie.agent.driver.StepFailed;
import io.vigie.agent.driver.command.Name;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import io.vigie.contract.availability.Availability;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An address in the network of a container, on a link that is laid for it.
 *
 * @param device of the host that the link hangs on
 * @param outer name of the link outside, where it has two ends
 * @param inner name of the link inside
 * @param gateway empty for none
 */
public record NamespaceAddress(
    Namespace namespace,
    String name,
    int prefix,
    String device,
    LinkMode mode,
    String outer,
    String inner,
    String gateway,
    CommandRunner runner)
    implements Exclusive {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final String OUTER = "vigie";

  public static final Manual MANUAL =
      new Manual(
          "An address in the network of a container, on a link that is laid for it and goes with its"
              + " last address. Whether somebody has it is asked from the host's device before"
              + " anything is touched, and again from inside; the neighbours are told from there. Of"
              + " mode ipvlan our tests check the words, and run it where the kernel has it.",
          List.of(
              Keyword.required("netns", TEXT, "container#ID of the service, or a name of ip netns"),
              Keyword.required("ipname", TEXT, "address, or a name that resolves to one"),
              Keyword.required("netmask", TEXT, "bits of the network (24), or 255.255.255.0"),
              Keyword.required("ipdev", TEXT, "device of the host: a bridge for mode = bridge"),
              Keyword.of("mode", TEXT, "bridge", "bridge, macvlan or ipvlan"),
              Keyword.of("nsdev", TEXT, "eth0", "name of the link inside"),
              Keyword.of("gateway", TEXT, "default route inside")),
          List.of(
              "arping -D -c 2 -w 2 -I DEVICE ADDRESS",
              "ping -c 1 -W 1 ADDRESS",
              "lxc-info --name NAME --pid --no-humanize",
              "docker inspect --format {{.State.Pid}} NAME",
              "podman inspect --format {{.State.Pid}} NAME",
              "ip link del dev OUTER",
              "ip link add name OUTER type veth peer name NSDEV netns PATH",
              "ip link set dev OUTER master BRIDGE up",
              "ip link add link DEVICE name NSDEV netns PATH type TYPE mode MODE",
              "nsenter --net=PATH -- ip -oneline addr show",
              "nsenter --net=PATH -- ip -oneline link show dev NSDEV",
              "nsenter --net=PATH -- ip link set dev NSDEV alias OUTER",
              "nsenter --net=PATH -- ip link set dev NSDEV up",
              "nsenter --net=PATH -- arping -D -c 2 -w 2 -I NSDEV ADDRESS",
              "nsenter --net=PATH -- ping -c 1 -W 1 ADDRESS",
              "nsenter --net=PATH -- ip addr add ADDRESS dev NSDEV",
              "nsenter --net=PATH -- ip route replace default via GATEWAY",
              "nsenter --net=PATH -- arping -U -c TIMES -w TIMES -I NSDEV ADDRESS",
              "nsenter --net=PATH -- ip addr del ADDRESS dev NSDEV",
              "nsenter --net=PATH -- ip link del dev NSDEV"));

  public static NamespaceAddress of(
      ServiceDefinition service, ResourceDefinition resource, CommandRunner runner) {
    Keywords keywords = resource.keywords();
    List.of("netns", "ipname", "netmask", "ipdev").forEach(keywords::required);
    int prefix = keywords.read("netmask", 0, Netmask::prefix);
    String whose = service.id().service() + resource.rid();
    return new NamespaceAddress(
        keywords.read("netns", null, text -> Namespace.of(text, service)),
        keywords.read("ipname", "", text -> HostAddress.named(text, prefix)),
        prefix,
        keywords.read("ipdev", "", Name::of),
        keywords.read("mode", LinkMode.BRIDGE, LinkMode::of),
        String.format(OUTER + "%08x", whose.hashCode()),
        keywords.read("nsdev", "eth0", Name::of),
        keywords.read("gateway", "", text -> HostAddress.named(text, 0)),
        runner);
  }

  @Override
  public String label() {
    return name + "/" + prefix + " in " + namespace.name();
  }

  @Override
  public Observed status() throws StepFailed {
    Optional<String> path = namespace.path(runner);
    if (path.isEmpty()) {
      return Observed.DOWN;
    }
    InetAddress address = address();
    Optional<InnerAddress> found = found(seen(path.get()), address);
    if (found.isEmpty()) {
      return Observed.DOWN;
    }
    if (!found.get().device().equals(inner)) {
      return Observed.of(Availability.WARN)
          .warning(name + " is on " + found.get().device() + " inside, not on " + inner);
    }
    return found.get().duplicate()
        ? Observed.of(Availability.WARN).warning("another host has " + name + " too")
        : Observed.UP;
  }

  @Override
  public Duration patience() {
    return LONGEST.multipliedBy(2);
  }

  @Override
  public void checkFree(Step step) throws StepFailed {
    InetAddress address = address();
    NetDevice outside = new NetDevice(device);
    // IPv6 is asked by the kernel when the address is added
    if (address instanceof Inet4Address && outside.exists() && outside.isUp()) {
      new Arp(device, address, runner).refuseIfTaken(step);
    }
  }

  @Override
  public void start(Step step) throws StepFailed {
    InetAddress address = address();
    Optional<String> there = namespace.path(runner);
    if (there.isEmpty() && step.dryRun()) {
      step.info("its network is there once its container is");
      return;
    }
    String path = namespace.pathOrFail(runner);
    Optional<InnerAddress> found = found(seen(path), address);
    if (found.isPresent()) {
      if (!found.get().device().equals(inner)) {
        throw new StepFailed(
            name + " is on " + found.get().device() + " inside: take it away first");
      }
      return;
    }
    boolean laid = layIfMissing(step, path);
    try {
      settle(step, address, path);
    } catch (StepFailed e) {
      if (laid) {
        step.run(Command.of(Namespace.inside(path, "ip", "link", "del", "dev", inner)));
      }
      throw e;
    }
  }

  private boolean layIfMissing(Step step, String path) throws StepFailed {
    if (link(path).ok()) {
      return false;
    }
    // the kernel takes its time to clear a network whose container died
    if (new NetDevice(outer).exists()) {
      step.run(Command.of("ip", "link", "del", "dev", outer));
    }
    for (List<String> argv : mode.lay(device, outer, inner, path)) {
      step.must(argv);
    }
    // it is known by that when it may go
    step.must(Namespace.inside(path, "ip", "link", "set", "dev", inner, "alias", outer));
    return true;
  }

  private void settle(Step step, InetAddress address, String path) throws StepFailed {
    step.must(Namespace.inside(path, "ip", "link", "set", "dev", inner, "up"));
    Arp arp = new Arp(inner, address, runner, Namespace.inside(path));
    boolean four = address instanceof Inet4Address;
    if (four) {
      arp.refuseIfTaken(step);
    }
    step.must(Namespace.inside(path, "ip", "addr", "add", spelled(address), "dev", inner));
    if (!gateway.isEmpty()) {
      step.must(Namespace.inside(path, "ip", "route", "replace", "default", "via", gateway));
    }
    if (four) {
      arp.announce(step);
    }
  }

  @Override
  public void stop(Step step) throws StepFailed {
    Optional<String> path = namespace.path(runner);
    InetAddress address = address();
    List<InnerAddress> all = path.isEmpty() ? List.of() : seen(path.get());
    Optional<InnerAddress> found = found(all, address);
    if (found.isEmpty()) {
      step.info("nothing in " + namespace.name() + " has " + name);
      return;
    }
    if (!found.get().device().equals(inner)) {
      throw new StepFailed(name + " is on " + found.get().device() + " inside: left alone");
    }
    new Arp(inner, address, runner, Namespace.inside(path.get())).hush(step);
    long kept = all.stream().filter(each -> each.device().equals(inner) && each.isKept()).count();
    boolean ours = link(path.get()).output().contains("alias " + OUTER);
    step.must(
        ours && kept == 1
            ? Namespace.inside(path.get(), "ip", "link", "del", "dev", inner)
            : Namespace.inside(path.get(), "ip", "addr", "del", spelled(address), "dev", inner));
  }

  private static Optional<InnerAddress> found(List<InnerAddress> all, InetAddress address) {
    return all.stream().filter(each -> each.address().equals(address)).findFirst();
  }

  private List<InnerAddress> seen(String path) throws StepFailed {
    CommandResult seen = look(Namespace.inside(path, "ip", "-oneline", "addr", "show"));
    if (!seen.ok()) {
      throw new StepFailed(seen.explain());
    }
    return InnerAddress.all(seen.output());
  }

  private CommandResult link(String path) {
    return look(Namespace.inside(path, "ip", "-oneline", "link", "show", "dev", inner));
  }

  private CommandResult look(List<String> argv) {
    return runner.run(Command.of(argv).within(LONGEST));
  }

  private InetAddress address() throws StepFailed {
    try {
      return InetAddress.getByName(name);
    } catch (UnknownHostException e) {
      throw new StepFailed("ipname = " + name + " does not resolve to an address", e);
    }
  }

  private String spelled(InetAddress address) {
    return address.getHostAddress() + "/" + prefix;
  }
}
