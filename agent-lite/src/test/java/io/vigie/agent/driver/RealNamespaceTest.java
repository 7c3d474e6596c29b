package io.vigie.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.SystemRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real addresses in networks of their own, a neighbour on the same bridge; root's alone. */
class RealNamespaceTest {
  private static final String FOUR = "10.219.4.10";
  private static final String SIX = "fd00:219:4::10";

  private final SystemRunner runner = new SystemRunner();
  private final String suffix = Long.toString(ProcessHandle.current().pid(), 36);
  private final String bridge = "vgb" + suffix;
  private final String outer = "vgo" + suffix;
  private final String inner = "vgi" + suffix;
  private final String neighbour = "vgm" + suffix;

  @TempDir Path home;

  private Lab lab;

  @BeforeEach
  void layNetwork() {
    assumeTrue(
        "root".equals(System.getProperty("user.name")), "not run: only root may lay networks");
    assumeTrue(runner.find("arping").isPresent(), "not run: arping is not installed");
    assumeTrue(
        runner.run(Command.of("ip", "netns", "add", inner)).ok()
            && runner.run(Command.of("ip", "link", "add", bridge, "type", "bridge")).ok(),
        "not run: no network namespaces or bridges here");
    lab = new Lab(home, runner);
    must("ip", "link", "set", bridge, "up");
    must("ip", "netns", "add", neighbour);
    must("ip", "link", "add", outer, "type", "veth", "peer", "name", "eth0", "netns", neighbour);
    must("ip", "link", "set", outer, "master", bridge, "up");
    in(neighbour, "ip", "addr", "add", "10.219.4.2/24", "dev", "eth0");
    in(neighbour, "ip", "addr", "add", "fd00:219:4::2/64", "dev", "eth0", "nodad");
    in(neighbour, "ip", "link", "set", "eth0", "up");
  }

  @AfterEach
  void takeNetworkAway() {
    runner.run(Command.of("ip", "link", "del", outer));
    runner.run(Command.of("ip", "netns", "del", inner));
    runner.run(Command.of("ip", "netns", "del", neighbour));
    runner.run(Command.of("ip", "link", "del", bridge));
  }

  @Test
  void anAddressComesUpInsideAndTheNeighbourReachesIt() throws Exception {
    Driver address = driver(FOUR, "24", "bridge", bridge, "gateway = 10.219.4.2\n");
    assertThat(address.status()).isEqualTo(Observed.DOWN);

    lab.start(address);

    assertThat(address.status()).isEqualTo(Observed.UP);
    in(neighbour, "ping", "-c", "1", "-W", "2", FOUR);
    assertThat(in(inner, "ip", "route", "show", "default")).contains("via 10.219.4.2 dev eth0");
    assertThat(lab.start(address).lines).as("started twice").isEmpty();
    lab.stop(address);
    assertThat(address.status()).isEqualTo(Observed.DOWN);
    assertThat(in(inner, "ip", "-oneline", "link", "show")).doesNotContain("eth0");
    assertThat(lab.stop(address).lines)
        .containsExactly("info: nothing in " + inner + " has " + FOUR);
  }

  @Test
  void twoAddressesShareALinkThatGoesWithTheLast() throws Exception {
    Driver first = driver(FOUR, "24", "bridge", bridge, "");
    Driver second = driver(SIX, "64", "bridge", bridge, "");
    lab.start(first);
    lab.start(second);

    lab.stop(first);

    assertThat(first.status()).isEqualTo(Observed.DOWN);
    assertThat(second.status()).isEqualTo(Observed.UP);
    lab.stop(second);
    assertThat(in(inner, "ip", "-oneline", "link", "show")).doesNotContain("eth0");
  }

  @Test
  void anAddressThatTheNeighbourHasIsRefusedAndLeavesNoLink() throws Exception {
    in(neighbour, "ip", "addr", "add", FOUR + "/32", "dev", "eth0");
    Driver address = driver(FOUR, "24", "bridge", bridge, "");

    assertThatThrownBy(() -> lab.start(address))
        .isInstanceOf(StepFailed.class)
        .hasMessageMatching(FOUR + " is taken: host [0-9A-F:]{17} on eth0 answers for it; .*");
    assertThat(address.status()).isEqualTo(Observed.DOWN);
    assertThat(in(inner, "ip", "-oneline", "link", "show")).doesNotContain("eth0");
  }

  @Test
  void anAddressThatTheNeighbourHasIsAConflictBeforeAnythingIsTouched() throws Exception {
    Exclusive address = (Exclusive) driver(FOUR, "24", "bridge", bridge, "");
    address.checkFree(lab.step());
    in(neighbour, "ip", "addr", "add", FOUR + "/32", "dev", "eth0");

    assertThatThrownBy(() -> address.checkFree(lab.step()))
        .hasMessageMatching(
            FOUR + " is taken: host [0-9A-F:]{17} on " + bridge + " answers for it; .*");
  }

  @Test
  void aLinkMayBeAnIpvlanOfTheDevice() throws Exception {
    // a bridge is no parent for it
    String parent = "vgd" + suffix;
    String tried = "vgt" + suffix;
    must("ip", "link", "add", parent, "type", "veth", "peer", "name", parent + "p");
    must("ip", "link", "set", parent + "p", "master", bridge, "up");
    must("ip", "link", "set", parent, "up");
    try {
      assumeTrue(
          runner.run(Command.of("ip", "link", "add", "link", parent, tried, "type", "ipvlan")).ok(),
          "not run: this kernel has no ipvlan");
      must("ip", "link", "del", tried);
      Driver address = driver(FOUR, "24", "ipvlan", parent, "nsdev = lan1\n");

      lab.start(address);

      assertThat(address.status()).isEqualTo(Observed.UP);
      in(neighbour, "ping", "-c", "1", "-W", "2", FOUR);
      lab.stop(address);
      assertThat(in(inner, "ip", "-oneline", "link", "show")).doesNotContain("lan1");
    } finally {
      runner.run(Command.of("ip", "link", "del", parent));
    }
  }

  @Test
  void aLinkThatADeadContainerLeftIsLaidAnew() throws Exception {
    Driver address = driver(FOUR, "24", "bridge", bridge, "");
    lab.start(address);
    String left = "vigie" + String.format("%08x", ("buoyip#" + suffix).hashCode());
    assertThat(Path.of("/sys/class/net", left)).exists();
    // its inner end is in a network that nobody looks at any more
    must("ip", "netns", "del", inner);
    must("ip", "netns", "add", inner);
    if (!Files.exists(Path.of("/sys/class/net", left))) {
      must("ip", "link", "add", left, "type", "veth", "peer", "name", left + "p");
    }

    lab.start(address);

    assertThat(address.status()).isEqualTo(Observed.UP);
    in(neighbour, "ping", "-c", "1", "-W", "2", FOUR);
  }

  @Test
  void aLinkMayBeAMacvlanOfTheDevice() throws Exception {
    Driver address = driver(FOUR, "24", "macvlan", bridge, "nsdev = lan0\n");

    lab.start(address);

    assertThat(address.status()).isEqualTo(Observed.UP);
    in(neighbour, "ping", "-c", "1", "-W", "2", FOUR);
    lab.stop(address);
    assertThat(in(inner, "ip", "-oneline", "link", "show")).doesNotContain("lan0");
  }

  @Test
  void anAddressOfANetworkThatIsNotThereIsDownAndNotStarted() throws Exception {
    Driver address = driver(FOUR, "24", "bridge", bridge, "");
    must("ip", "netns", "del", inner);

    assertThat(address.status()).isEqualTo(Observed.DOWN);
    assertThatThrownBy(() -> lab.start(address))
        .hasMessage("netns = " + inner + ": there is no such network here; is its container up?");
    assertThat(lab.stop(address).lines)
        .containsExactly("info: nothing in " + inner + " has " + FOUR);
  }

  private Driver driver(String name, String netmask, String mode, String device, String more)
      throws Exception {
    return lab.driver(
        """
        [ip#%s]
        type = netns
        netns = %s
        ipname = %s
        netmask = %s
        mode = %s
        ipdev = %s
        %s"""
            .formatted(suffix, inner, name, netmask, mode, device, more));
  }

  private String in(String network, String... argv) {
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", network));
    words.addAll(List.of(argv));
    return must(words.toArray(String[]::new));
  }

  private String must(String... argv) {
    CommandResult result = runner.run(Command.of(argv));
    assertThat(result.ok()).as(result.explain()).isTrue();
    return result.output();
  }
}
