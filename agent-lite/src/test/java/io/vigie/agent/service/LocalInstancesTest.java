package io.vigie.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vigie.agent.FlagDrivers;
import io.vigie.agent.NodeIdentity;
import io.vigie.agent.action.DiskServiceStates;
import io.vigie.agent.config.Problem;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.event.StatusLine;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.Rid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalInstancesTest {
  private static final NodeIdentity NODE =
      new NodeIdentity(new NodeId("default", "n1"), "PRD", "", "", "");

  @TempDir Path home;
  private Path services;
  private FlagDrivers drivers;
  private LocalInstances instances;

  @BeforeEach
  void files() throws IOException {
    services = Files.createDirectories(home.resolve("services"));
    drivers = new FlagDrivers(home);
    instances =
        new LocalInstances(
            services,
            NODE,
            drivers,
            new DiskServiceStates(home.resolve("states")),
            new Lookout(Runnable::run));
  }

  @Test
  void aStatusIsWhatTheDriversFoundFolded() throws IOException {
    write("web", "[DEFAULT]\napp = SHOP\nenv = PRD\n[fs#0]\n[app#0]\noptional = true\n");
    Files.createFile(drivers.flag("web", "fs#0"));
    InstanceStatus status = only().evaluate();
    assertThat(status.avail()).isEqualTo(Availability.UP);
    assertThat(status.overall()).isEqualTo(Availability.WARN);
    assertThat(status.app()).isEqualTo("SHOP");
    assertThat(status.nodeEnv()).isEqualTo("PRD");
    assertThat(status.nodes()).containsExactly("n1");
    assertThat(status.resources().get(Rid.parse("fs#0")))
        .extracting(ResourceStatus::status, ResourceStatus::type, ResourceStatus::label)
        .containsExactly(Availability.UP, "fs", "flag fs#0");
  }

  @Test
  void aDriverThatThrowsIsUndefWithAnErrorLineAndStopsNoOther() throws IOException {
    write("web", "[fs#0]\ndoes = blind\n[app#0]\n");
    Files.createFile(drivers.flag("web", "app#0"));
    InstanceStatus status = only().evaluate();
    assertThat(status.resources().get(Rid.parse("fs#0")))
        .extracting(ResourceStatus::status, ResourceStatus::log)
        .containsExactly(
            Availability.UNDEF,
            List.of(
                new StatusLine(
                    LogLevel.ERROR, "status failed: java.lang.IllegalStateException: no eyes")));
    assertThat(status.avail()).isEqualTo(Availability.UP);
    assertThat(status.overall()).isEqualTo(Availability.WARN);
  }

  @Test
  void aWrongResourceIsUndefWithItsPlaceAndRuleAndStopsNoOther() throws IOException {
    write("web", "[fs#0]\nstandby = perhaps\n[app#0]\n");
    InstanceStatus status = only().evaluate();
    assertThat(status.resources().get(Rid.parse("fs#0")).log().get(0).text())
        .startsWith("web.conf:2: standby = perhaps: must be true or false");
    assertThat(status.avail()).isEqualTo(Availability.DOWN);
  }

  @Test
  void allThatIsWrongWithAResourceIsTold() throws IOException {
    write("web", "[fs#0]\nstandby = perhaps\nrun = 'open\nmtn = /srv\n");
    assertThat(instances.problems())
        .extracting(Problem::line, Problem::fatal)
        .containsExactly(tuple(2, true), tuple(3, true), tuple(4, false));
    assertThat(only().evaluate().resources().get(Rid.parse("fs#0")).log())
        .singleElement()
        .extracting(StatusLine::text)
        .asString()
        .contains("web.conf:2: standby = perhaps: ", "; web.conf:3: run = 'open: ");
  }

  @Test
  void whatIsDisabledIsNotLookedAt() throws IOException {
    write("web", "[DEFAULT]\ndisable = true\n[fs#0]\ndoes = blind\n");
    InstanceStatus status = only().evaluate();
    assertThat(status.avail()).isEqualTo(Availability.NA);
    assertThat(status.resources().get(Rid.parse("fs#0")))
        .extracting(ResourceStatus::disabled, ResourceStatus::log)
        .containsExactly(true, List.of());
  }

  @Test
  void aBadServiceFileIsToldAndTheOtherServicesAreThere() throws IOException {
    write("bad", "[DEFAULT]\ntopology = round\n");
    write("web", "[fs#0]\n");
    assertThat(names()).containsExactly("web");
    assertThat(instances.problems())
        .extracting(Problem::toString)
        .containsExactly("bad.conf:2: topology = round: must be failover or flex");
  }

  @Test
  void aFileThatChangesIsReadAgainOneThatDoesNotKeepsItsObject() throws IOException {
    write("web", "[DEFAULT]\napp = ONE\n");
    LocalInstance first = only();
    assertThat(only()).isSameAs(first);
    write("web", "[DEFAULT]\napp = TWO\n");
    assertThat(only().evaluate().app()).isEqualTo("TWO");
    assertThat(only().config().checksum()).isNotEqualTo(first.config().checksum());
    Files.delete(services.resolve("web.conf"));
    assertThat(names()).isEmpty();
  }

  @Test
  void aFileThatBecomesWrongKeepsItsLastGoodReadingUntilItIsMended() throws IOException {
    write("web", "[DEFAULT]\napp = ONE\n");
    assertThat(only().evaluate().app()).isEqualTo("ONE");
    write("web", "[DEFAULT]\napp = TWO\ntopology = round\n");
    assertThat(only().evaluate().app()).isEqualTo("ONE");
    assertThat(instances.problems()).extracting(Problem::fatal).containsExactly(true);
    write("web", "[DEFAULT]\napp = THREE\n");
    assertThat(only().evaluate().app()).isEqualTo("THREE");
    assertThat(instances.problems()).isEmpty();
  }

  @Test
  void aServiceOfOtherNodesIsNotThisNodes() throws IOException {
    write("far", "[DEFAULT]\nnodes = n7 n8\n");
    write("drp", "[DEFAULT]\nnodes = n7\ndrpnodes = n1\n");
    assertThat(names()).containsExactly("drp");
    assertThat(instances.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "far.conf: nodes = n7 n8: does not name this node, n1: the service is not run here");
  }

  @Test
  void anOldServiceIsReadAgainWhenItsLaunchersChange() throws IOException {
    Files.writeString(services.resolve("mail.env"), "[default]\nservice_type = DEV\n[fs#1]\n");
    assertThat(only().evaluate().resources()).containsOnlyKeys(Rid.parse("fs#1"));
    Path launchers = Files.createDirectory(services.resolve("mail.d"));
    assertThat(only().evaluate().resources()).containsKey(Rid.parse("app#launchers"));
    assertThat(only().definition().resources().get(1).keywords().has("check")).isFalse();
    Files.createFile(launchers.resolve("C10x"));
    assertThat(only().definition().resources().get(1).keywords().has("check")).isTrue();
  }

  @Test
  void aResourceNobodyCanDriveStopsNoOtherOfAnOldService() throws IOException {
    Files.writeString(
        services.resolve("mail.env"),
        "[default]\nmode = lxc\n[vg#1]\nalways_on = n1 n2\ndoes = blind\n[fs#1]\ntype = ext3\n");
    Files.createFile(drivers.flag("mail", "fs#1"));
    InstanceStatus status = only().evaluate();
    assertThat(status.containerType()).isEqualTo("lxc");
    assertThat(status.resources().get(Rid.parse("disk#vg1")).status())
        .isEqualTo(Availability.UNDEF);
    assertThat(status.resources().get(Rid.parse("fs#1")).status()).isEqualTo(Availability.UP);
  }

  @Test
  void aKeywordNoDriverKnowsIsAWarning() throws IOException {
    write("web", "[fs#0]\nmtn = /srv\ndoes = fail\n");
    assertThat(instances.problems())
        .extracting(Problem::fatal, Problem::toString)
        .containsExactly(tuple(false, "web.conf:2: mtn = /srv: is not a keyword of [fs#0]"));
  }

  @Test
  void withoutADirectoryThereIsNoService() throws IOException {
    Files.delete(services);
    assertThat(names()).isEmpty();
  }

  private LocalInstance only() {
    Collection<LocalInstance> present = instances.present();
    assertThat(present).hasSize(1);
    return present.iterator().next();
  }

  private List<String> names() {
    return instances.present().stream().map(each -> each.id().service()).toList();
  }

  /** As an editor saves: another file takes the name. */
  private void write(String service, String text) throws IOException {
    Path fresh = Files.writeString(home.resolve("fresh"), text);
    Files.move(fresh, services.resolve(service + ".conf"), StandardCopyOption.REPLACE_EXISTING);
  }
}
