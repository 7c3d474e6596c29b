package io.vigie.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.ProcessTree;
import io.vigie.agent.process.SystemRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real addresses on a pair of devices whose other end is a neighbour's; root's alone. */
class RealAddressTest {
  private static final String FOUR = "10.219.3.10";
  private static final String SIX = "fd00:219:3::10";

  private final SystemRunner runner = new SystemRunner();
  private final String suffix = Long.toString(ProcessHandle.current().pid(), 36);
  private final String device = "vgd" + suffix;
  private final String peer = "vgp" + suffix;
  private final String neighbour = "vgn" + suffix;

  @TempDir Path home;

  private Lab lab;

  @BeforeEach
  void layNetwork() {
    assumeTrue(
        "root".equals(System.getProperty("user.name")), "not run: only root may lay networks");
    assumeTrue(runner.find("arping").isPresent(), "not run: arping is not installed");
    assumeTrue(
        runner.run(Command.of("ip", "netns", "add", neighbour)).ok(),
        "not run: no network namespaces here");
    lab = new Lab(home, runner);
    must("ip", "link", "add", device, "type", "veth", "peer", "name", peer, "netns", neighbour);
    there("ip", "addr", "add", "10.219.3.2/24", "dev", peer);
    there("ip", "addr", "add", "fd00:219:3::2/64", "dev", peer, "nodad");
    there("ip", "link", "set", peer, "up");
  }

  @AfterEach
  void takeNetworkAway() {
    runner.run(Command.of("ip", "link", "del", device));
    runner.run(Command.of("ip", "netns", "del", neighbour));
  }

  @Test
  void anAddressComesUpOnADeviceThatWasDownAndNeighboursLearnIt() throws Exception {
    Driver address = driver(FOUR, "24");
    assertThat(address.status()).isEqualTo(Observed.DOWN);
    // the neighbour believes that another host has it
    there(
        "ip", "neigh", "replace", FOUR, "lladdr", "02:00:00:00:00:01", "dev", peer, "nud", "stale");

    lab.start(address);

    assertThat(address.status()).isEqualTo(Observed.UP);
    assertThat(there("ip", "neigh", "show", FOUR)).contains("lladdr " + mac());
    assertThat(lab.start(address).lines).as("started twice").isEmpty();
    lab.stop(address);
    assertThat(address.status()).isEqualTo(Observed.DOWN);
    assertThat(lab.stop(address).lines).containsExactly("info: nothing of this node has " + FOUR);
  }

  @Test
  void withoutANetmaskItIsThatOfTheDevicesOwnAddressInTheNetwork() throws Exception {
    must("ip", "link", "set", device, "up");
    must("ip", "addr", "add", "10.219.3.1/25", "dev", device);
    must("ip", "addr", "add", "fd00:219:3::1/56", "dev", device, "nodad");
    Driver four = lab.driver("[ip#0]\nipname = " + FOUR + "\nipdev = " + device + "\n");
    Driver six = lab.driver("[ip#0]\nipname = " + SIX + "\nipdev = " + device + "\n");

    lab.start(four);
    lab.start(six);

    assertThat(must("ip", "addr", "show", "dev", device)).contains(FOUR + "/25", SIX + "/56");
    lab.stop(four);
    lab.stop(six);
    assertThat(must("ip", "addr", "show", "dev", device)).doesNotContain(FOUR, SIX);
    Driver strange = lab.driver("[ip#0]\nipname = 10.219.4.1\nipdev = " + device + "\n");
    assertThatThrownBy(() -> lab.start(strange))
        .hasMessage(
            "netmask is not given, and no address of "
                + device
                + " is in a network with 10.219.4.1: write netmask");
  }

  @Test
  void whoeverMissedItHearsItAgainUntilTheAddressGoes() throws Exception {
    Driver address = driver(FOUR, "24");
    lab.start(address);
    there(
        "ip", "neigh", "replace", FOUR, "lladdr", "02:00:00:00:00:01", "dev", peer, "nud", "stale");

    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> there("ip", "neigh", "show", FOUR).contains("lladdr " + mac()));

    ProcessTree telling = new ProcessTree(0, "VIGIE_ANNOUNCES=" + FOUR + "@" + device);
    assertThat(telling.alive()).isNotEmpty();
    lab.stop(address);
    assertThat(telling.alive()).isEmpty();
  }

  @Test
  void anAddressThatAnswersBeyondARouterIsRefused() throws Exception {
    String far = "10.219.9.9";
    there("ip", "addr", "add", far + "/32", "dev", "lo");
    there("ip", "link", "set", "lo", "up");
    // it answers no ARP for an address of its other device
    there("sysctl", "-qw", "net.ipv4.conf.all.arp_ignore=1");
    must("ip", "link", "set", device, "up");
    must("ip", "addr", "add", "10.219.3.1/24", "dev", device);
    must("ip", "route", "add", far, "via", "10.219.3.2");

    assertThatThrownBy(() -> lab.start(driver(far, "24")))
        .hasMessageStartingWith(far + " is taken: somebody on " + device + " answers for it");
  }

  @Test
  void anAddressThatTheNeighbourHasIsRefused() throws Exception {
    there("ip", "addr", "add", FOUR + "/32", "dev", peer);
    Driver address = driver(FOUR, "255.255.255.0");

    assertThatThrownBy(() -> lab.start(address))
        .isInstanceOf(StepFailed.class)
        .hasMessageMatching(
            FOUR + " is taken: host [0-9A-F:]{17} on " + device + " answers for it; .*");
    assertThat(address.status()).isEqualTo(Observed.DOWN);
  }

  @Test
  void anIpv6AddressComesUpOnceTheKernelFoundItFree() throws Exception {
    Driver address = driver(SIX, "64");

    lab.start(address);

    assertThat(address.status()).isEqualTo(Observed.UP);
    assertThat(must("ip", "-6", "addr", "show", "dev", device))
        .contains(SIX + "/64")
        .doesNotContain("dadfailed");
    lab.stop(address);
    assertThat(address.status()).isEqualTo(Observed.DOWN);
  }

  @Test
  void anIpv6AddressThatTheNeighbourHasIsTakenBackAndRefused() throws Exception {
    there("ip", "addr", "add", SIX + "/64", "dev", peer, "nodad");
    Driver address = driver(SIX, "64");

    assertThatThrownBy(() -> lab.start(address))
        .hasMessage(SIX + " is taken: another host on " + device + " has it");
    assertThat(address.status()).isEqualTo(Observed.DOWN);
  }

  @Test
  void stoppingTheFirstAddressOfANetworkLeavesTheOthers() throws Exception {
    Driver first = driver(FOUR, "24");
    Driver second = driver("10.219.3.11", "24");
    must("ip", "link", "set", device, "up");
    must("ip", "addr", "add", FOUR + "/24", "dev", device);
    must("ip", "addr", "add", "10.219.3.11/24", "dev", device);
    Files.writeString(Path.of("/proc/sys/net/ipv4/conf", device, "promote_secondaries"), "0");

    lab.stop(first);

    assertThat(first.status()).isEqualTo(Observed.DOWN);
    assertThat(second.status()).isEqualTo(Observed.UP);
  }

  @Test
  void aDeviceWhoseOtherEndIsDownHasNoCarrier() throws Exception {
    Driver address = driver(FOUR, "24");
    must("ip", "link", "set", device, "up");
    must("ip", "addr", "add", FOUR + "/24", "dev", device);
    there("ip", "link", "set", peer, "down");

    Observed seen = address.status();

    assertThat(seen.status().wire()).isEqualTo("warn");
    assertThat(seen.log().get(0).text()).isEqualTo(device + " has no carrier");
    assertThatThrownBy(() -> address.start(lab.step(Duration.ofMillis(200))))
        .hasMessage(device + " has no carrier: nobody would reach " + FOUR);
    assertThatThrownBy(() -> ((Exclusive) address).checkFree(lab.step(Duration.ofMillis(200))))
        .as("asked, the network would find this node")
        .hasMessage(device + " has no carrier: nobody would reach " + FOUR);
  }

  private Driver driver(String name, String netmask) throws Exception {
    return lab.driver(
        "[ip#0]\nipname = " + name + "\nipdev = " + device + "\nnetmask = " + netmask + "\n");
  }

  private String mac() throws Exception {
    return Files.readString(Path.of("/sys/class/net", device, "address")).strip();
  }

  private String there(String... argv) {
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", neighbour));
    words.addAll(List.of(argv));
    return must(words.toArray(String[]::new));
  }

  private String must(String... argv) {
    CommandResult result = runner.run(Command.of(argv));
    assertThat(result.ok()).as(result.explain()).isTrue();
    return result.output();
  }
}
