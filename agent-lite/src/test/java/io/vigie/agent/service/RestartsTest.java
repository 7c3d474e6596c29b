package io.vigie.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.agent.FlagDrivers;
import io.vigie.agent.Instance;
import io.vigie.agent.NodeIdentity;
import io.vigie.agent.action.DiskServiceStates;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartsTest {
  @TempDir Path home;
  private FlagDrivers drivers;
  private DiskServiceStates states;
  private Restarts restarts;
  private Instance web;
  private long now;

  /** What was to be started, in order. */
  private final List<String> starts = new ArrayList<>();

  private Runnable ended;
  private BooleanSupplier wanted;

  @BeforeEach
  void service() throws IOException {
    drivers = new FlagDrivers(home);
    states = new DiskServiceStates(Files.createDirectories(home.resolve("states")));
    Path services = Files.createDirectories(home.resolve("services"));
    Files.writeString(
        services.resolve("web.conf"), "[DEFAULT]\nrestart = 2\n[app#0]\n[app#1]\nrestart = 0\n");
    NodeIdentity node = new NodeIdentity(new NodeId("default", "n1"), "TST", "", "", "");
    restarts =
        new Restarts(
            (subject, rids, wanted, ended) -> {
              starts.add(subject.id().service() + " " + rids);
              this.wanted = wanted;
              this.ended = ended;
            },
            () -> now);
    web =
        restarts.following(
            new LocalInstances(services, node, drivers, states, new Lookout(Runnable::run))
                .find("web")
                .orElseThrow());
    up();
    pass(Duration.ofSeconds(1));
  }

  private void up() throws IOException {
    Files.createFile(drivers.flag("web", "app#0"));
    Files.createFile(drivers.flag("web", "app#1"));
  }

  private void down() throws IOException {
    Files.deleteIfExists(drivers.flag("web", "app#0"));
    Files.deleteIfExists(drivers.flag("web", "app#1"));
  }

  private void pass(Duration time) {
    now += time.toNanos();
    web.evaluate();
  }

  private void act(ActionOrigin origin) {
    InstanceId id = new InstanceId("default", "web", "n1");
    restarts.heard(
        new ActionBegin("a1", id, "stop", origin, "root", "stop web", 1, Instant.EPOCH, 60));
  }

  @Test
  void whatGoesDownByItselfIsStartedAgainAsOftenAsTheFileSays() throws IOException {
    down();

    pass(Duration.ofSeconds(1));
    assertThat(starts).containsExactly("web [app#0]");
    pass(Duration.ofSeconds(9));
    assertThat(starts).as("one at a time").hasSize(1);
    act(ActionOrigin.MONITOR);
    ended.run();
    now -= Duration.ofSeconds(6).toNanos();
    pass(Duration.ZERO);
    assertThat(starts).as("not again at once").hasSize(1);
    long waits = web.sign();
    assertThat(web.sign()).isEqualTo(waits);
    now += Duration.ofSeconds(6).toNanos();
    assertThat(web.sign()).as("it may be now").isNotEqualTo(waits);
    pass(Duration.ZERO);
    assertThat(starts).hasSize(2);
    ended.run();
    pass(Duration.ofMinutes(10));
    assertThat(starts).as("twice is twice").hasSize(2);
  }

  @Test
  void whatStayedUpHasAllItsRestartsAgain() throws IOException {
    down();
    pass(Duration.ofSeconds(1));
    up();
    ended.run();
    pass(Duration.ofSeconds(1));
    pass(Duration.ofMinutes(6));
    for (int i = 0; i < 3; i++) {
      down();
      pass(Duration.ofSeconds(6));
      ended.run();
    }
    assertThat(starts).hasSize(3);
  }

  @Test
  void whatPeopleStopFreezeOrNeverStartedIsLeftAlone() throws IOException {
    act(ActionOrigin.USER);
    down();
    pass(Duration.ofSeconds(1));
    assertThat(starts).isEmpty();

    up();
    pass(Duration.ofSeconds(1));
    states.of("web").freeze();
    down();
    pass(Duration.ofSeconds(1));
    states.of("web").thaw();
    pass(Duration.ofSeconds(1));
    assertThat(starts).isEmpty();

    up();
    pass(Duration.ofSeconds(1));
    down();
    pass(Duration.ofSeconds(1));
    assertThat(wanted.getAsBoolean()).isTrue();
    act(ActionOrigin.USER);
    assertThat(wanted.getAsBoolean()).as("somebody acted before it began").isFalse();
  }
}
