package io.vigie.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Json;
import io.vigie.embedded.FreePort;
import io.vigie.standalone.Collector;
import io.vigie.standalone.CollectorSettings;
import io.vigie.standalone.Terminal;
import io.vigie.standalone.UntilStopped;
import io.vigie.standalone.VigieMain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A whole collector, on which one thing after another is broken, and at last everything. */
@TestMethodOrder(OrderAnnotation.class)
class DoctorTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path dir;
  private static UntilStopped parts;
  private static Collector collector;
  private static Admin admin;
  private static String url;

  private record Answer(int exit, String out) {}

  @BeforeAll
  static void start() {
    parts = new UntilStopped(new Terminal());
    collector = Collector.start(CollectorSettings.scratch(dir), new Terminal(), parts);
    url = collector.url();
    admin = Admin.create(Map.of("bootstrap.servers", collector.bootstrap()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    parts.close();
  }

  @Test
  @Order(1)
  void aCollectorThatWorksIsWell() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              Answer answer = doctor();
              // a machine with a small disk is told so
              assertThat(answer.out().lines().filter(line -> line.matches("(FAIL|WARN|\\?) .*")))
                  .allMatch(line -> line.contains("GB are free"));
              assertThat(answer.out())
                  .containsPattern("all is well\\n$|0 failures, 1 warnings\\n$");
              assertThat(answer.exit()).isLessThan(2);
            });
  }

  @Test
  @Order(2)
  void programsGetItAsJson() throws Exception {
    JsonNode answer = Json.MAPPER.readTree(doctor("-o", "json").out());

    assertThat(answer.path("status").asText()).isIn("OK", "WARN");
    assertThat(answer.path("checks").findValuesAsText("check"))
        .contains(
            "java",
            "data folder",
            "database",
            "broker",
            "console",
            "topics",
            "topic settings",
            "streams",
            "refused records",
            "transactions",
            "recorder",
            "schema",
            "pulses",
            "clock",
            "acts to hand on",
            "audit");
  }

  @Test
  @Order(3)
  void aSecretThatOthersReadIsToldWithWhatMendsIt() throws Exception {
    Path secret = dir.resolve("mariadb/password");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));

    fails("data folder", secret + " can be read or written by others", "chmod 600 " + secret);

    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  @Order(4)
  void aTopicThatKeepsLessThanItShouldIsAWarning() throws Exception {
    ConfigResource audit = new ConfigResource(ConfigResource.Type.TOPIC, Topic.AUDIT.wire());
    retention(audit, "1000000");
    warns("topic settings", "vigie.audit.v1 has retention.ms=1000000", "kafka-configs.sh");

    assertThat(doctor("--kafka-config", signIn("security.protocol=PLAINTEXT").toString()).out())
        .contains(
            "kafka-configs.sh --bootstrap-server %s --command-config %s --alter"
                .formatted(collector.bootstrap(), dir.resolve("kafka.properties")));

    retention(audit, Topic.AUDIT.settings().get("retention.ms"));
  }

  @Test
  @Order(5)
  void aRecordThatIsRefusedIsCounted() throws Exception {
    send(Topic.INSTANCE_STATUS, "UP!");

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                warns(
                    "refused records",
                    " records came to vigie.rejected.v1 within a day",
                    "console-consumer"));
    assertThat(doctor("--kafka-config", signIn("security.protocol=PLAINTEXT").toString()).out())
        .contains(
            "kafka-console-consumer.sh --bootstrap-server %s --consumer.config %s --topic"
                .formatted(collector.bootstrap(), dir.resolve("kafka.properties")));
  }

  @Test
  @Order(6)
  void anOpenTransactionIsSeen() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", collector.bootstrap(), "transactional.id", "forgotten"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        Broker broker =
            new Broker(Map.of("bootstrap.servers", collector.bootstrap()), Optional.empty())) {
      broker.connect();
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(Topic.SIEM.wire(), 0, null, new byte[] {1})).get();

      assertThat(new Transactions(broker).look()).extracting(Finding::level).containsOnly(Level.OK);
      assertThat(new Transactions(broker).look(-60_000))
          .anySatisfy(
              found -> {
                assertThat(found.says()).contains("open on vigie.siem.v1-0");
                assertThat(found.level()).isEqualTo(Level.WARN);
              });
      producer.abortTransaction();
    }
  }

  @Test
  @Order(7)
  void whatKafkaDeletedBeforeItWasRecordedIsTold() throws Exception {
    TopicPartition partition = new TopicPartition(Topic.ACTION.wire(), 0);
    for (int i = 0; i < 5; i++) {
      send(Topic.ACTION, "no action");
    }
    await()
        .atMost(SOON)
        .until(() -> doctor().out().contains("recorder         0 records to record"));
    admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(5))).all().get();
    sql("UPDATE position SET next=0 WHERE topic='vigie.action.v1' AND part=0");

    fails(
        "recorder",
        "vigie.action.v1-0 has stopped: it is recorded up to offset 0, but the log has 5 to ",
        "UPDATE position SET next=5 WHERE topic='vigie.action.v1' AND part=0 AND next=0");

    sql("UPDATE position SET next=5 WHERE topic='vigie.action.v1' AND part=0");
  }

  @Test
  @Order(8)
  void anAuditThatWasChangedIsToldToday() throws Exception {
    sql(
        "INSERT INTO audit_day (part,day,entries,head)"
            + " VALUES (0,UTC_DATE(),3,REPEAT('a',64)) ON DUPLICATE KEY UPDATE entries=entries+3");

    fails("audit", "partition 0: the whole day is cut out", "./vigie audit verify");

    sql("DELETE FROM audit_day");
  }

  @Test
  @Order(9)
  void pulsesThatStopAndNodesWithAWrongClockAreTold() throws Exception {
    sql("INSERT INTO pulse (topic,part,appended) VALUES ('vigie.node-health.v1',99,1)");
    fails("pulses", " s behind the fleet", "./vigie status names the part");
    sql("DELETE FROM pulse WHERE part=99");

    sql(
        "INSERT INTO node (id,cluster,node,n,state,frozen,since,known_from,skew_millis,grace_seconds,"
            + "env,site,boot_id,agent_version,part,pos)"
            + " VALUES ('c/n1','c','n1',1,'alive',0,0,0,-70000,0,'','','','',0,0)");
    warns("clock", "1 nodes have a clock that is off, by up to 70 s, one is c/n1", "NTP");

    sql("DELETE FROM node");
  }

  @Test
  @Order(10)
  void aBrokerWhoseNameNobodyKnowsHidesNothingElse() {
    isAwayAlone(
        doctor("--kafka", "nowhere.invalid:9092"),
        "nowhere.invalid:9092: No resolvable bootstrap urls given in bootstrap.servers");
  }

  @Test
  @Order(11)
  void aKeystoreThatIsNotThereHidesNothingElse() throws Exception {
    Path keystore = dir.resolve("no-such-keystore.p12");
    Path config =
        signIn(
            "security.protocol=SSL",
            "ssl.keystore.type=PKCS12",
            "ssl.keystore.password=not-to-be-told",
            "ssl.keystore.location=" + keystore);

    Answer answer = doctor("--kafka-config", config.toString());

    isAwayAlone(answer, collector.bootstrap() + ": Failed to load SSL keystore " + keystore);
    assertThat(answer.out()).doesNotContain("not-to-be-told");
  }

  @Test
  @Order(12)
  void aTopicThatIsGoneIsNamed() throws Exception {
    admin.deleteTopics(List.of(Topic.CHECK.wire())).all().get();

    await()
        .atMost(SOON)
        .untilAsserted(() -> fails("topics", "missing: vigie.check.v1", "./vigie topics --kafka"));
    assertThat(doctor("--kafka-config", signIn("security.protocol=PLAINTEXT").toString()).out())
        .contains(
            "./vigie topics --kafka %s --kafka-config %s makes them"
                .formatted(collector.bootstrap(), dir.resolve("kafka.properties")));
  }

  @Test
  @Order(13)
  void whatIsAwayIsToldOnceAndWithoutAStackTrace() {
    parts.close();

    Answer answer = doctor();

    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.out())
        .contains("FAIL  database         none runs on " + dir)
        .contains("FAIL  broker           none runs on " + dir)
        .contains("FAIL  console          nothing answers at ")
        .contains("?     recorder         not known: ")
        .contains("3 failures, 0 warnings")
        .doesNotContain("Exception", "\tat ");
  }

  @Test
  @Order(14)
  void aBrokerThatDoesNotAnswerCostsSecondsOnly() {
    long begin = System.nanoTime();
    Answer answer = doctor("--kafka", "127.0.0.1:" + FreePort.any());

    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.out()).containsPattern("FAIL  broker           \\S+");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
  }

  private static void isAwayAlone(Answer answer, String says) {
    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.out())
        .contains("FAIL  broker           " + says)
        .contains("→ see that ")
        .contains("OK    database ", "OK    console ", "OK    schema ", "OK    audit ")
        .doesNotContain("Exception", "\tat ");
    assertThat(answer.out().lines().filter(line -> line.startsWith("?")))
        .extracting(line -> line.substring(6, 22).strip())
        .containsExactly(
            "topics", "topic settings", "streams", "refused records", "transactions", "recorder");
  }

  private static Path signIn(String... properties) throws IOException {
    return Files.write(dir.resolve("kafka.properties"), List.of(properties));
  }

  private static void fails(String check, String says, String next) {
    tells(2, "FAIL", check, says, next);
  }

  private static void warns(String check, String says, String next) {
    tells(1, "WARN", check, says, next);
  }

  private static void tells(int exit, String level, String check, String says, String next) {
    Answer answer = doctor();
    assertThat(answer.out()).contains("%-4s  %-16s ".formatted(level, check)).contains(says);
    assertThat(answer.out().lines().filter(line -> line.contains("→")))
        .anyMatch(line -> line.contains(next));
    assertThat(answer.exit()).isGreaterThanOrEqualTo(exit);
  }

  private static Answer doctor(String... more) {
    String[] args = new String[more.length + 5];
    args[0] = "doctor";
    args[1] = "--data";
    args[2] = dir.toString();
    args[3] = "--url";
    args[4] = url;
    System.arraycopy(more, 0, args, 5, more.length);
    PrintStream screen = System.out;
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    System.setOut(new PrintStream(seen, true, StandardCharsets.UTF_8));
    try {
      int exit = VigieMain.run(args);
      return new Answer(exit, seen.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(screen);
    }
  }

  private static void retention(ConfigResource topic, String millis) throws Exception {
    admin
        .incrementalAlterConfigs(
            Map.of(
                topic,
                List.of(
                    new AlterConfigOp(
                        new ConfigEntry("retention.ms", millis), AlterConfigOp.OpType.SET))))
        .all()
        .get();
  }

  private static void send(Topic topic, String value) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", collector.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              topic.wire(), 0, new byte[] {'k'}, value.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static void sql(String sql) throws SQLException {
    try (Connection connection = collector.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
