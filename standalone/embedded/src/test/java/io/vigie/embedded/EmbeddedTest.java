package io.vigie.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.topic.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedTest {
  @TempDir Path dir;

  @Test
  void theBrokerKeepsItsTopicsAcrossARestart() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0)) {
      assertThat(broker.createTopics(4)).isEqualTo(4);
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      assertThat(broker.createTopics(48)).as("the first P stays").isEqualTo(4);
      for (Topic topic : Topic.values()) {
        assertThat(admin.listTopics().names().get()).contains(topic.wire());
      }
    }
  }

  @Test
  void aTakenPortIsNamedWithTheFlagThatChangesIt() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("a"), 0)) {
      int port = Integer.parseInt(broker.bootstrap().substring("127.0.0.1:".length()));
      assertThatThrownBy(() -> EmbeddedBroker.start(dir.resolve("b"), port))
          .hasMessageContaining("port " + port + " is taken")
          .hasMessageContaining("--kafka-port");
    }
  }

  @Test
  void aSecondBrokerOnTheSameFolderIsRefusedAndSpoilsNothing() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      assertThatThrownBy(() -> EmbeddedBroker.start(dir, 0))
          .hasMessageContaining("another broker uses " + dir);
      assertThat(broker.createTopics(4)).isEqualTo(4);
      assertThat(admin.listTopics().names().get()).contains(Topic.SYNC.wire());
    }
  }

  @Test
  void aDatabaseThatAKilledProcessLeftIsEndedAndItsRowsAreKept() throws Exception {
    JavaProcess owner = JavaProcess.start(KilledOwner.class, SMALL, dir.toString());
    ProcessHandle.of(owner.pid()).ifPresent(process -> process.onExit().join());

    try (EmbeddedMariaDb again =
            EmbeddedMariaDb.start(dir, 0, EmbeddedMariaDb.Durability.EACH_COMMIT);
        Connection connection = again.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT word FROM kept")) {
      assertThat(rows.next()).isTrue();
      assertThatThrownBy(
              () -> EmbeddedMariaDb.start(dir, 0, EmbeddedMariaDb.Durability.EACH_COMMIT))
          .hasMessageContaining("another database uses " + dir);
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  /** For a process of its own, what this one was started with. */
  private static final Map<String, String> SMALL =
      Map.of(
          "JAVA_TOOL_OPTIONS",
          Stream.of("vigie.mariadb.binaries", "vigie.mariadb.log-size")
              .map(name -> "-D" + name + '=' + System.getProperty(name))
              .collect(Collectors.joining(" ")));

  /** Starts a database, writes a row, and ends as if it were killed. */
  static final class KilledOwner {
    private KilledOwner() {}

    public static void main(String[] args) throws Exception {
      EmbeddedMariaDb database =
          EmbeddedMariaDb.start(Path.of(args[0]), 0, EmbeddedMariaDb.Durability.EACH_COMMIT);
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE kept (word VARCHAR(10))");
        statement.execute("INSERT INTO kept VALUES ('été')");
      }
      Runtime.getRuntime().halt(9);
    }
  }

  @Test
  void theDatabaseKeepsItsRowsAcrossAKillAndHidesItsPassword() throws Exception {
    EmbeddedMariaDb killed = EmbeddedMariaDb.start(dir, 0, EmbeddedMariaDb.Durability.EACH_COMMIT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(killed.passwordFile())))
        .isEqualTo("rw-------");
    assertThat(Files.readString(Path.of("/proc/" + killed.pid() + "/cmdline")))
        .doesNotContain(killed.password());
    try (Connection connection = killed.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept (word VARCHAR(10))");
      statement.execute("INSERT INTO kept VALUES ('été')");
    }
    ProcessHandle server = ProcessHandle.of(killed.pid()).orElseThrow();
    server.destroyForcibly();
    server.onExit().join();
    killed.close();

    try (EmbeddedMariaDb again =
            EmbeddedMariaDb.start(dir, 0, EmbeddedMariaDb.Durability.EACH_SECOND);
        Connection connection = again.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT word FROM kept")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("été");
    }
  }
}
