package io.vigie.ingest.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.event.Rejected;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Inbound;
import io.vigie.contract.wire.Inbound.Checked;
import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.Reason;
import io.vigie.contract.wire.Stamp;
import io.vigie.ingest.PartHealth;
import io.vigie.ingest.recorder.Lab;
import io.vigie.ingest.recorder.Recorder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Reports by HTTP, over a real broker and a real MariaDB. */
class GatewayTest {
  private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
  private static final Duration DELIVERY = Duration.ofSeconds(2);
  private static final Limits LIMITS =
      new Limits(100_000, 1_000_000, 20, 100, 1_000_000, Duration.ofSeconds(20), DELIVERY);
  private static final Gateway GATEWAY =
      Gateway.start(
          new GatewaySettings("127.0.0.1", 0, null, null), Lab.settings(), LIMITS, METERS);

  private final Sender n1 = Sender.of(GATEWAY.uri(), "gate/n1").known();

  @AfterAll
  static void close() {
    GATEWAY.close();
  }

  @Test
  void aReportStandsOnItsTopicAsAnAgentWithKafkaWouldHavePutIt() {
    ObjectNode event =
        n1.event(heartbeat("gate/n1"), 7).put("sent", "1790000001000").put("install", "a1b2");
    event.withObject("/data").put("ofTheFuture", "kept");

    HttpResponse<String> answer =
        n1.with("Content-Type", "application/cloudevents+json").post(event);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode result = Sender.json(answer).at("/results/0");
    assertThat(result.get("status").asText()).isEqualTo("accepted");
    assertThat(result.get("id")).isEqualTo(event.get("id"));
    ConsumerRecord<byte[], byte[]> record = record(event).orElseThrow();
    assertThat(record.offset()).isEqualTo(result.get("offset").asLong());
    assertThat(record.partition()).isEqualTo(result.get("partition").asInt());
    assertThat(new String(record.value(), UTF_8)).isEqualTo(event.toString());
    assertThat(
            Inbound.check(
                Topic.NODE_HEARTBEAT,
                record.partition(),
                Lab.PARTITIONS,
                record.key(),
                record.value(),
                record.headers(),
                Instant.ofEpochMilli(record.timestamp())))
        .isInstanceOfSatisfying(
            Checked.Passed.class,
            passed ->
                assertThat(passed.stamp())
                    .isEqualTo(
                        new Stamp(
                            new Order(Sender.EPOCH, 7),
                            Instant.ofEpochMilli(1_790_000_001_000L),
                            "a1b2")));
  }

  @Test
  void oneBadLineOfThreeIsRejectedWithItsPlaceAndTheOthersCount() {
    ObjectNode first = n1.event(heartbeat("gate/n1"), 1);
    ObjectNode third = n1.event(heartbeat("gate/n1"), 2);

    JsonNode answer =
        Sender.json(
            n1.with("Content-Type", "application/x-ndjson; charset=utf-8")
                .post(first + "\n{\"specversion\":\"1.0\",\r\n\n" + third + "\n"));

    assertThat(answer.get("accepted").asInt()).isEqualTo(2);
    assertThat(answer.get("rejected").asInt()).isOne();
    assertThat(answer.at("/results/1/reason").asText()).isEqualTo("not-json");
    assertThat(answer.findValuesAsText("place")).containsExactly("line 1", "line 2", "line 4");
    assertThat(record(first)).isPresent();
    assertThat(record(third)).isPresent();
  }

  @Test
  void aNodeThatSpeaksForAnotherIsRejectedAndWhatItSaysOfItselfCounts() {
    double before = count("vigie.gateway.events", "outcome", "forged");
    ObjectNode own = n1.event(heartbeat("gate/n1"), 1);
    ObjectNode ofAnother = n1.event(heartbeat("gate/n2"), 2);
    ObjectNode asAnother = Sender.event("gate/n2", heartbeat("gate/n1"), 3);
    ObjectNode asTheCollector = n1.event(new Pulse(1, 0), 4);

    JsonNode answer =
        Sender.json(n1.post(List.of(own, ofAnother, asAnother, asTheCollector).toString()));

    assertThat(answer.findValuesAsText("status"))
        .containsExactly("accepted", "rejected", "rejected", "rejected");
    assertThat(answer.findValuesAsText("reason"))
        .containsExactly("forged", "forged", "wrong-topic");
    assertThat(answer.at("/results/1/place").asText()).isEqualTo("event 2");
    assertThat(record(own)).isPresent();
    assertThat(record(ofAnother)).isEmpty();
    assertThat(record(asAnother)).isEmpty();
    assertThat(count("vigie.gateway.events", "outcome", "forged")).isEqualTo(before + 2);
    // one a minute is kept, for people and for the collector's watch over itself
    await().until(() -> kept("gate/n1"));
  }

  @Test
  void aRequestSentTwiceIsRecordedOnce() {
    InstanceId web = InstanceId.parse("gate/web@n1");
    Instant begin = Instant.parse("2026-11-24T08:00:00Z");
    String request =
        List.of(
                n1.event(
                    new ActionBegin(
                        "twice", web, "start", ActionOrigin.USER, "ann", "start", 4, begin, 60),
                    1),
                n1.event(
                    new ActionLine("twice", web, 0, "", LogLevel.INFO, "up", 4, begin, null, null),
                    2),
                n1.event(
                    new ActionEnd(
                        "twice",
                        web,
                        "start",
                        ActionOrigin.USER,
                        "ann",
                        "start",
                        4,
                        begin,
                        begin.plusSeconds(2),
                        ActionStatus.OK),
                    3))
            .toString();

    JsonNode once = Sender.json(n1.post(request));
    JsonNode again = Sender.json(n1.post(request));

    assertThat(once.get("accepted").asInt()).isEqualTo(3);
    assertThat(again.get("accepted").asInt()).as("a resend is no error").isEqualTo(3);
    assertThat(again.at("/results/0/offset").asLong())
        .isGreaterThan(once.at("/results/0/offset").asLong());
    try (Recorder recorder = Recorder.start(Lab.settings(), new SimpleMeterRegistry())) {
      Lab.awaitRecorded(Duration.ofSeconds(40));
      assertThat(recorder.health()).allMatch(PartHealth::working);
    }
    assertThat(Lab.rows("SELECT status, line_count FROM action WHERE id='twice'"))
        .containsExactly(List.of("ok", "1"));
    assertThat(Lab.number("SELECT COUNT(*) FROM action_line WHERE action='twice'")).isOne();
  }

  @Test
  void aPackedRequestIsRead() throws IOException {
    ObjectNode event = n1.event(heartbeat("gate/n1"), 1);

    HttpResponse<String> answer = packed(event.toString().getBytes(UTF_8));

    assertThat(Sender.json(answer).get("accepted").asInt()).as(answer.body()).isOne();
    assertThat(record(event)).isPresent();
  }

  @Test
  void aSmallBodyThatUnpacksHugeIsRefused() throws IOException {
    HttpResponse<String> answer = packed(new byte[20_000_000]);

    assertProblem(answer, 413, "1000000 bytes unpacked");
  }

  @Test
  void aPackedBodyThatIsCutIsRefused() {
    assertProblem(
        n1.with("Content-Encoding", "gzip").post(BodyPublishers.ofByteArray(new byte[40])),
        400,
        "not gzip");
  }

  @Test
  void tooManyBytesAreRefusedBeforeTheyAreRead() {
    String answer = n1.raw(n1.head("Content-Length: 100001\r\nExpect: 100-continue\r\n\r\n"));

    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("100000 bytes at most");
  }

  @Test
  void tooManyBytesThatWereNotAnnouncedAreRefusedAndTheClientSeesTheAnswer() {
    byte[] much = " ".repeat(3_000_000).getBytes(UTF_8);

    HttpResponse<String> answer =
        n1.post(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(much)));

    assertProblem(answer, 413, "100000 bytes at most");
  }

  @Test
  void whoHasNoTokenOrAWrongOneIsRefusedAndNoLogTellsTheToken() {
    Sender stranger = Sender.of(GATEWAY.uri(), "gate/n1");
    ObjectNode event = n1.event(heartbeat("gate/n1"), 1);
    PrintStream errors = System.err;
    ByteArrayOutputStream logged = new ByteArrayOutputStream();
    System.setErr(new PrintStream(logged, true, UTF_8));
    try {
      HttpResponse<String> none = stranger.post(event);
      assertProblem(none, 401, "cluster/node, and its token");
      assertThat(none.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Basic");
      HttpResponse<String> wrong = stranger.token("planted-secret").post(event);
      assertProblem(wrong, 401, "token");
      assertThat(wrong.body()).doesNotContain("planted-secret");
      assertProblem(stranger.with("Authorization", "Bearer planted-secret").post(event), 401, "");
      assertProblem(stranger.with("Authorization", "Basic %%%").post(event), 401, "");
      assertProblem(
          stranger.with("Authorization", n1.headers().get("Authorization") + "x").post(event),
          401,
          "");
      n1.post(n1.event(heartbeat("gate/n9"), 1));
    } finally {
      System.setErr(errors);
    }
    assertThat(record(event)).isEmpty();
    assertThat(logged.toString(UTF_8))
        .contains("spoke for another")
        .doesNotContain("planted")
        .doesNotContain(n1.headers().get("Authorization").substring(20));
  }

  @Test
  void theTokenOfOneNodeIsNoneOfAnother() {
    String own =
        new String(
                java.util.Base64.getDecoder()
                    .decode(n1.headers().get("Authorization").substring("Basic ".length())),
                UTF_8)
            .split(":")[1];
    Sender other = Sender.of(GATEWAY.uri(), "gate/n2");
    other.known();

    assertProblem(other.token(own).post(other.event(heartbeat("gate/n2"), 1)), 401, "token");
  }

  @Test
  void whatIsNoReportIsAProblem() {
    assertProblem(n1.post("[{\"id\":\"1\"}, {"), 400, "not a JSON array");
    assertProblem(n1.post("[] []"), 400, "something follows");
    assertProblem(n1.post("[]"), 400, "no event");
    assertProblem(n1.post(" \n"), 400, "no event");
    assertProblem(n1.post("[" + "1,".repeat(20) + "1]"), 413, "20 events at most");
    assertProblem(n1.with("Content-Type", "text/csv").post("a"), 415, "application/x-ndjson");
    assertProblem(n1.with("Content-Encoding", "br").post("a"), 415, "gzip");
    assertProblem(n1.send("GET", Head.PATH, BodyPublishers.noBody()), 405, "POST");
    assertProblem(n1.send("POST", "/", BodyPublishers.noBody()), 404, Head.PATH);
    assertThat(n1.raw(n1.head("X: " + "x".repeat(20_000) + "\r\n\r\n"))).startsWith("HTTP/1.1 431");
    assertThat(n1.raw("NONSENSE\r\n\r\n")).startsWith("HTTP/1.1 400");
  }

  @Test
  void aBodyOfWhichNothingCanBeReadIsAProblemAndOneThatCanIsAnsweredEventByEvent() {
    assertProblem(n1.post("hello"), 400, "nothing of the body can be read: event 1 is not JSON: ");
    assertProblem(
        n1.with("Content-Type", "application/x-ndjson").post("hello\n{\"id\":\n"),
        400,
        "line 1 is not JSON");
    assertThat(n1.post("{}").statusCode()).as("read, and no event").isEqualTo(200);
  }

  @Test
  void aBrokenArrayCountsAsAWhole() {
    ObjectNode good = n1.event(heartbeat("gate/n1"), 1);

    assertProblem(n1.post("[" + good + ", {]"), 400, "not a JSON array");

    assertThat(record(good)).as("nothing half-said").isEmpty();
  }

  @Test
  void whileKafkaIsAwayTheAnswerIsToComeAgainAndThenTheSameRequestCounts() {
    ObjectNode event = n1.event(heartbeat("gate/n1"), 1);
    ObjectNode bad = n1.event(heartbeat("gate/n2"), 2);
    String request = List.of(event, bad).toString();
    assertThat(n1.post(n1.event(heartbeat("gate/n1"), 0)).statusCode()).isEqualTo(200);

    Lab.stopBroker();
    try {
      HttpResponse<String> answer = n1.post(request);

      assertProblem(answer, 503, "send the whole request again");
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
      assertThat(answer.body()).doesNotContain("results");
      assertThat(GATEWAY.health().working()).isFalse();
    } finally {
      Lab.startBroker();
    }

    JsonNode answer = Sender.json(n1.post(request));
    assertThat(answer.findValuesAsText("status")).containsExactly("accepted", "rejected");
    assertThat(record(event)).isPresent();
    assertThat(GATEWAY.health()).isEqualTo(PartHealth.working("gateway"));
  }

  @Test
  void requestsOfOneConnectionAreAnsweredInTheirOrder() {
    String first = n1.event(heartbeat("gate/n1"), 1).toString();
    String length = "Content-Length: " + first.length() + "\r\n";

    String answers =
        n1.raw(
            n1.head(length + "\r\n")
                + first
                + n1.head("Content-Length: 2\r\nConnection: close\r\n\r\n")
                + "[]");

    assertThat(answers)
        .containsSubsequence("HTTP/1.1 200 OK", "accepted", "HTTP/1.1 400", "no event");
  }

  @Test
  void aRequestInTensOfThousandsOfCrumbsHarmsNobody() {
    String crumbs = "1\r\n \r\n".repeat(30_000) + "0\r\n\r\n";

    String refused =
        Sender.of(GATEWAY.uri(), "gate/n1")
            .raw(
                n1.head("Transfer-Encoding: chunked\r\n\r\n").replaceAll("Auth.*\r\n", "")
                    + crumbs);
    String read =
        n1.raw(n1.head("Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n") + crumbs);

    assertThat(refused).startsWith("HTTP/1.1 401");
    assertThat(read).startsWith("HTTP/1.1 400").contains("no event");
  }

  private HttpResponse<String> packed(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return n1.with("Content-Encoding", "gzip")
        .post(BodyPublishers.ofByteArray(packed.toByteArray()));
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = Sender.json(answer);
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("detail").asText()).contains(detail);
  }

  private static double count(String meter, String tag, String value) {
    return METERS.counter(meter, tag, value).count();
  }

  private static NodeHeartbeat heartbeat(String node) {
    return new NodeHeartbeat(NodeId.parse(node), "PRD", "", "boot", "1", 10);
  }

  /** Where the event stands on its topic. */
  private static Optional<ConsumerRecord<byte[], byte[]>> record(ObjectNode event) {
    return Lab.records(Topic.NODE_HEARTBEAT).stream()
        .filter(record -> new String(record.value(), UTF_8).contains(event.get("id").asText()))
        .findFirst();
  }

  private static boolean kept(String node) {
    return Lab.records(Topic.REJECTED).stream()
        .map(record -> EventCodec.decode(record.value()))
        .filter(Decoded.Read.class::isInstance)
        .map(read -> (Rejected) ((Decoded.Read) read).envelope().data())
        .anyMatch(
            rejected ->
                rejected.reason().equals(Reason.FORGED.wire())
                    && rejected.topic().equals("gateway")
                    && rejected.recordKey().equals(node));
  }
}
