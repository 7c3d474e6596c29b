package io.vigie.agent.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.SystemRunner;
import io.vigie.contract.event.CheckValues.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link of this kernel that is cut, and a real chronyd; root's alone. */
class RealMachineTest {
  private static final Command TRACKING = Command.of("chronyc", "-n", "-c", "tracking");

  private final SystemRunner runner = new SystemRunner();
  private final String suffix = Long.toString(ProcessHandle.current().pid(), 36);
  private final String device = "vgc" + suffix;
  private final String far = "vgf" + suffix;

  @TempDir Path home;

  @BeforeEach
  void asRoot() {
    assumeTrue(
        "root".equals(System.getProperty("user.name")), "not run: only root may lay networks");
  }

  @AfterEach
  void takeLinkAway() {
    runner.run(Command.of("ip", "link", "del", device));
  }

  @Test
  void aLinkThatIsCutIsSeenAndADeviceThatIsTakenDownIsNobodysConcern() {
    assumeTrue(
        runner
            .run(Command.of("ip", "link", "add", device, "type", "veth", "peer", "name", far))
            .ok(),
        "not run: no pairs of devices here");
    must("ip", "link", "set", far, "up");
    must("ip", "link", "set", device, "up");
    assertThat(value("eth", device + ".link")).as("nobody's address is on it").isEmpty();

    must("ip", "addr", "add", "10.219.7.1/30", "dev", device);
    await().until(() -> value("eth", device + ".link").equals(Optional.of("1")));
    assertThat(value("eth", device + ".duplex")).contains("1");
    assertThat(value("eth", device + ".speed")).contains("10000");

    must("ip", "link", "set", far, "down");
    await().until(() -> value("eth", device + ".link").equals(Optional.of("0")));
    assertThat(value("eth", device + ".speed")).isEmpty();

    must("ip", "link", "set", device, "down");
    assertThat(value("eth", device + ".link")).isEmpty();
  }

  @Test
  void chronySaysWhetherItsClockIsSynchronised() throws Exception {
    assumeTrue(runner.find("chronyd").isPresent(), "not run: chrony is not installed");
    assumeTrue(!runner.run(TRACKING).ok(), "not run: this machine's chronyd is at work");

    // it is told to leave the clock alone
    chronyd("", () -> assertThat(value("ntp", "")).contains("16000"));
    chronyd(
        "local stratum 8\n",
        () -> assertThat(Double.parseDouble(value("ntp", "").orElseThrow())).isLessThan(1_000));
    assertThat(value("ntp", "")).as("no daemon is left").isEmpty();
  }

  private void chronyd(String setting, Runnable meanwhile)
      throws IOException, InterruptedException {
    Path conf = home.resolve("chrony.conf");
    Files.writeString(conf, setting + "port 0\npidfile " + home.resolve("chronyd.pid") + "\n");
    Process daemon =
        new ProcessBuilder("chronyd", "-x", "-d", "-u", "root", "-f", conf.toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("chronyd.log").toFile())
            .start();
    try {
      await().atMost(Duration.ofSeconds(10)).until(() -> runner.run(TRACKING).ok());
      meanwhile.run();
    } finally {
      daemon.destroy();
      daemon.waitFor();
    }
  }

  private Optional<String> value(String kind, String instance) {
    Found found = new Found();
    if (kind.equals("ntp")) {
      new Clock(runner).read(found);
    } else {
      new Interfaces(Path.of("/sys/class/net")).read(found);
    }
    return found.values().stream()
        .filter(each -> each.instance().equals(instance))
        .map(Value::value)
        .map(Object::toString)
        .findFirst();
  }

  private void must(String... argv) {
    CommandResult result = runner.run(Command.of(argv).within(Duration.ofSeconds(10)));
    assertThat(result.ok()).as(result.explain()).isTrue();
  }
}
