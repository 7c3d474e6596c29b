package io.vigie.ingest.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.contract.topic.Topic;
import io.vigie.embedded.JavaProcess;
import io.vigie.ingest.IngestMain;
import io.vigie.ingest.PartHealth;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Parts die, hang and come back while records flow; each test ends with an audit of every row. */
class FaultTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ALL = (int) Kafka.TOPICS.stream().flatMap(Lab::partitions).count();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void aDatabaseKilledUnderLoadLosesNothingAndHoldsNothingTwice() throws Exception {
    Fleet fleet = new Fleet("dbkill", 8);
    try (Recorder recorder = Recorder.start(Lab.settings(), registry);
        Load load = new Load(fleet)) {
      awaitRecords(registry, 200);
      Lab.killDatabase();
      await().atMost(LIMIT).until(() -> !recorder.health().get(1).working());
      Lab.startDatabase();
      await().atMost(LIMIT).until(() -> recorder.health().get(1).working());
      load.stop();
      Lab.awaitRecorded(LIMIT);
    }
    fleet.audit();
    assertThat(registry.counter("vigie.recorder.outages", "of", "database").count()).isPositive();
  }

  @Test
  void aDatabaseThatHangsIsWaitedForAndGoesOnWhereItStood() throws Exception {
    Fleet fleet = new Fleet("dbhang", 4);
    try (Recorder recorder = Recorder.start(Lab.settings(), registry);
        Load load = new Load(fleet)) {
      awaitRecords(registry, 100);
      signal("STOP");
      try {
        // the connection's own limit tells, not the test's
        await().atMost(LIMIT).until(() -> !recorder.health().get(1).working());
      } finally {
        signal("CONT");
      }
      load.stop();
      Lab.awaitRecorded(LIMIT);
    }
    fleet.audit();
  }

  @Test
  void aBrokerRestartedUnderLoadLosesNothingAndRecordsNothingTwice() throws Exception {
    Fleet fleet = new Fleet("broker", 8);
    try (Recorder recorder = Recorder.start(Lab.settings(), registry);
        Load load = new Load(fleet)) {
      awaitRecords(registry, 200);
      Lab.restartBroker();
      double before = records(registry);
      await().atMost(LIMIT).until(() -> records(registry) > before + 200);
      load.stop();
      Lab.awaitRecorded(LIMIT);
      await().atMost(LIMIT).until(() -> recorder.health().get(0).working());
    }
    fleet.audit();
  }

  @Test
  void oneOfTwoRecordersStandsStillThenDiesAndTheOtherRecordsItAllOnce() throws Exception {
    Fleet fleet = new Fleet("two", 8);
    try (JavaProcess other = JavaProcess.start(IngestMain.class, environment());
        Load load = new Load(fleet)) {
      await()
          .atMost(LIMIT)
          .until(() -> Lab.number("SELECT MAX(n) FROM instance WHERE cluster='two'") > 5);
      try (Recorder recorder = Recorder.start(Lab.settings(), registry)) {
        await().atMost(LIMIT).until(() -> recorder.health().get(2).working());
        other.suspend();
        double before = records(registry);
        await().atMost(LIMIT).until(() -> records(registry) > before + 500);
        other.resume();
        long woken = Lab.number("SELECT MAX(n) FROM instance WHERE cluster='two'");
        await()
            .atMost(LIMIT)
            .until(() -> Lab.number("SELECT MAX(n) FROM instance WHERE cluster='two'") > woken + 5);
        assertThat(other.isAlive()).as(other.output()).isTrue();
        other.kill();
        load.stop();
        Lab.awaitRecorded(LIMIT);
      }
    }
    fleet.audit();
  }

  @Test
  void aRecorderThatLostEveryPartitionWritesNothingStandsByAndTakesOverWhatIsLeftAlone()
      throws Exception {
    Fleet fleet = new Fleet("standby", 4);
    try (Recorder recorder = Recorder.start(Lab.settings(), registry)) {
      fleet.change();
      Lab.awaitRecorded(LIMIT);
      recordElsewhere();
      await().atMost(LIMIT).until(() -> partitions("standby") == ALL && partitions("active") == 0);

      fleet.change();
      fleet.change();
      Lab.awaitRecorded(LIMIT);
      assertThat(recorder.health()).allMatch(PartHealth::working);
    }
    fleet.audit();
    assertThat(Lab.number("SELECT COUNT(*) FROM instance WHERE cluster='elsewhere'")).isZero();
    assertThat(registry.counter("vigie.recorder.outages", "of", "bug").count()).isZero();
  }

  /** As if another recorder had recorded one more record of each partition. */
  private static void recordElsewhere() throws Exception {
    try (Connection other = Lab.database().connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.executeQuery("SELECT next FROM position FOR UPDATE");
      Lab.send(Story.instance("elsewhere", "web", "n1", 1));
      byte[] unread = "not JSON".getBytes(StandardCharsets.UTF_8);
      for (Topic topic : Kafka.TOPICS) {
        Lab.partitions(topic).forEach(p -> Lab.sendRaw(topic, p.partition(), "elsewhere", unread));
      }
      Lab.flush();
      for (Map.Entry<TopicPartition, Long> end : Lab.ends().entrySet()) {
        statement.executeUpdate(
            "UPDATE position SET next="
                + end.getValue()
                + " WHERE part="
                + end.getKey().partition()
                + " AND topic='"
                + end.getKey().topic()
                + "'");
      }
      other.commit();
    }
  }

  private double partitions(String state) {
    return registry.get("vigie.recorder.partitions").tag("state", state).gauge().value();
  }

  private static Map<String, String> environment() {
    return Map.of(
        "VIGIE_KAFKA", Lab.bootstrap(),
        "VIGIE_DB_URL", Lab.database().url(),
        "VIGIE_DB_USER", Lab.database().user(),
        "VIGIE_DB_PASSWORD_FILE", Lab.passwordFile().toString(),
        "VIGIE_METRICS_PORT", "0");
  }

  private static void signal(String name) throws Exception {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(Lab.databasePid())).start().waitFor();
    assertThat(code).isZero();
  }

  private static double records(SimpleMeterRegistry registry) {
    return registry.counter("vigie.recorder.records").count();
  }

  private static void awaitRecords(SimpleMeterRegistry registry, long count) {
    await().atMost(LIMIT).until(() -> records(registry) >= count);
  }

  /** Changes, some hundred records a second, until it is closed. */
  private static final class Load implements AutoCloseable {
    private final AtomicBoolean on = new AtomicBoolean(true);
    private final Thread thread;

    Load(Fleet fleet) {
      thread =
          new Thread(
              () -> {
                while (on.get()) {
                  fleet.change();
                  java.util.concurrent.locks.LockSupport.parkNanos(
                      TimeUnit.MILLISECONDS.toNanos(100));
                }
              },
              "load");
      thread.start();
    }

    @Override
    public void close() {
      stop();
    }

    void stop() {
      on.set(false);
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
