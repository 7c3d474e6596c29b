package io.vigie.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.SystemRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real container of LXC with busybox in it; root's alone. */
class RealLxcTest {
  private final SystemRunner runner = new SystemRunner();
  private final String name = "vigie" + ProcessHandle.current().pid();

  @TempDir Path home;

  private Lab lab;

  @BeforeEach
  void makeContainer() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "not run: only root may");
    assumeTrue(runner.find("lxc-start").isPresent(), "not run: LXC is not installed");
    assumeTrue(runner.find("busybox").isPresent(), "not run: busybox-static is not installed");
    lab = new Lab(home, runner);
    CommandResult made =
        runner.run(
            Command.of(
                "lxc-create",
                "--name",
                name,
                "--lxcpath",
                home.toString(),
                "--template",
                "busybox"));
    assertThat(made.ok()).as(made.explain()).isTrue();
    withoutNetwork(home.resolve(name).resolve("config"));
  }

  // LXC's usual bridge is not everywhere
  private static void withoutNetwork(Path config) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(config));
    lines.removeIf(line -> line.startsWith("lxc.net."));
    lines.add("lxc.net.0.type = empty");
    Files.write(config, lines);
  }

  @AfterEach
  void removeContainer() {
    runner.run(Command.of("lxc-destroy", "--name", name, "--lxcpath", home.toString(), "--force"));
  }

  @Test
  void aContainerIsStartedAndShutsDown() throws Exception {
    Driver container = container(name);
    assertThat(container.status()).isEqualTo(Observed.DOWN.provisioned(true));

    lab.start(container);

    assertThat(container.status()).isEqualTo(Observed.UP.provisioned(true));
    assertThat(lab.start(container).lines).as("started twice").isEmpty();
    LabStep stop = lab.stop(container);
    assertThat(container.status()).isEqualTo(Observed.DOWN.provisioned(true));
    assertThat(stop.lines).as("it was not killed").noneMatch(line -> line.contains("--kill"));
  }

  @Test
  void anAddressIsGivenToAContainerOfTheSameService() throws Exception {
    List<Driver> drivers =
        lab.drivers(
            """
            [container#0]
            type = lxc
            name = %1$s
            path = %2$s
            [ip#0]
            type = netns
            netns = container#0
            ipname = 10.219.5.10
            netmask = 24
            mode = bridge
            ipdev = vgl%3$s
            nsdev = in0
            """
                .formatted(name, home, Long.toString(ProcessHandle.current().pid(), 36)));
    String bridge = "vgl" + Long.toString(ProcessHandle.current().pid(), 36);
    assumeTrue(
        runner.run(Command.of("ip", "link", "add", bridge, "type", "bridge")).ok(),
        "not run: no bridges here");
    try {
      runner.run(Command.of("ip", "link", "set", bridge, "up"));
      lab.start(drivers.get(0));

      lab.start(drivers.get(1));

      assertThat(drivers.get(1).status()).isEqualTo(Observed.UP);
      CommandResult inside =
          runner.run(
              Command.of(
                  "lxc-attach", "--name", name, "--lxcpath", home.toString(), "--", "ip", "addr"));
      assertThat(inside.output()).contains("10.219.5.10/24");
      lab.stop(drivers.get(1));
      lab.stop(drivers.get(0));
      assertThat(drivers.get(1).status()).isEqualTo(Observed.DOWN);
    } finally {
      runner.run(Command.of("ip", "link", "del", bridge));
    }
  }

  @Test
  void oneThatLxcDoesNotKnowIsDownWithAWord() throws Exception {
    Observed seen = container("none").status();

    assertThat(seen.status().wire()).isEqualTo("down");
    assertThat(seen.log().get(0).text()).isEqualTo("LXC of this node knows no container none");
  }

  private Driver container(String of) throws Exception {
    return lab.driver("[container#0]\ntype = lxc\nname = " + of + "\npath = " + home + "\n");
  }
}
