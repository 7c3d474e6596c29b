package io.vigie.streams;

import static io.vigie.contract.availability.Availability.DOWN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.streams.flow.Admitted;
import io.vigie.streams.flow.Position;
import io.vigie.streams.flow.RuleTold;
import io.vigie.streams.replay.Raisings;
import io.vigie.streams.replay.Replay;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

    void take(Spine spine) {
      for (Topic topic :
          List.of(Topic.NODE_HEALTH, Topic.INSTANCE_HEALTH, Topic.SERVICE_HEALTH, Topic.ALERT)) {
        of(topic).addAll(spine.raw(topic));
      }
      spine.sent.forEach((topic, records) -> of(topic).addAll(records));
      spine.sent.clear();
    }

    Deque<TestRecord<byte[], byte[]>> of(Topic topic) {
      return read.computeIfAbsent(topic, each -> new ArrayDeque<>());
    }

    Replay replay(Collection<RuleTold> rules) {
      Replay replay = new Replay(Map.of(), List.of(), 0, 0, List.of(rules));
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
