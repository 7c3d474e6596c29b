package io.vigie.streams;

import static io.vigie.contract.availability.Availability.DOWN;
import static io.vigie.contract.availability.Availability.UP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.CustomAlert;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.NodeFacts;
import io.vigie.contract.event.NodeRetire;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.event.Silence;
import io.vigie.contract.event.SilenceKind;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.streams.flow.Admitted;
import io.vigie.streams.flow.Position;
import io.vigie.streams.flow.RuleTold;
import io.vigie.streams.flow.SilenceTold;
import io.vigie.streams.node.Carried;
import io.vigie.streams.replay.Again;
import io.vigie.streams.replay.Raising;
import io.vigie.streams.replay.Raisings;
import io.vigie.streams.replay.Replay;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What streams raised is found again from what they recorded: the same seeded fleets. */
class ReplayTest {
  @TempDir Path dir;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("seeds", 10));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theSameRulesFindWhatWasRaised(long seed) {
    Raisings really = new Raisings(0);
    Recording recording = new Recording();
    try (Spine spine = new Spine(dir).oneAfterTheOther()) {
      AlertScenarioTest.Fleet fleet = new AlertScenarioTest.Fleet(seed, spine, new AlertOracle());
      for (int second = 0; second < 1_500; second++) {
        fleet.second(second);
        recording.take(spine);
      }
      recording.of(Topic.ALERT).forEach(record -> really.hear((Alert) Spine.event(record.value())));
    }

    Replay replay = recording.replay(List.of());

    assertThat(really.all()).hasSizeGreaterThan(20);
    assertThat(replay.raisings(0)).containsExactlyInAnyOrderElementsOf(really.all());
    assertThat(replay.partlyKnown()).isZero();
  }

  /** A site falls silent, people work, mute, tell, retire; a takeover goes wrong. */
  @Test
  void whatPeopleDoAndWhatSitesSufferIsFoundToo() {
    Recording recording = new Recording();
    Raisings really = new Raisings(0);
    List<Agent> agents = new ArrayList<>();
    try (Spine spine = new Spine(dir).oneAfterTheOther()) {
      for (int n = 0; n < 15; n++) {
        agents.add(new Agent(spine, "n" + n).env(n < 5 ? "PRD" : "DEV"));
      }
      agents.get(1).up("web");
      agents.get(2).says("web", DOWN);
      agents.get(3).up("db");
      agents.get(4).up("mail");
      agents.get(5).up("ldap");
      agents.get(6).carried(new NodeFacts.Carried("default/crm", "PRD", "crm"));
      alive(spine, agents, 70, recording);

      // n2 takes over what n1, taken for dead, goes on with
      agents.get(2).say(agents.get(2).status("web").app(UP).supersedes("n1").build());
      alive(spine, agents, 20, recording);
      agents.get(1).up("web");
      alive(spine, agents, 20, recording);
      agents.get(1).says("web", DOWN);

      spine.says(silence(spine.now(), spine.now().plusSeconds(300)));
      agents.get(3).says("db", DOWN).frozen(true);
      agents.get(4).maintained(spine.now().plusSeconds(200)).says("mail", DOWN);
      spine.says(custom(spine.now().plusSeconds(100)));
      agents.get(5).ends("ldap", "start", "a1", ActionStatus.ERR);
      agents.get(5).clockWrongBy(60_000);
      alive(spine, agents, 70, recording);
      ServiceId ldap = new ServiceId("default", "ldap");
      spine.says(new ActionAcknowledge(ldap, "a1", null, "zoe", "disk was full", false));
      agents.get(14).leaves(60);
      alive(spine, agents.subList(0, 14), 200, recording);
      spine.says(new NodeRetire(agents.get(14).node, agents.get(14).lastOrder().epoch(), "zoe"));

      alive(spine, agents.subList(0, 3), 80, recording);
      alive(spine, agents, 120, recording);
      alive(spine, agents.subList(0, 6), 3_700, recording);
    }
    recording.of(Topic.ALERT).forEach(record -> really.hear((Alert) Spine.event(record.value())));

    Replay replay = recording.replay(List.of());

    assertThat(really.all())
        .extracting(raising -> raising.alert().kind())
        .contains(
            AlertKind.SERVICE_SPLIT,
            AlertKind.SERVICE_UNAVAILABLE,
            AlertKind.CUSTOM,
            AlertKind.ACTION_FAILED,
            AlertKind.CLOCK_SKEW,
            AlertKind.NODE_FROZEN,
            AlertKind.NODE_SILENT,
            AlertKind.MANY_NODES_SILENT);
    // a clock error is recorded once a minute
    assertThat(without(AlertKind.CLOCK_SKEW, replay.raisings(0)))
        .containsExactlyInAnyOrderElementsOf(without(AlertKind.CLOCK_SKEW, really.all()));
    Again again = Again.of(really.all(), replay.raisings(0), Instant.EPOCH, Instant.MAX);
    assertThat(again.lost()).isEmpty();
    assertThat(again.more()).isEmpty();
  }

  private static List<Raising> without(AlertKind kind, List<Raising> raisings) {
    return raisings.stream().filter(raising -> raising.alert().kind() != kind).toList();
  }

  private static void alive(Spine spine, List<Agent> agents, int seconds, Recording recording) {
    for (int second = 0; second < seconds; second++) {
      if (second % 10 == 0) {
        agents.forEach(Agent::beat);
      }
      if (second % 100 == 99) {
        agents.forEach(Agent::repeat);
      }
      spine.pulse();
    }
    recording.take(spine);
  }

  private static Silence silence(Instant begin, Instant end) {
    return new Silence(
        "s1",
        SilenceKind.SILENCE,
        "service=default/db",
        List.of(),
        begin,
        end,
        "",
        "",
        0,
        false,
        "moved to another rack",
        "zoe");
  }

  private static CustomAlert custom(Instant until) {
    return new CustomAlert(
        AlertId.of(AlertKind.CUSTOM, "default/web", "backup"),
        new ServiceId("default", "web"),
        null,
        Severity.ERROR,
        "no backup",
        until,
        "PRD",
        List.of("erp"),
        "zoe",
        false);
  }

  @Test
  void whatIsAsItWasWhenAlertsAreLookedForIsRaisedAndHangsOnItsRoot() {
    Recording recording = new Recording();
    List<Agent> agents = new ArrayList<>();
    try (Spine spine = new Spine(dir).oneAfterTheOther()) {
      for (int n = 0; n < 15; n++) {
        agents.add(new Agent(spine, "n" + n));
      }
      agents.get(0).says("web", DOWN);
      alive(spine, agents, 70, recording);
      alive(spine, agents.subList(0, 3), 200, recording);
    }

    Replay replay = recording.replay(List.of(), Spine.START.plusSeconds(150));

    assertThat(replay.raisings(0)).filteredOn(is(AlertKind.MANY_NODES_SILENT)).hasSize(2);
    assertThat(replay.raisings(0))
        .filteredOn(is(AlertKind.NODE_SILENT))
        .hasSize(12)
        .extracting(Raising::heldBy)
        .doesNotContainNull();
    // timers wait for a minute of pulses only where none were read before
    assertThat(replay.raisings(0))
        .filteredOn(is(AlertKind.SERVICE_UNAVAILABLE))
        .singleElement()
        .satisfies(down -> assertThat(down.raised()).isBefore(Spine.START.plusSeconds(153)));
  }

  private static Predicate<Raising> is(AlertKind kind) {
    return raising -> raising.alert().kind() == kind;
  }

  @Test
  void aServiceOfWhichNotAllIsKnownIsLeftOut() {
    Recording recording = new Recording();
    try (Spine spine = new Spine(dir).oneAfterTheOther()) {
      Agent n1 = new Agent(spine, "n1").beat().up("web");
      new Agent(spine, "n2").beat().says("web", DOWN);
      spine.pulses(5);
      n1.says("web", DOWN);
      spine.pulses(20);
      recording.take(spine);
    }
    recording
        .of(Topic.INSTANCE_HEALTH)
        .removeIf(record -> new String(record.key(), UTF_8).endsWith("@n2"));

    Replay replay = recording.replay(List.of());

    assertThat(recording.of(Topic.ALERT)).as("really raised").hasSize(1);
    assertThat(replay.raisings(0)).isEmpty();
    assertThat(replay.partlyKnown()).isEqualTo(1);
  }

  /** What stands in the topics afterwards. */
  static final class Recording {
    private final Map<Topic, Deque<TestRecord<byte[], byte[]>>> read = new EnumMap<>(Topic.class);
    private final List<SilenceTold> silences = new ArrayList<>();
    private final Map<NodeId, Carried> carried = new HashMap<>();

    void take(Spine spine) {
      for (Topic topic :
          List.of(Topic.NODE_HEALTH, Topic.INSTANCE_HEALTH, Topic.SERVICE_HEALTH, Topic.ALERT)) {
        of(topic).addAll(spine.raw(topic));
      }
      spine.sent.forEach(
          (topic, records) -> {
            of(topic).addAll(records);
            records.forEach(record -> now(Spine.event(record.value())));
          });
      spine.sent.clear();
    }

    /** Of that only the last word is kept. */
    private void now(Event event) {
      if (event instanceof Silence silence) {
        silences.add(new SilenceTold(silence.id(), silence));
      } else if (event instanceof NodeFacts facts) {
        carried.put(facts.node(), Carried.of(facts));
      }
    }

    Deque<TestRecord<byte[], byte[]>> of(Topic topic) {
      return read.computeIfAbsent(topic, each -> new ArrayDeque<>());
    }

    Replay replay(Collection<RuleTold> rules) {
      return replay(rules, Instant.EPOCH);
    }

    /**
     * @param begin from when on alerts are made
     */
    Replay replay(Collection<RuleTold> rules, Instant begin) {
      Replay replay = new Replay(carried, silences, begin.toEpochMilli(), 0, List.of(rules));
      for (Topic next = next(); next != null; next = next()) {
        hear(replay, next, of(next).remove());
      }
      replay.end();
      return replay;
    }

    private Topic next() {
      Topic first = null;
      for (Topic topic : Replay.TOPICS) {
        if (!of(topic).isEmpty()
            && (first == null || of(topic).peek().timestamp() < of(first).peek().timestamp())) {
          first = topic;
        }
      }
      return first;
    }

    private static void hear(Replay replay, Topic topic, TestRecord<byte[], byte[]> record) {
      Decoded.Read decoded = (Decoded.Read) EventCodec.decode(record.value());
      Event event = decoded.envelope().data();
      if (event instanceof Pulse) {
        replay.pulse(topic, 0, record.timestamp());
      } else {
        Position position = new Position(topic.wire(), 0, 0);
        replay.hear(new Admitted(decoded.envelope(), null, position, record.timestamp()));
      }
    }
  }
}
