package io.vigie.api.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.api.Recorded;
import io.vigie.api.TestDatabase;
import io.vigie.api.list.Position;
import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.SyncHealth;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.Rid;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.sync.SyncState;
import io.vigie.store.Digest;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveTest {
  private final Lab lab = Lab.get();
  private final Client admin = lab.client().signedIn();
  private final Story story = new Story(lab.bootstrap());

  @AfterEach
  void end() {
    story.close();
  }

  @Test
  void aChangeIsSentAsTheRowOfTheList() throws Exception {
    try (Listening page = listen()) {
      story.change("row", 1, false);

      JsonNode change = changesOf(page, "row", 1).get(0).data();
      assertThat(change.get("id").asText()).isEqualTo("default/row@n1");
      assertThat(change.get("n").asLong()).isEqualTo(1);
      assertThat(change.has("removed")).isFalse();
      JsonNode row = change.get("row");
      assertThat(row.get("id").asText()).isEqualTo("default/row@n1");
      assertThat(row.get("avail").asText()).isEqualTo("up");
      assertThat(row.get("since").asText()).isEqualTo("2026-11-24T12:00:00.000Z");
      assertThat(row.get("app").asText()).isEmpty();
      assertThat(row.get("responsibles").isArray()).isTrue();
    }
  }

  @Test
  void aCopyIsToldWithTheSiteOfItsTargetUntilNobodyMakesItAnyMore() throws Exception {
    TestDatabase.update(
        "REPLACE INTO node (id,cluster,node,n,state,frozen,since,known_from,last_seen,skew_millis,"
            + "grace_seconds,env,site,boot_id,agent_version,part,pos)"
            + " VALUES ('default/afar','default','afar',1,'alive',0,0,0,0,0,0,'','lyo','','',0,0)");
    try (Listening page = new Listening(admin, "/api/v1/events?list=syncs&q=site=lyo")) {
      await().until(() -> !page.heard().isEmpty());
      story.say(copy(false));
      story.say(copy(true));

      await().until(() -> page.changes().size() == 2);
      JsonNode row = page.changes().get(0).data().get("row");
      assertThat(page.changes().get(0).type()).isEqualTo("sync");
      assertThat(row.get("id").asText()).isEqualTo("default/copied:sync#drp/afar");
      assertThat(row.get("site").asText()).isEqualTo("lyo");
      assertThat(row.get("state").asText()).isEqualTo("late");
      assertThat(row.get("lastGood").asText()).isEqualTo("2026-11-24T12:00:00.000Z");
      assertThat(page.changes().get(1).data().get("removed").asBoolean()).isTrue();
    }
  }

  private static SyncHealth copy(boolean removed) {
    Instant end = Instant.parse("2026-11-24T12:00:00Z");
    return new SyncHealth(
        new ServiceId("default", "copied"),
        Rid.parse("sync#drp"),
        "afar",
        removed,
        SyncState.LATE,
        end,
        "crm",
        "PRD",
        "n1",
        true,
        ActionStatus.OK,
        "",
        end,
        end,
        "",
        1,
        1,
        1,
        "",
        end,
        null,
        60,
        null,
        "");
  }

  @Test
  void whoMaySeeOneServiceHearsOfNoOther() throws Exception {
    TestDatabase.update(
        "REPLACE INTO person (name,role,created,password_changed) VALUES ('ear','operator',0,0)");
    TestDatabase.update(
        "REPLACE INTO api_token (id,person,name,created) VALUES (?,'ear','test',0)",
        Digest.of("an ear's token"));
    TestDatabase.update(
        "REPLACE INTO answerable (of_kind,of_id,who_kind,who,reader)"
            + " VALUES ('service','default/mine','person','ear',TRUE)");
    Client ear = lab.client().basic("ear", "an ear's token");

    try (Listening page = new Listening(ear, "/api/v1/events")) {
      await().until(() -> !page.heard().isEmpty());
      story.change("foreign", 1, false);
      story.change("mine", 1, false);

      changesOf(page, "mine", 1);
      assertThat(page.changes()).hasSize(1);
    }
  }

  @Test
  void whoAsksForSomeRowsHearsOfTheseAndThatOthersAreNoneOfThem() throws Exception {
    String q = "avail=up%20and%20not%20(service=~%5Eun)";
    try (Listening page = new Listening(admin, "/api/v1/events?list=instances&q=" + q)) {
      await().until(() -> !page.heard().isEmpty());
      story.change("unwanted", 1, false);
      story.change("wanted", 1, false);

      changesOf(page, "wanted", 1);
      assertThat(page.changes()).hasSize(2);
      JsonNode other = page.changes().get(0).data();
      assertThat(other.get("id").asText()).isEqualTo("default/unwanted@n1");
      assertThat(other.get("removed").asBoolean()).isTrue();
      assertThat(other.has("row")).isFalse();
      assertThat(page.changes().get(1).data().get("row").get("avail").asText()).isEqualTo("up");
    }
    assertThat(admin.get("/api/v1/events?list=instances&q=availl=up").body())
        .contains("there is no field availl");
    assertThat(admin.get("/api/v1/events?list=people").statusCode()).isEqualTo(400);
    assertThat(admin.get("/api/v1/events?q=avail=up").body()).contains("say which");
  }

  @Test
  void aNodesRowHasWhatPeopleSaidAMomentAgo() throws Exception {
    TestDatabase.update(
        "INSERT INTO node (id,cluster,node,n,state,frozen,since,known_from,last_seen,skew_millis,"
            + "grace_seconds,env,site,boot_id,agent_version,part,pos)"
            + " VALUES ('default/said','default','said',1,'alive',FALSE,0,0,0,0,0,'','','','',0,0)");
    try (Listening page = listen()) {
      story.node("said", 1);
      await().until(() -> !nodes(page).isEmpty());
      assertThat(nodes(page).get(0).get("rack").asText()).isEmpty();

      admin
          .with("x-vigie-request", "1")
          .send("PUT", "/api/v1/nodes/default/said/said", "{\"said\":{\"rack\":\"R9\"}}");
      story.node("said", 2);

      await().until(() -> nodes(page).size() == 2);
      assertThat(nodes(page).get(1).get("rack").asText()).isEqualTo("R9");
    } finally {
      TestDatabase.update("DELETE FROM node_edit");
    }
  }

  private static List<JsonNode> nodes(Listening page) {
    return page.heard().stream()
        .filter(heard -> heard.type().equals("node"))
        .map(heard -> heard.data().get("row"))
        .toList();
  }

  @Test
  void whoKnowsOfAFailedActionIsToldToEveryBrowserThoughItFailedLongAgo() throws Exception {
    ActionEnd end =
        new ActionEnd(
            "live-failed",
            InstanceId.parse("default/acked@n1"),
            "start",
            ActionOrigin.USER,
            "root",
            "",
            7,
            Instant.EPOCH,
            Instant.EPOCH,
            ActionStatus.ERR);
    Recorded.put(end, 5);
    try (Listening page = listen()) {
      ServiceId service = ServiceId.parse("default/acked");
      NodeId n1 = NodeId.parse("default/n1");
      NodeId n2 = NodeId.parse("default/n2");
      story.say(new ActionAcknowledge(service, "live-failed", n2, "eve@n2", "not hers", false));
      // said again until it is told: while the database is slow rows go without what it knows
      await()
          .atMost(Duration.ofSeconds(40))
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                story.say(
                    new ActionAcknowledge(service, "live-failed", n1, "zoe@n1", "seen", false));
                return !actions(page).isEmpty();
              });
      story.say(new ActionAcknowledge(service, "live-failed", "zoe", "disk was full", false));
      story.say(new ActionAcknowledge(service, "live-failed", "zoe", "", true));

      await().until(() -> said(page).size() == 3);
      assertThat(said(page)).containsExactly("zoe@n1 seen", "zoe disk was full", " ");
      List<JsonNode> rows = actions(page);
      assertThat(rows.get(rows.size() - 2).get("acknowledgedAt").asText())
          .isEqualTo("2026-11-24T12:00:00.000Z");
      assertThat(rows.get(rows.size() - 1).get("acknowledgedAt").isNull()).isTrue();
      assertThat(rows).extracting(row -> row.get("n").asLong()).isSorted();
      assertThat(said(page))
          .as("each newer than what a list read before shows")
          .extracting(words -> first(page, words))
          .doesNotHaveDuplicates()
          .allMatch(n -> n >= 5);
    } finally {
      TestDatabase.update("DELETE FROM action WHERE id='live-failed'");
    }
  }

  /** Who knows, and what they said, each once. */
  private static List<String> said(Listening page) {
    return actions(page).stream().map(LiveTest::words).distinct().toList();
  }

  private static String words(JsonNode row) {
    return row.get("acknowledged").asText() + ' ' + row.get("comment").asText();
  }

  /** Number of the first row that says so. */
  private static long first(Listening page, String words) {
    return actions(page).stream()
        .filter(row -> words(row).equals(words))
        .findFirst()
        .orElseThrow()
        .get("n")
        .asLong();
  }

  private static List<JsonNode> actions(Listening page) {
    return page.heard().stream()
        .filter(heard -> heard.type().equals("action"))
        .map(heard -> heard.data().get("row"))
        .toList();
  }

  @Test
  void whatEndedIsToldAsRemoved() throws Exception {
    try (Listening page = listen()) {
      story.change("gone", 1, false);
      story.change("gone", 2, true);

      assertThat(changesOf(page, "gone", 2).get(1).data().get("removed").asBoolean()).isTrue();
    }
  }

  @Test
  void changesOfOneThingComeInTheirOrderAndOnce() throws Exception {
    try (Listening page = listen()) {
      for (long n = 1; n <= 300; n++) {
        story.change("ordered", n, false);
      }

      assertThat(numbers(changesOf(page, "ordered", 300)))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 300).boxed().toList());
    }
  }

  @Test
  void aBrowserThatComesBackMissesNothing() throws Exception {
    String seen;
    try (Listening page = listen()) {
      story.change("resumed", 1, false);
      seen = changesOf(page, "resumed", 1).get(0).id();
    }
    story.change("resumed", 2, false);
    story.change("resumed", 3, false);

    try (Listening again = new Listening(admin.with("Last-Event-ID", seen), "/api/v1/events")) {
      assertThat(numbers(changesOf(again, "resumed", 2))).containsExactly(2L, 3L);
    }
  }

  @Test
  void aPageGoesOnFromThePositionOfItsList() throws Exception {
    RecordMetadata shown = story.change("listed", 1, false);
    story.change("listed", 2, false);
    Position position = positionAfter(shown);

    try (Listening page = new Listening(admin, "/api/v1/events?position=" + position)) {
      assertThat(numbers(changesOf(page, "listed", 1))).containsExactly(2L);
    }
  }

  @Test
  void aBrowserThatComesBackTooLateIsToldToReadAgain() throws Exception {
    lab.part(Ring.class).begin(Map.of(new TopicPartition("vigie.action.v1", 0), 5L));
    try (Listening page =
        new Listening(admin, "/api/v1/events?position=" + new Position(Map.of()))) {
      await().until(() -> page.ended());

      assertThat(page.heard()).extracting(Listening.Heard::type).containsExactly("reset");
    } finally {
      lab.part(Ring.class).begin(Map.of(new TopicPartition("vigie.action.v1", 0), 0L));
    }
  }

  @Test
  void nothingPilesUpForABrowserThatReadsNothing() throws Exception {
    Listeners listeners = lab.part(Listeners.class);
    try (Socket stuck = new Socket()) {
      stuck.setReceiveBufferSize(4_096);
      stuck.connect(new InetSocketAddress(lab.api().uri().getHost(), lab.api().uri().getPort()));
      stuck.getOutputStream().write(plainRequest().getBytes(StandardCharsets.US_ASCII));
      assertThat(stuck.getInputStream().read()).isEqualTo('H');

      story.changes("flood", 20_000);

      // what it was not sent waits in the one ring that all share
      await().until(() -> listeners.mostBehind() > 1_000);
    }
    await().until(() -> listeners.mostBehind() == 0);
  }

  private static String plainRequest() {
    String pair = "admin:" + Lab.PASSWORD;
    return "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic "
        + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII))
        + "\r\n\r\n";
  }

  @Test
  void theStreamEndsWithTheSession() throws Exception {
    Client browser = lab.client().signedIn();
    try (Listening page = new Listening(browser, "/api/v1/events")) {
      await().until(() -> !page.heard().isEmpty());

      browser.with("x-vigie-request", "1").send("DELETE", "/api/v1/session", null);

      await().until(page::ended);
    }
  }

  @Test
  void everySecondAPulseTellsHowFarBehindTheFleetThePageIs() throws Exception {
    story.pulse();
    try (Listening page = listen()) {
      await().until(() -> page.heard().size() >= 3);

      assertThat(page.heard()).allMatch(event -> event.data().get("lagMillis").isIntegralNumber());
      assertThat(page.heard().get(2).id()).isNotEmpty();
    }
  }

  private Listening listen() {
    Listening page = new Listening(admin, "/api/v1/events");
    await().until(() -> !page.heard().isEmpty());
    return page;
  }

  private static List<Listening.Heard> changesOf(Listening page, String service, int count) {
    await().until(() -> of(page, service).size() >= count);
    return of(page, service);
  }

  private static List<Listening.Heard> of(Listening page, String service) {
    return page.changes().stream()
        .filter(event -> event.data().path("id").asText().equals("default/" + service + "@n1"))
        .toList();
  }

  private static List<Long> numbers(List<Listening.Heard> events) {
    return events.stream().map(event -> event.data().get("n").asLong()).toList();
  }

  /** Of a list that shows that record, and nothing that was written after it. */
  private static Position positionAfter(RecordMetadata record) {
    return new Position(
        Map.of(new TopicPartition(record.topic(), record.partition()), record.offset() + 1));
  }
}
