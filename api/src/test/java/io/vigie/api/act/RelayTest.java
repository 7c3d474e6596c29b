package io.vigie.api.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.api.Committed;
import io.vigie.api.Lab;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.event.AuditEntry;
import io.vigie.contract.event.GroupPolicy;
import io.vigie.contract.event.PolicyMark;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.topic.TopicTool;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.embedded.EmbeddedBroker;
import io.vigie.embedded.JavaProcess;
import io.vigie.store.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker of its own; the relay is a process that is killed. */
class RelayTest {
  private static final Actor ZOE = new Actor("zoe", "administrator", "192.0.2.7");
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir Path folder;
  private EmbeddedBroker broker;
  private Database database;
  private long before;

  @BeforeEach
  void begin() throws Exception {
    broker = EmbeddedBroker.start(folder, 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      TopicTool.create(admin, 2, (short) 1);
    }
    // of several relays one works: here it is the one that is killed
    Lab.get().part(Relay.class).stop();
    database = Lab.get().database();
    before = number("SELECT last FROM act_number");
  }

  @AfterEach
  void end() throws Exception {
    broker.close();
    sql("DELETE FROM person_group WHERE name LIKE 'relay-%'");
  }

  /** For the tests after these, whose broker is the lab's. */
  @AfterAll
  static void again() {
    new Relay(Lab.get().settings("relay"), new SimpleMeterRegistry()).begin();
  }

  @Test
  void whatActsTellArrivesOnceAndInOrderHoweverOftenTheRelayIsKilled() throws Exception {
    Random random = new Random(7);
    int acts = 0;
    for (int round = 0; round < 3; round++) {
      JavaProcess relay = relay();
      long sofar = before + acts;
      await().atMost(SOON).until(() -> handedOn() >= sofar);
      int more = 20 + random.nextInt(60);
      for (int i = 0; i < more; i++) {
        group(++acts);
      }
      relay.kill();
    }
    int all = acts;

    try (JavaProcess last = relay()) {
      await().atMost(SOON).until(() -> handedOn() == before + all);

      List<String> told = new ArrayList<>();
      List<String> noted = new ArrayList<>();
      for (int n = 1; n <= all; n++) {
        told.add("relay-" + n);
        noted.add("relay-" + n);
      }
      assertThat(groups()).isEqualTo(told);
      assertThat(notes()).isEqualTo(noted);
      assertThat(last.output()).doesNotContain("Exception");
    }
  }

  @Test
  void tablesPutBackFromACopyAreToldWholeAndWhatTheyDoNotHoldIsGone() throws Exception {
    JavaProcess first = relay();
    group(1);
    group(2);
    await().atMost(SOON).until(() -> handedOn() == before + 2);
    first.kill();
    sql("DELETE FROM person_group WHERE name='relay-2'");
    sql("UPDATE act_number SET incarnation=UUID(), last=0");

    try (JavaProcess second = relay()) {
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> {
                Map<String, ConsumerRecord<byte[], byte[]>> last = new HashMap<>();
                records(Topic.POLICY)
                    .forEach(
                        record ->
                            last.put(new String(record.key(), StandardCharsets.UTF_8), record));
                assertThat(last.get("group/relay-2").value()).as(second.output()).isNull();
                assertThat(last.get("group/relay-1").value()).isNotNull();
                assertThat(last).containsKey("app/none");
              });
      group(3);
      await().atMost(SOON).untilAsserted(() -> assertThat(groups()).contains("relay-3"));
    }
  }

  @Test
  void whatACopyHadStillToHandOnIsNotToldAgainWhenItWasToldSince() throws Exception {
    group(1);
    group(2);
    sql("CREATE TABLE relay_copy AS SELECT * FROM outbox WHERE n > " + before);
    try {
      JavaProcess first = relay();
      group(3);
      await().atMost(SOON).until(() -> handedOn() == before + 3);
      first.kill();
      sql("DELETE FROM person_group WHERE name='relay-3'");
      sql("DELETE FROM outbox");
      sql("INSERT INTO outbox SELECT * FROM relay_copy");
      sql(
          "UPDATE act_number SET last=last-1, copy_of=incarnation, copy_last=last,"
              + " incarnation=UUID()");
      // it has the number of the one that was lost, which the topic's mark knows
      group(4);

      try (JavaProcess second = relay()) {
        await()
            .atMost(SOON)
            .untilAsserted(
                () ->
                    assertThat(notes())
                        .as(second.output())
                        .containsExactly("relay-1", "relay-2", "relay-3", "relay-4"));
        assertThat(handedOn()).isEqualTo(before + 3);
      }
    } finally {
      sql("DROP TABLE relay_copy");
    }
  }

  private JavaProcess relay() {
    return JavaProcess.start(
        RelayMain.class,
        Map.of("RELAY_PASSWORD", database.password()),
        broker.bootstrap(),
        database.url(),
        database.user());
  }

  /** An act that makes a group and notes it. */
  private void group(int number) throws SQLException {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      Act act = Acts.begin(connection, ZOE);
      String name = "relay-" + number;
      act.update("INSERT INTO person_group (name,description,n) VALUES (?,'',?)", name, act.n());
      act.tell(new GroupPolicy(name, "", List.of()));
      act.note(AuditAct.CREATE, "group", name, Map.of(), Map.of());
      connection.commit();
    }
  }

  private long handedOn() {
    return records(Topic.POLICY).stream()
        .map(RelayTest::event)
        .filter(PolicyMark.class::isInstance)
        .mapToLong(mark -> ((PolicyMark) mark).n())
        .max()
        .orElse(-1);
  }

  private List<String> groups() {
    return records(Topic.POLICY).stream()
        .map(RelayTest::event)
        .filter(GroupPolicy.class::isInstance)
        .map(group -> ((GroupPolicy) group).group())
        .filter(name -> name.startsWith("relay-"))
        .toList();
  }

  private List<String> notes() {
    return records(Topic.AUDIT).stream()
        .map(RelayTest::event)
        .map(entry -> ((AuditEntry) entry).object())
        .filter(name -> name.startsWith("relay-"))
        .toList();
  }

  private static Object event(ConsumerRecord<byte[], byte[]> record) {
    return record.value() != null && EventCodec.decode(record.value()) instanceof Decoded.Read read
        ? read.envelope().data()
        : "";
  }

  private List<ConsumerRecord<byte[], byte[]>> records(Topic topic) {
    return Committed.records(broker.bootstrap(), topic);
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = database.connect();
        Statement one = connection.createStatement()) {
      one.execute(statement);
    }
  }

  private long number(String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement one = connection.createStatement();
        ResultSet row = one.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
