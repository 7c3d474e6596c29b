package io.vigie.streams;

import static io.vigie.contract.availability.Availability.DOWN;
import static io.vigie.contract.availability.Availability.UP;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.event.Event;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.NodeRetire;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.event.ServiceRetire;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Reason;
import io.vigie.streams.metric.Counter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people retire ends, stays ended for the rest of that epoch, and comes back with a newer. */
class RetireTest {
  private static final Instant STAMP = Spine.START.minusSeconds(1_000);
  private static final ServiceId WEB = new ServiceId("default", "web");

  @TempDir Path dir;
  private Spine spine;
  private Agent n1;
  private Agent n2;

  @BeforeEach
  void open() {
    spine = new Spine(dir);
    n1 = new Agent(spine, "n1");
    n2 = new Agent(spine, "n2");
  }

  @AfterEach
  void close() {
    spine.close();
  }

  @Test
  void aRetiredNodeEndsAndItsInstancesWithIt() {
    n1.beat().up("web");
    n2.beat().says("web", DOWN);
    spine.forget().pause(5_000);

    retire(n1);

    NodeHealth node = spine.lastNode();
    assertThat(node.state()).isEqualTo(NodeState.RETIRED);
    assertThat(node.previous()).isEqualTo(NodeState.ALIVE);
    assertThat(node.since()).isEqualTo(spine.now());
    assertThat(node.epoch()).isEqualTo(epoch(n1));
    InstanceHealth ended = only("n1");
    assertThat(ended.removed()).isTrue();
    assertThat(ended.previous().avail()).isEqualTo(UP);
    assertThat(ended.changed()).hasSize(1);
    ServiceHealth service = spine.lastService();
    assertThat(service.avail()).isEqualTo(DOWN);
    assertThat(service.instances()).isEqualTo(1);
    assertThat(spine.count(Counter.RETIREMENTS)).isEqualTo(1);
  }

  @Test
  void whatItSaysInTheSameEpochCountsNoMore() {
    n1.beat().configures("web", STAMP, "a1", "n1").up("web");
    retire(n1);
    spine.forget();
    long late = spine.count(Counter.LATE);

    n1.beat().says("web", DOWN).up("db").configures("web", STAMP.plusSeconds(1), "a2", "n1");
    n1.frozen(true).leaves(300);
    spine.pulses(60);

    assertThat(spine.nodes()).isEmpty();
    assertThat(spine.instances()).isEmpty();
    assertThat(spine.services()).isEmpty();
    assertThat(spine.count(Counter.LATE) - late).isEqualTo(6);
  }

  @Test
  void aNewerEpochBringsItBack() {
    n1.beat().up("web");
    retire(n1);
    spine.forget();

    n1.restarted().beat().up("web");

    NodeHealth back = spine.lastNode();
    assertThat(back.state()).isEqualTo(NodeState.ALIVE);
    assertThat(back.previous()).isEqualTo(NodeState.RETIRED);
    assertThat(only("n1").avail()).isEqualTo(UP);
  }

  @Test
  void whatItReportsBeforeItsFirstHeartbeatCountsToo() {
    n1.beat().up("web");
    retire(n1);
    spine.forget();

    n1.restarted().up("web");

    assertThat(only("n1").avail()).isEqualTo(UP);
    assertThat(spine.lastService().upNodes()).containsExactly("n1");
  }

  @Test
  void aCommandAboutAnEarlierLifeDoesNothing() {
    n1.beat().up("web");
    long before = epoch(n1);
    n1.restarted().beat().up("web");
    spine.forget();

    command(new NodeRetire(n1.node, before, "zoe"));

    assertThat(spine.nodes()).isEmpty();
    assertThat(spine.instances()).isEmpty();
    assertThat(spine.count(Counter.RETIREMENTS_LATE)).isEqualTo(1);
  }

  @Test
  void anInstanceOfANewerEpochOutlivesACommandThatItsNodeStillObeys() {
    n1.beat().up("web");
    long before = epoch(n1);
    // the report is read before the heartbeat of the same life
    n1.restarted().says("web", DOWN);
    spine.forget();

    command(new NodeRetire(n1.node, before, "zoe"));

    assertThat(spine.instances()).isEmpty();
    assertThat(spine.lastNode().state()).isEqualTo(NodeState.RETIRED);
    n1.beat();
    assertThat(spine.lastNode().state()).isEqualTo(NodeState.ALIVE);
  }

  @Test
  void anInstallationOfALowerEpochDoesNotBringItBack() {
    n1.beat();
    retire(n1);
    spine.forget();

    n1.reinstalled("install-0", epoch(n1) - 100).beat().up("web");

    assertThat(spine.nodes()).isEmpty();
    assertThat(spine.instances()).isEmpty();
  }

  @Test
  void aConfigurationOfAnotherNodeNamesItInVainUntilItIsBack() {
    n1.beat();
    n2.beat().configures("web", STAMP, "a1", "n1", "n2").up("web");
    assertThat(spine.lastService().instances()).isEqualTo(2);
    retire(n1);
    assertThat(spine.lastService().instances()).isEqualTo(1);

    n2.configures("web", STAMP.plusSeconds(1), "a2", "n1", "n2");
    n2.configures("db", STAMP, "b1", "n1", "n2");
    assertThat(spine.services()).extracting(ServiceHealth::instances).containsOnly(1);

    n1.restarted().beat();
    assertThat(spine.services()).extracting(ServiceHealth::instances).containsExactly(2, 2);
  }

  @Test
  void aNodeThatNeverSpokeIsRetiredTooAndTwiceIsOnce() {
    n1.frozen(false);
    spine.forget();

    retire(n1);
    retire(n1);
    command(new NodeRetire(n2.node, 0, "zoe"));

    assertThat(spine.nodes()).extracting(NodeHealth::state).containsExactly(NodeState.RETIRED);
    assertThat(spine.count(Counter.RETIREMENTS_LATE)).isEqualTo(2);
  }

  @Test
  void aSilentNodeIsRetiredByWhoDoesNotKnowItsEpoch() {
    n1.beat().up("web");
    spine.pulses(200);
    assertThat(spine.lastNode().state()).isEqualTo(NodeState.SILENT);
    spine.forget();

    command(new NodeRetire(n1.node, 0, "zoe"));

    NodeHealth node = spine.lastNode();
    assertThat(node.state()).isEqualTo(NodeState.RETIRED);
    assertThat(node.epoch()).isEqualTo(epoch(n1));
    assertThat(only("n1").removed()).isTrue();
    assertThat(spine.count(Counter.RETIREMENTS_LATE)).isZero();
    spine.forget();
    n1.beat().up("web");
    assertThat(spine.nodes()).isEmpty();
    assertThat(spine.instances()).isEmpty();
    n1.restarted().beat();
    assertThat(spine.lastNode().state()).isEqualTo(NodeState.ALIVE);
  }

  @Test
  void aNodeThatSpeaksIsNotRetiredByWhoDoesNotKnowItsEpoch() {
    n1.beat().up("web");
    spine.forget();

    command(new NodeRetire(n1.node, 0, "zoe"));
    command(new ServiceRetire(WEB, Map.of("n1", 0L), "zoe"));

    assertThat(spine.nodes()).isEmpty();
    assertThat(spine.instances()).isEmpty();
    assertThat(spine.count(Counter.RETIREMENTS_LATE)).isEqualTo(2);
  }

  @Test
  void aServiceEndsOnASilentNodeWhoseEpochIsNotKnown() {
    n1.beat().configures("web", STAMP, "a1", "n1", "n2").up("web");
    n2.beat().says("web", DOWN);
    spine.pulses(200);
    n2.beat().says("web", DOWN);
    spine.forget();

    command(new ServiceRetire(WEB, Map.of("n1", 0L, "n2", epoch(n2)), "zoe"));

    assertThat(spine.lastService().removed()).isTrue();
    assertThat(only("n1").removed()).isTrue();
    n1.up("web");
    assertThat(spine.services()).as("said in a life that is closed").isEmpty();
  }

  @Test
  void aRetiredServiceEndsOnAllItsNodes() {
    n1.beat().configures("web", STAMP, "a1", "n1", "n2", "n3").up("web");
    n2.beat().says("web", DOWN);
    spine.forget();

    retireWeb();

    ServiceHealth ended = spine.lastService();
    assertThat(ended.removed()).isTrue();
    assertThat(ended.previous().avail()).isEqualTo(UP);
    assertThat(spine.instances())
        .hasSize(3)
        .allMatch(InstanceHealth::removed)
        .extracting(instance -> instance.instance().node())
        .containsExactlyInAnyOrder("n1", "n2", "n3");
    n1.up("web").configures("web", STAMP.plusSeconds(1), "a2", "n1", "n2");
    assertThat(spine.services()).isEmpty();
    assertThat(spine.nodes()).isEmpty();
  }

  @Test
  void aRetiredServiceComesBackWhereANodeSpeaksInANewerEpoch() {
    n1.beat().up("web");
    n2.beat().says("web", DOWN);
    retireWeb();
    spine.forget();

    n2.restarted().up("web");

    ServiceHealth back = spine.lastService();
    assertThat(back.removed()).isFalse();
    assertThat(back.instances()).isEqualTo(1);
    assertThat(back.upNodes()).containsExactly("n2");
  }

  @Test
  void aServiceStaysOnANodeThatSpokeAnewMeanwhile() {
    n1.beat().up("web");
    n2.beat().says("web", DOWN);
    Map<String, Long> known = Map.of("n1", epoch(n1), "n2", epoch(n2));
    n2.restarted().says("web", DOWN);
    spine.forget();

    command(new ServiceRetire(WEB, known, "zoe"));

    assertThat(only("n1").removed()).isTrue();
    assertThat(spine.lastService().instances()).isEqualTo(1);
  }

  @Test
  void aServiceNobodyKnowsIsRetiredInVain() {
    retireWeb();

    assertThat(spine.services()).isEmpty();
    assertThat(spine.rejected()).isEmpty();
  }

  @Test
  void aCommandUnderAnothersKeyIsRejected() {
    NodeRetire retire = new NodeRetire(n1.node, 1, "zoe");
    byte[] value = EventCodec.encode(new Envelope<>("c", "collector/api", spine.now(), retire));

    spine.put(Topic.COMMAND, bytes("default/n2"), value, Spine.headers());

    assertThat(spine.count(Reason.WRONG_KEY)).isEqualTo(1);
    assertThat(spine.count(Counter.RETIREMENTS_LATE)).isZero();
  }

  private InstanceHealth only(String node) {
    return spine.instances().stream()
        .filter(instance -> instance.instance().node().equals(node))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private void retire(Agent agent) {
    command(new NodeRetire(agent.node, epoch(agent), "zoe"));
  }

  private void retireWeb() {
    command(new ServiceRetire(WEB, Map.of("n1", epoch(n1), "n2", epoch(n2)), "zoe"));
  }

  private static long epoch(Agent agent) {
    return agent.lastOrder().epoch();
  }

  private void command(Event event) {
    byte[] value = EventCodec.encode(new Envelope<>("c", "collector/api", spine.now(), event));
    spine.put(event.goesTo(), bytes(event.key()), value, Spine.headers());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
