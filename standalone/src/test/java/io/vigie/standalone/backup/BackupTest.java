package io.vigie.standalone.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.embedded.EmbeddedMariaDb;
import io.vigie.embedded.EmbeddedMariaDb.Durability;
import io.vigie.embedded.RecordedFleet;
import io.vigie.standalone.VigieMain;
import io.vigie.store.Database;
import io.vigie.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  @TempDir static Path server;
  private static EmbeddedMariaDb mariadb;
  private static Database database;

  @TempDir Path dir;
  private Path folder;

  @BeforeAll
  static void start() {
    mariadb = EmbeddedMariaDb.start(server.resolve("mariadb"), 0, Durability.EACH_SECOND);
    database = new Database(mariadb.jdbcUrl(), mariadb.user(), mariadb.password());
  }

  @AfterAll
  static void stop() {
    mariadb.close();
  }

  @BeforeEach
  void aFleetAndItsPeople() throws SQLException {
    folder = dir.resolve("backup");
    dropAll();
    Store.migrate(database);
    try (Connection connection = database.connect()) {
      RecordedFleet.fill(connection, 20, 300);
    }
    sql(
        "INSERT INTO person (name,role,created,password_changed,full_name)"
            + " VALUES ('zoé','viewer',1,2,'Zo\\'é \"\\\\ \\t\\n 🗼 ')");
    sql("INSERT INTO person_group (name,description,n) VALUES ('dba','',1)");
    sql("INSERT INTO group_member (of_group,person) VALUES ('dba','zoé')");
    sql("INSERT INTO console_session (id,person,began,used) VALUES (REPEAT('a',64),'zoé',1,1)");
    sql(
        "INSERT INTO audit (part,n,topic_id,pos,appended,day,record,prev,hash,id,entry,at,person,"
            + "role,address,act,kind,object,before_json,after_json,outcome) VALUES"
            + " (0,1,'t',0,0,'2026-11-29',x'00ff0a8022','','','0-1','',0,'','','','','','','','',''),"
            + " (0,2,'t',1,0,'2026-11-29',NULL,'','','0-2','',0,'','','','','','','','','')");
  }

  @Test
  void everyRowComesBackAndWhatWasDoneSinceDoesNot() throws Exception {
    Map<String, List<String>> before = rows();
    String incarnation = text("SELECT incarnation FROM act_number");
    backup();
    sql("DELETE FROM action");
    sql("INSERT INTO person_group (name,description,n) VALUES ('later','',2)");

    Restore.of(folder).into(database, true, false, table -> {});

    Map<String, List<String>> after = rows();
    before.forEach((table, rows) -> assertThat(after.get(table)).as(table).isEqualTo(rows));
    assertThat(text("SELECT HEX(record) FROM audit WHERE n=1")).isEqualTo("00FF0A8022");
    assertThat(text("SELECT incarnation FROM act_number"))
        .as("told to Kafka as other tables")
        .isNotEqualTo(incarnation)
        .hasSize(36);
    assertThat(text("SELECT copy_of FROM act_number")).isEqualTo(incarnation);
    assertThat(text("SELECT COUNT(*) FROM console_session")).as("sessions").isEqualTo("0");
    assertThat(Store.versions(database).there()).isEqualTo(Store.versions(database).known());
    sql("DELETE FROM person WHERE name='zoé'"); // the foreign keys are there, and at work
    assertThat(text("SELECT COUNT(*) FROM group_member")).isEqualTo("0");
  }

  @Test
  void aCopyIsOfOneMomentThoughOthersWrite() throws Exception {
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      boolean[] wrote = {false};
      Backup.take(
          database,
          folder,
          table -> {
            try {
              if (!wrote[0]) {
                wrote[0] = true; // tables come by name: service is not read yet
                statement.execute("DELETE FROM service");
              }
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
          });
    }
    assertThat(Manifest.read(folder).tables())
        .filteredOn(table -> table.table().equals("service"))
        .singleElement()
        .satisfies(table -> assertThat(table.rows()).isEqualTo(50));
  }

  @Test
  void onlyTheOwnerReadsABackup() throws Exception {
    backup();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .hasSizeGreaterThan(20)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(this::backup)
        .withMessageContaining("is not empty");
  }

  @Test
  void whatIsNotAWholeBackupIsRefusedBeforeAnythingIsTouched() throws Exception {
    backup();
    Path rows = folder.resolve("person.jsonl.gz");
    byte[] content = Files.readAllBytes(rows);
    content[content.length - 9] ^= 1;
    Files.write(rows, content);
    refused("is not what was written");

    Files.delete(rows);
    refused("is missing: the backup is not whole");

    Files.delete(folder.resolve(Manifest.NAME));
    refused("holds no whole backup");
    assertThat(text("SELECT COUNT(*) FROM person")).isEqualTo("1");
  }

  @Test
  void aBackupOfNewerTablesIsRefused() throws Exception {
    backup();
    Path manifest = folder.resolve(Manifest.NAME);
    Files.writeString(
        manifest,
        Files.readString(manifest).replaceFirst("\"schema\" : \\d+", "\"schema\" : 4711"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Restore.of(folder).into(database, true, false, table -> {}))
        .withMessageContaining("of version 4711")
        .withMessageContaining("a newer one");
  }

  @Test
  void aBackupOfOlderTablesIsBroughtUpToDate() throws Exception {
    dropAll();
    Flyway.configure()
        .dataSource(database.url(), database.user(), database.password())
        .target("4")
        .load()
        .migrate();
    sql(
        "INSERT INTO account (name,role,password_hash,created,changed) VALUES ('zoé','viewer','',1,2)");
    backup();

    Restore.of(folder).into(database, true, false, table -> {});

    assertThat(Store.versions(database).there()).isEqualTo(Store.versions(database).known());
    assertThat(text("SELECT name FROM person")).isEqualTo("zoé");
  }

  @Test
  void aDatabaseThatIsUsedOrHoldsSomethingIsLeftAlone() throws Exception {
    backup();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Restore.of(folder).into(database, false, false, table -> {}))
        .withMessageContaining("is not empty: --replace drops");
    try (Connection other = database.connect()) {
      assertThat(other.isValid(1)).isTrue();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Restore.of(folder).into(database, true, false, table -> {}))
          .withMessageContaining("is in use, from 127.0.0.1:");
    }
    assertThat(text("SELECT COUNT(*) FROM person")).isEqualTo("1");
  }

  @Test
  void aRestoreThatWasInterruptedIsNoDatabaseToStartOn() throws Exception {
    backup();
    assertThatThrownBy(
            () ->
                Restore.of(folder)
                    .into(
                        database,
                        true,
                        false,
                        table -> {
                          if (table.table().equals("service_span")) {
                            throw new IllegalStateException("the machine went off");
                          }
                        }))
        .hasMessage("the machine went off");

    assertThatThrownBy(() -> Store.migrate(database)).hasMessageContaining("no schema history");
    Restore.of(folder).into(database, true, false, table -> {});
    assertThat(text("SELECT COUNT(*) FROM action")).isEqualTo("300");
  }

  @Test
  void whereKafkaIsLostAsWellPeopleComeBackAndTheRestBeginsAnew() throws Exception {
    sql(
        "INSERT INTO `position` (topic,part,topic_id,cluster_id,next)"
            + " VALUES ('vigie.action.v1',0,'t','gone',7)");
    backup();

    Restore.of(folder).into(database, true, true, table -> {});

    assertThat(text("SELECT COUNT(*) FROM position")).isEqualTo("0");
    assertThat(text("SELECT COUNT(*) FROM action")).isEqualTo("0");
    assertThat(text("SELECT COUNT(*) FROM person")).isEqualTo("1");
    assertThat(text("SELECT COUNT(*) FROM audit")).isEqualTo("2");
  }

  @Test
  void aBackupOlderThanKafkasHistorySaysWhatIsLost() throws Exception {
    backup();
    assertThat(restoreElsewhere(folder)).contains("restored the backup of").doesNotContain("older");

    Path manifest = folder.resolve(Manifest.NAME);
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceFirst("\"made\" : \"[^\"]+", "\"made\" : \"2026-01-01T00:00:00Z"));
    assertThat(restoreElsewhere(folder)).contains("it is older than the 90 days");
  }

  /** By the options of a database elsewhere. */
  private static String restoreElsewhere(Path folder) {
    PrintStream screen = System.out;
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    System.setOut(new PrintStream(seen, true, StandardCharsets.UTF_8));
    try {
      assertThat(
              VigieMain.run(
                  "restore",
                  folder.toString(),
                  "--replace",
                  "--db-url",
                  database.url(),
                  "--db-user",
                  database.user(),
                  "--db-password-file",
                  mariadb.passwordFile().toString()))
          .isZero();
    } finally {
      System.setOut(screen);
    }
    return seen.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theCommandsGoByTheCollectorsFolder() throws Exception {
    String data = server.toString();
    assertThat(VigieMain.run("backup", folder.toString(), "--data", data)).isZero();
    assertThat(VigieMain.run("restore", folder.toString(), "--data", data, "--replace"))
        .as("its database runs")
        .isEqualTo(1);
    assertThat(VigieMain.run("backup", dir.resolve("b2").toString(), "--data", dir.toString()))
        .as("no database is kept there")
        .isEqualTo(1);
  }

  private void backup() {
    Backup.take(database, folder, table -> {});
  }

  private void refused(String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Restore.of(folder))
        .withMessageContaining(why);
  }

  /** Every row of every table but of those that a restore changes. */
  private static Map<String, List<String>> rows() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      Map<String, List<String>> rows = new TreeMap<>();
      for (String table : Backup.tables(connection)) {
        if (!table.equals("act_number") && !table.equals("console_session")) {
          rows.put(table, rows(statement, "SELECT * FROM `" + table + '`'));
        }
      }
      return rows;
    }
  }

  private static List<String> rows(Statement statement, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          text.append(row.getString(i)).append('|');
        }
        rows.add(text.toString());
      }
    }
    return rows;
  }

  private static void dropAll() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION foreign_key_checks=0");
      for (String table : Backup.tables(connection)) {
        statement.execute("DROP TABLE `" + table + '`');
      }
    }
  }

  private static void sql(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
