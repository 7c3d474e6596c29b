package io.vigie.ingest.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.id.InstanceId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecorderTest {
  private Recorder recorder;

  @BeforeEach
  void start() {
    recorder = Recorder.start(Lab.settings(), new SimpleMeterRegistry());
  }

  @AfterEach
  void stop() {
    recorder.close();
  }

  @Test
  void aFlipMovesThePresentAndClosesSpansOfInstanceResourceAndService() {
    for (long n = 1; n <= 3; n++) {
      Lab.send(Story.instance("flip", "web", "n1", n));
      Lab.send(Story.service("flip", "web", n));
    }
    awaitNumber(3, "SELECT n FROM instance WHERE id='flip/web@n1'");
    awaitNumber(3, "SELECT n FROM service WHERE id='flip/web'");

    assertThat(
            Lab.rows(
                "SELECT n, month, avail, since, until, known_from, known_until FROM instance_span"
                    + " WHERE id='flip/web@n1' ORDER BY n"))
        .containsExactly(span(1, "up"), span(2, "down"));
    assertThat(
            Lab.rows(
                "SELECT n, month, status, since, until, known_from, known_until FROM resource_span"
                    + " WHERE id='flip/web@n1' AND rid='app#web' ORDER BY n"))
        .containsExactly(span(1, "up"), span(2, "down"));
    assertThat(
            Lab.rows(
                "SELECT n, month, avail, since, until, known_from, known_until FROM service_span"
                    + " WHERE id='flip/web' ORDER BY n"))
        .containsExactly(span(1, "up"), span(2, "down"));
    assertThat(Lab.rows("SELECT avail, since, badges FROM instance WHERE id='flip/web@n1'"))
        .containsExactly(
            List.of(
                "up", Long.toString(Story.at(3).toEpochMilli()), "{\"fs\":\"up\",\"app\":\"up\"}"));
  }

  @Test
  void anInstanceThatEndsLeavesThePresentAndItsLastSpanIsClosed() {
    InstanceId id = new InstanceId("ends", "web", "n1");
    Lab.send(Story.instance(id, 1, false));
    Lab.send(Story.instance(id, 2, true));
    awaitNumber(1, "SELECT COUNT(*) FROM instance_span WHERE id='ends/web@n1'");

    assertThat(Lab.number("SELECT COUNT(*) FROM instance WHERE id='ends/web@n1'")).isZero();
    assertThat(Lab.number("SELECT COUNT(*) FROM resource_span WHERE id='ends/web@n1'")).isOne();
  }

  @Test
  void pulsesTellHowFarBehindEachPartitionIs() {
    Lab.sendRaw(
        io.vigie.contract.topic.Topic.SERVICE_HEALTH,
        2,
        Pulse.KEY,
        io.vigie.contract.wire.EventCodec.encode(
            new io.vigie.contract.wire.Envelope<>(
                "p1", "collector", Story.at(1), new Pulse(1, 1_790_000_123_456L))));
    awaitNumber(
        1_790_000_123_456L,
        "SELECT appended FROM pulse WHERE topic='vigie.service-health.v1' AND part=2");
  }

  private static List<String> span(long n, String word) {
    return List.of(
        Long.toString(n),
        "202609",
        word,
        Long.toString(Story.at(n).toEpochMilli()),
        Long.toString(Story.at(n + 1).toEpochMilli()),
        Long.toString(Story.known(n).toEpochMilli()),
        Long.toString(Story.known(n + 1).toEpochMilli()));
  }

  private static void awaitNumber(long expected, String sql) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(Lab.number(sql)).isEqualTo(expected));
  }
}
