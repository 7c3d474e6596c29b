package io.vigie.agent.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.agent.NodeIdentity;
import io.vigie.agent.action.ActionRequest;
import io.vigie.agent.action.ActionResult;
import io.vigie.agent.action.Resource;
import io.vigie.agent.action.Subject;
import io.vigie.agent.action.Verb;
import io.vigie.agent.cli.AgentMain;
import io.vigie.agent.daemon.AgentPaths;
import io.vigie.agent.daemon.LocalNode;
import io.vigie.agent.process.Command;
import io.vigie.agent.process.CommandResult;
import io.vigie.agent.process.SystemRunner;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.Rid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
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

  /** Whether containers can be started here at all; null: not tried yet. */
  private static Boolean starts;

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
    assumeTrue(starts(), "not run: LXC starts nothing here");
  }

  private boolean starts() {
    if (starts == null) {
      starts = runner.run(lxc("lxc-start")).ok() && runner.run(lxc("lxc-stop", "--kill")).ok();
    }
    return starts;
  }

  private Command lxc(String program, String... words) {
    List<String> argv =
        new ArrayList<>(List.of(program, "--name", name, "--lxcpath", home.toString()));
    argv.addAll(List.of(words));
    return Command.of(argv);
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
    runner.run(lxc("lxc-destroy", "--force"));
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
            [ip#l%3$s]
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

  @Test
  void whatAnAgentInsideLooksAfterIsStartedSeenAndStoppedFromTheHost() throws Exception {
    AgentPaths paths = serviceInside();
    agentInside(
        "exec %s/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp %s %s \"$@\""
            .formatted(
                System.getProperty("java.home"),
                System.getProperty("java.class.path"),
                AgentMain.class.getName()));
    Rid app = Rid.parse("app#" + name + ".0");
    try (LocalNode host = host(paths)) {
      assertThat(look(host).resources().get(app))
          .isEqualTo(ResourceStatus.of(Availability.DOWN, "app.simple", "sleep 86413 in " + name));

      assertThat(act(host, Verb.START)).isEqualTo(ActionStatus.OK);

      await().until(() -> look(host).avail() == Availability.UP);
      inside("killall", "-9", "sleep");
      assertThat(status(host, app)).as("what died inside").isEqualTo(Availability.DOWN);
      assertThat(act(host, Verb.START)).isEqualTo(ActionStatus.OK);
      assertThat(inside("pidof", "sleep").output()).as("started again").isNotEmpty();
      assertThat(act(host, Verb.STOP)).isEqualTo(ActionStatus.OK);
      assertThat(look(host).avail()).isEqualTo(Availability.DOWN);
    }
  }

  @Test
  void anAgentInsideThatHangsOrIsGoneHoldsUpNeitherALookNorAStop() throws Exception {
    AgentPaths paths = serviceInside();
    agentInside("exec sleep 1000");
    lab.start(container(name));
    Rid app = Rid.parse("app#" + name + ".0");
    try (LocalNode host = host(paths)) {
      long begun = System.nanoTime();
      InstanceStatus deaf = look(host);
      look(host);

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
      assertThat(deaf.resources().get(app).status()).isEqualTo(Availability.UNDEF);
      assertThat(deaf.avail()).isEqualTo(Availability.UP);
      assertThat(deaf.overall()).as("as long as nobody knows").isEqualTo(Availability.WARN);
      agentInside("exit 7");
      assertThat(act(host, Verb.STOP)).as("it is told").isEqualTo(ActionStatus.ERR);
      assertThat(look(host).avail())
          .as("and what was not stopped inside went with its container")
          .isEqualTo(Availability.DOWN);
    }
  }

  private LocalNode host(AgentPaths paths) {
    NodeIdentity lab1 = new NodeIdentity(new NodeId("default", "lab1"), "TST", "", "", "");
    return LocalNode.of(paths, lab1, new LocalDrivers(paths.var(), runner), runner, event -> {});
  }

  private static InstanceStatus look(LocalNode host) {
    return host.instances().told().iterator().next().evaluate();
  }

  private static Availability status(LocalNode host, Rid rid) throws Exception {
    for (Resource each : host.instances().subject("buoy").orElseThrow().resources()) {
      if (each.rid().equals(rid)) {
        return each.driver().status().status();
      }
    }
    throw new IllegalStateException("no " + rid);
  }

  private static ActionStatus act(LocalNode host, Verb verb) {
    Subject buoy = host.instances().subject("buoy").orElseThrow();
    ActionRequest request = ActionRequest.of(verb, ActionOrigin.USER, "root");
    return ((ActionResult.Ended) host.engine().act(buoy, request, line -> {})).status();
  }

  /** A service with an application inside the container, on the host and inside. */
  private AgentPaths serviceInside() throws IOException {
    String text =
        """
        [DEFAULT]
        nodes = lab1
        encapnodes = %1$s
        [container#0]
        type = lxc
        name = %1$s
        path = %2$s
        [app#0]
        type = simple
        encap = true
        start = sleep 86413
        """
            .formatted(name, home);
    Path root = home.resolve(name).resolve("rootfs");
    AgentPaths within = new AgentPaths(root.resolve("etc/vigie"), root.resolve("var/lib/vigie"));
    AgentPaths paths = new AgentPaths(home.resolve("etc"), home.resolve("var"));
    for (AgentPaths each : List.of(paths, within)) {
      Files.createDirectories(each.services());
      Files.createDirectories(each.var());
      Files.writeString(each.services().resolve("buoy.conf"), text);
    }
    Files.writeString(
        within.agentConf(), "[node]\nname = " + name + "\n[kafka]\nbootstrap = localhost:9\n");
    List<String> mounts =
        new ArrayList<>(List.of(System.getProperty("java.class.path").split(":")));
    mounts.add(System.getProperty("java.home"));
    // Debian's JDK has its settings elsewhere
    mounts.add(
        Path.of(System.getProperty("java.home"), "lib", "jvm.cfg")
            .toRealPath()
            .getParent()
            .toString());
    Path config = home.resolve(name).resolve("config");
    List<String> lines = new ArrayList<>(Files.readAllLines(config));
    for (String each : mounts) {
      Path there = Path.of(each);
      if (Files.exists(there)) {
        lines.add(
            "lxc.mount.entry = %s %s none ro,bind,create=%s 0 0"
                .formatted(each, each.substring(1), Files.isDirectory(there) ? "dir" : "file"));
      }
    }
    Files.write(config, lines);
    return paths;
  }

  /** What is run inside when the agent there is called. */
  private void agentInside(String line) throws IOException {
    Path program = home.resolve(name).resolve("rootfs/bin/vigie-agent");
    Files.writeString(program, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private CommandResult inside(String... words) {
    List<String> argv = new ArrayList<>(List.of("--clear-env", "--"));
    argv.addAll(List.of(words));
    return runner.run(lxc("lxc-attach", argv.toArray(String[]::new)));
  }

  private Driver container(String of) throws Exception {
    return lab.driver("[container#0]\ntype = lxc\nname = " + of + "\npath = " + home + "\n");
  }
}
