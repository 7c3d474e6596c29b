package io.vigie.streams;

import static io.vigie.contract.availability.Availability.DOWN;
import static io.vigie.contract.availability.Availability.UP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.NodeRetire;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.event.Rejected;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import io.vigie.streams.metric.Counter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The streams on a real broker: exactly once, closed and started again. */
class StreamsAppTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path dir;
  private static Field field;
  private static StreamsApp app;
  private static int port;
  private Agent agent;
  private String service;

  @BeforeAll
  static void open() throws Exception {
    field = new Field(dir.resolve("kafka"));
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    app = start("state");
  }

  @AfterAll
  static void shut() {
    app.close();
    field.close();
  }

  @BeforeEach
  void aNewNodeWithAServiceOfItsOwn(TestInfo test) {
    agent = new Agent(field, test.getTestMethod().orElseThrow().getName());
    service = "of-" + agent.node.node();
  }

  private static StreamsApp start(String stateDir) {
    return StreamsApp.start(
        new StreamsSettings(
            field.broker.bootstrap(),
            dir.resolve(stateDir),
            StreamsSettings.APPLICATION_ID,
            Map.of(),
            port));
  }

  private static void restart(String stateDir) {
    app.close();
    app = start(stateDir);
  }

  /** Another pulse, until it came through: all that was sent before it is worked out. */
  private static void settled() {
    field.pulse();
    for (Topic topic : List.of(Topic.NODE_HEALTH, Topic.INSTANCE_HEALTH, Topic.SERVICE_HEALTH)) {
      await().atMost(PATIENCE).until(() -> field.through(topic));
    }
  }

  private List<InstanceHealth> instances() {
    return field.read(Topic.INSTANCE_HEALTH, InstanceHealth.class).stream()
        .filter(health -> health.instance().node().equals(agent.node.node()))
        .toList();
  }

  private List<ServiceHealth> services() {
    return field.read(Topic.SERVICE_HEALTH, ServiceHealth.class).stream()
        .filter(health -> health.service().toString().equals("default/" + service))
        .toList();
  }

  private List<NodeState> states() {
    return field.read(Topic.NODE_HEALTH, NodeHealth.class).stream()
        .filter(health -> health.node().equals(agent.node) && !health.touch())
        .map(NodeHealth::state)
        .toList();
  }

  @Test
  void aReportBecomesHealthAndABadRecordIsRejectedBesideIt() throws Exception {
    field.putRaw(Topic.INSTANCE_STATUS.wire(), 0, "nonsense".getBytes(UTF_8));
    agent.beat().up(service);
    settled();

    assertThat(instances()).singleElement().satisfies(i -> assertThat(i.avail()).isEqualTo(UP));
    assertThat(services()).singleElement().satisfies(s -> assertThat(s.avail()).isEqualTo(UP));
    assertThat(states()).containsExactly(NodeState.ALIVE);
    assertThat(field.read(Topic.REJECTED, Rejected.class))
        .singleElement()
        .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo("not-json"));
  }

  @Test
  void afterARestartARefreshIsNoChangeAndAChangeCountsOn() {
    agent.beat().up(service);
    settled();
    restart("state");
    agent.up(service);
    settled();
    assertThat(instances()).as("the same again").hasSize(1);
    assertThat(app.count(Counter.UNCHANGED)).isEqualTo(1);
    agent.says(service, DOWN);
    settled();

    InstanceHealth down = instances().get(1);
    assertThat(down.n()).isEqualTo(2);
    assertThat(down.previous().since()).isEqualTo(instances().get(0).since());
    assertThat(services()).extracting(ServiceHealth::n).containsExactly(1L, 2L);
  }

  @Test
  void aLostStateDirectoryIsRebuiltFromTheBroker() {
    agent.beat().up(service);
    agent.configures(service, field.now(), "a1", agent.node.node(), "other");
    settled();
    int before = instances().size();
    restart("lost");
    agent.up(service);
    settled();

    assertThat(instances()).hasSize(before);
    assertThat(services().get(services().size() - 1).instances()).isEqualTo(2);
    assertThat(app.count(Counter.UNCHANGED)).isEqualTo(1);
    assertThat(app.count(Counter.RESTORED)).isPositive();
    assertThat(app.count(Counter.RESTORING_MILLIS)).isPositive();
  }

  @Test
  void whoSpokeWhileTheStreamsWereAwayIsNotCalledSilentAfterIt() {
    agent.beat().up(service);
    settled();
    app.close();
    field.pulses(40);
    agent.beat();
    field.pulses(5);
    app = start("state");
    settled();
    assertThat(states()).containsExactly(NodeState.ALIVE);
    field.pulses(40);
    settled();

    assertThat(states()).as("timers fire again").containsExactly(NodeState.ALIVE, NodeState.SILENT);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(instances())
                    .extracting(InstanceHealth::staleReason)
                    .containsExactly("", "node-silent"));
  }

  @Test
  void whatIsRetiredStaysSoOverARestartAndComesBackWithANewerEpoch() {
    agent.beat().up(service);
    settled();
    agent.say(new NodeRetire(agent.node, agent.lastOrder().epoch(), "zoe"));
    await().atMost(PATIENCE).until(() -> states().contains(NodeState.RETIRED));
    await().atMost(PATIENCE).until(() -> services().stream().anyMatch(ServiceHealth::removed));
    restart("state");
    agent.beat().up(service);
    settled();
    assertThat(states()).containsExactly(NodeState.ALIVE, NodeState.RETIRED);
    assertThat(services()).hasSize(2);

    agent.restarted().beat().up(service);
    settled();

    assertThat(states()).containsExactly(NodeState.ALIVE, NodeState.RETIRED, NodeState.ALIVE);
    assertThat(services().get(2).upNodes()).containsExactly(agent.node.node());
  }

  @Test
  void aMoveThatCannotBeReadIsADeadLetter() {
    int partition = Partition.of("default/" + service, Field.PARTITIONS);
    field.putRaw("vigie-streams-node-transitions", partition, new byte[] {99, 1});
    agent.up(service);
    settled();

    assertThat(instances()).hasSize(1);
    ConsumerRecord<byte[], byte[]> letter = field.raw(Topic.DEAD_LETTER).get(0);
    assertThat(letter.value()).isEqualTo(new byte[] {99, 1});
    assertThat(header(letter, "vigie.topic")).isEqualTo("vigie-streams-node-transitions");
    assertThat(header(letter, "vigie.message")).contains("version 99");
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }

  @Test
  void metricsAndReadinessAnswerOnLoopback() throws Exception {
    agent.up(service);
    settled();

    assertThat(get(port, "/health/readiness").statusCode()).isEqualTo(200);
    assertThat(get(port, "/metrics").body())
        .containsPattern("vigie_streams_statuses_total [1-9]\\d*\n")
        .containsPattern("jvm_memory_used_bytes\\{area=\"heap\",id=\"all\"} [1-9]\\d+\n")
        .containsPattern("process_cpu_time_ns_total [1-9]\\d+\n");
    assertThat(get(port, "/elsewhere").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
