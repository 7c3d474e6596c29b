package io.vigie.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.CommandRunner;
import io.vigie.agent.process.OutputLine;
import io.vigie.agent.process.SystemRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real containers of podman with busybox in them; root's alone. */
class RealEngineTest {
  private final String name = "vigie" + ProcessHandle.current().pid();
  private final String image = "localhost/" + name + ":1";

  @TempDir Path home;

  private CommandRunner runner;
  private Lab lab;

  @BeforeEach
  void makeImage() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "not run: only root may");
    runner = new Configured(new SystemRunner(), home.resolve("containers.conf"));
    assumeTrue(runner.find("podman").isPresent(), "not run: podman is not installed");
    Path busybox = runner.find("busybox").map(Path::toAbsolutePath).orElse(Path.of("/none"));
    assumeTrue(Files.exists(busybox), "not run: busybox-static is not installed");
    Files.writeString(
        home.resolve("containers.conf"),
        """
        [containers]
        netns = "none"
        default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
        [engine]
        cgroup_manager = "cgroupfs"
        events_logger = "file"
        %s
        """
            .formatted(runner.find("runc").isPresent() ? "runtime = \"runc\"" : ""));
    Path bin = Files.createDirectories(home.resolve("root/bin"));
    Files.copy(busybox, bin.resolve("busybox"));
    Files.createSymbolicLink(bin.resolve("sh"), Path.of("busybox"));
    Files.createSymbolicLink(bin.resolve("sleep"), Path.of("busybox"));
    must("tar", "-C", home.resolve("root").toString(), "-cf", home.resolve("t").toString(), ".");
    must("podman", "import", "--quiet", home.resolve("t").toString(), image);
    CommandResult tried = runner.run(Command.of("podman", "run", "--rm", image, "sh", "-c", ":"));
    assumeTrue(tried.ok(), "not run: podman runs nothing here: " + tried.explain());
    lab = new Lab(home, runner);
  }

  @AfterEach
  void removeAll() {
    if (lab != null) {
      runner.run(Command.of("podman", "rm", "--force", "--time", "1", name));
      runner.run(Command.of("podman", "rmi", "--force", image));
    }
  }

  @Test
  void aContainerIsMadeStoppedAndStartedAgainAsItWas() throws Exception {
    Driver container = container("");
    assertThat(container.status()).isEqualTo(Observed.DOWN);

    lab.start(container);

    assertThat(container.status()).isEqualTo(Observed.UP.provisioned(true));
    assertThat(lab.start(container).lines).as("started twice").isEmpty();
    assertThat(must("podman", "exec", name, "sh", "-c", "echo $TIDE_KEY; echo >/mark"))
        .isEqualTo("high");
    lab.stop(container);
    assertThat(container.status()).isEqualTo(Observed.DOWN.provisioned(true));
    lab.start(container);
    must("podman", "exec", name, "sh", "-c", "test -e /mark");
  }

  @Test
  void oneThatIsRemovedWhenItStopsIsMadeAnew() throws Exception {
    Driver container = container("rm = yes\n");
    lab.start(container);
    must("podman", "exec", name, "sh", "-c", "echo >/mark");

    lab.stop(container);

    assertThat(container.status()).isEqualTo(Observed.DOWN);
    lab.start(container);
    must("podman", "exec", name, "sh", "-c", "test ! -e /mark");
  }

  private Driver container(String more) throws Exception {
    return lab.driver(
        """
        [container#0]
        type = podman
        image = %s
        name = %s
        command = sh -c 'trap "exit 0" TERM; while :; do sleep 1; done'
        environment = TIDE_KEY=high
        stop_timeout = 20s
        %s"""
            .formatted(image, name, more));
  }

  private String must(String... argv) {
    CommandResult result = runner.run(Command.of(argv));
    assertThat(result.ok()).as(result.explain()).isTrue();
    return result.output();
  }

  /** Programs find a configuration of their own, not that of the host. */
  private record Configured(CommandRunner runner, Path file) implements CommandRunner {
    @Override
    public CommandResult run(Command command, Consumer<OutputLine> live) {
      Map<String, String> variables = new TreeMap<>(command.environment());
      variables.put("CONTAINERS_CONF", file.toString());
      return runner.run(command.with(variables), live);
    }

    @Override
    public Detached detach(Command command, Path log) throws IOException {
      return runner.detach(command, log);
    }

    @Override
    public Optional<Path> find(String program) {
      return runner.find(program);
    }
  }
}
