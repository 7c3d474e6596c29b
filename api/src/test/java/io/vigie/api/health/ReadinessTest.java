package io.vigie.api.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Api;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.api.live.Story;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.topic.Topic;
import io.vigie.embedded.FreePort;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Lab lab = Lab.get();

  @AfterEach
  void forget() throws SQLException {
    try (Connection connection = lab.database().connect();
        PreparedStatement delete = connection.prepareStatement("DELETE FROM pulse")) {
      delete.executeUpdate();
    }
  }

  @Test
  void whilePulsesFlowAndAreRecordedAllWorks() throws Exception {
    try (Story story = new Story(lab.bootstrap())) {
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                story.pulse();
                record(System.currentTimeMillis());
                HttpResponse<String> answer = lab.client().get("/health/readiness");
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
              });
      assertThat(broken(lab.client())).isEmpty();
      assertThat(lab.client().get("/health/pulse").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aRecorderThatStandsStillIsNamedAlone() throws Exception {
    try (Story story = new Story(lab.bootstrap())) {
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                story.pulse();
                record(System.currentTimeMillis() - Readiness.LATE_MILLIS - 5_000);
                assertThat(broken(lab.client())).containsExactly("recorder");
              });
      assertThat(lab.client().get("/health/readiness").body())
          .contains("behind the streams; start ingest");
      assertThat(lab.client().get("/health/pulse").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void streamsThatSendNoPulseAreNamed() throws Exception {
    try (Api fresh = Api.start(lab.settings("fresh").withAdminPassword(Lab.PASSWORD))) {
      // the topics keep pulses of the tests before; what they time is long ago
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                assertThat(broken(new Client(fresh.uri()))).contains("streams");
                assertThat(new Client(fresh.uri()).get("/health/readiness").body())
                    .contains("start streams and ingest");
              });
    }
  }

  @Test
  void aDatabaseThatHangsIsNamedAndTheAnswerComesAllTheSame() throws Exception {
    lab.suspendDatabase();
    try {
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                HttpResponse<String> answer = lab.client().get("/health/readiness");
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(broken(lab.client())).contains("database");
              });
      assertThat(lab.client().get("/health/liveness").statusCode()).isEqualTo(200);
    } finally {
      lab.resumeDatabase();
    }
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(broken(lab.client())).doesNotContain("database"));
  }

  @Test
  void aBrokerThatIsAwayIsNamed() {
    try (Api alone =
        Api.start(lab.settings("alone").withAdminPassword(Lab.PASSWORD).withBroker(nobody()))) {
      JsonNode parts = new Client(alone.uri()).json("/health/readiness").get("parts");

      assertThat(broken(new Client(alone.uri()))).contains("broker").doesNotContain("database");
      assertThat(parts.findValuesAsText("detail"))
          .anyMatch(detail -> detail.startsWith("Kafka does not answer"));
    }
  }

  private static String nobody() {
    return "127.0.0.1:" + FreePort.any();
  }

  private static List<String> broken(Client client) {
    List<String> names = new ArrayList<>();
    for (JsonNode part : client.json("/health/readiness").get("parts")) {
      if (!part.get("working").asBoolean()) {
        names.add(part.get("part").asText());
      }
    }
    return names;
  }

  /** What the recorder does with a pulse of every partition. */
  private void record(long appended) throws SQLException {
    try (Connection connection = lab.database().connect();
        PreparedStatement insert =
            connection.prepareStatement(
                "REPLACE INTO pulse (topic,part,appended) VALUES (?,?,?)")) {
      for (Topic topic : Pulse.OUTPUTS) {
        for (int partition = 0; partition < Lab.PARTITIONS; partition++) {
          insert.setString(1, topic.wire());
          insert.setInt(2, partition);
          insert.setLong(3, appended);
          insert.executeUpdate();
        }
      }
    }
  }
}
