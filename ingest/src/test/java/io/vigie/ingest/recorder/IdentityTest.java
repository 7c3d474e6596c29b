package io.vigie.ingest.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.contract.topic.Topic;
import io.vigie.ingest.PartHealth;
import io.vigie.store.Store;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** An offset means something only in the log it was taken from. */
class IdentityTest {
  private static final Duration LIMIT = Duration.ofSeconds(40);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void positionsOfAnotherClusterAreRefusedAndNothingIsWritten() {
    recordOnce();
    List<List<String>> own = Lab.rows("SELECT DISTINCT cluster_id FROM position");
    Lab.update("UPDATE position SET cluster_id='another-cluster'");
    List<List<String>> before = positions();
    try (Recorder recorder = Recorder.start(Lab.settings(), registry)) {
      Lab.send(Story.instance("identity", "web", "n1", 2));
      Lab.flush();
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(recorder.health().get(2).detail())
                      .contains("another Kafka cluster")
                      .contains("another-cluster")
                      .contains("forget"));
      assertThat(registry.counter("vigie.recorder.outages", "of", "recording").count()).isOne();
      assertThat(positions()).isEqualTo(before);
      assertThat(Lab.number("SELECT n FROM instance WHERE id='identity/web@n1'")).isOne();

      Lab.update("UPDATE position SET cluster_id=?", own.get(0).get(0));
      Lab.awaitRecorded(LIMIT);
      assertThat(Lab.number("SELECT n FROM instance WHERE id='identity/web@n1'")).isEqualTo(2);
    }
  }

  @Test
  void aTopicCreatedAnewUnderARunningRecorderIsRefusedUntilAPersonSaysForget() throws Exception {
    recordOnce();
    String topic = Topic.SERVICE_CONFIG.wire();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", Lab.bootstrap()))) {
      try (Recorder recorder = Recorder.start(Lab.settings(), registry)) {
        await().atMost(LIMIT).until(() -> recorder.health().get(2).working());
        admin.deleteTopics(List.of(topic)).all().get();
        create(admin, topic);
        await()
            .atMost(LIMIT)
            .untilAsserted(
                () ->
                    assertThat(recorder.health().get(2).detail())
                        .contains(topic + " was created anew")
                        .contains("forget"));
        Lab.send(Story.instance("identity", "refused", "n1", 1));
        Lab.flush();
      }
      assertThat(Lab.number("SELECT COUNT(*) FROM instance WHERE service='refused'")).isZero();

      try (Connection connection = Lab.database().connect()) {
        Store.forgetDerived(connection);
      }
      record();
      assertThat(Lab.number("SELECT COUNT(*) FROM instance WHERE service='refused'")).isOne();
      assertThat(Lab.number("SELECT COUNT(*) FROM instance WHERE id='identity/web@n1'"))
          .as("the present comes back wholly")
          .isOne();
    }
  }

  private void recordOnce() {
    Lab.send(Story.instance("identity", "web", "n1", 1));
    record();
  }

  /** Everything that waits. */
  private void record() {
    try (Recorder recorder = Recorder.start(Lab.settings(), registry)) {
      Lab.awaitRecorded(LIMIT);
      assertThat(recorder.health()).allMatch(PartHealth::working);
    }
  }

  private static void create(Admin admin, String topic) {
    await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(
            () -> {
              admin
                  .createTopics(
                      Set.of(new NewTopic(topic, Optional.of(Lab.PARTITIONS), Optional.empty())))
                  .all()
                  .get();
              return true;
            });
  }

  private static List<List<String>> positions() {
    return Lab.rows("SELECT topic, part, next, cluster_id FROM position ORDER BY 1, 2");
  }
}
