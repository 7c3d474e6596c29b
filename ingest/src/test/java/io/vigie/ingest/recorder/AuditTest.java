package io.vigie.ingest.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import io.vigie.ingest.audit.Link;
import io.vigie.ingest.audit.Originals;
import io.vigie.ingest.audit.Verdict;
import io.vigie.ingest.audit.Verification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nine acts of three days in one partition; somebody who can write the database changes them. */
class AuditTest {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final String PERSON = "zoe@example.org";
  private static final int PART = Partition.of(PERSON, Lab.PARTITIONS);
  private static final int OTHER = (PART + 1) % Lab.PARTITIONS;
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
  private static final LocalDate YESTERDAY = TODAY.minusDays(1);
  private static final LocalDate FIRST = TODAY.minusDays(2);

  private static Originals originals;

  @BeforeAll
  static void record() throws Exception {
    beginAnew();
    for (int n = 1; n <= 9; n++) {
      Lab.sendAt(noon(FIRST.plusDays((n - 1) / 3)), Story.audit(PERSON, n));
    }
    Lab.sendRaw(Topic.AUDIT, OTHER, null, new byte[] {(byte) 0xC3, 0, 'x'});
    Lab.sendRaw(Topic.AUDIT, OTHER, "~unknown", null);
    recordAll();
    for (String table : List.of("audit", "audit_day")) {
      Lab.update("CREATE TABLE kept_" + table + " AS SELECT * FROM " + table);
    }
    originals = Originals.open(Map.of("bootstrap.servers", Lab.bootstrap()));
  }

  @AfterAll
  static void clean() {
    originals.close();
    putBack();
    Lab.update("DROP TABLE kept_audit, kept_audit_day");
  }

  @BeforeEach
  void untouched() {
    putBack();
  }

  private static void putBack() {
    for (String table : List.of("audit", "audit_day")) {
      Lab.update("TRUNCATE TABLE " + table);
      Lab.update("INSERT INTO " + table + " SELECT * FROM kept_" + table);
    }
  }

  @Test
  void whatWasRecordedIsFoundAsItWas() {
    assertThat(Lab.verify(originals))
        .extracting(Verdict::part, Verdict::day, Verdict::entries, Verdict::bad)
        .allSatisfy(verdict -> assertThat(verdict.toList()).endsWith(Optional.empty()))
        .hasSize(4);
    assertThat(Lab.rows("SELECT day, head FROM audit_day WHERE part=? ORDER BY day", PART))
        .isEqualTo(
            Lab.rows("SELECT day, hash FROM audit WHERE n IN (3,6,9) AND part=? ORDER BY n", PART));
    assertThat(Lab.rows("SELECT act, object, before_json, after_json FROM audit WHERE n=9"))
        .containsExactly(
            List.of(
                "change",
                "payroll",
                "{\"description\":\"text 8\"}",
                "{\"description\":\"text 9\"}"));
  }

  @Test
  void recordsReadAgainGiveTheSameChain() {
    List<List<String>> before = Lab.rows("SELECT n, hash FROM audit ORDER BY part, n");
    readAgain();
    assertThat(Lab.rows("SELECT n, hash FROM audit ORDER BY part, n")).isEqualTo(before);

    Lab.update("TRUNCATE TABLE audit");
    Lab.update("TRUNCATE TABLE audit_day");
    readAgain();
    assertThat(Lab.rows("SELECT n, hash FROM audit ORDER BY part, n")).isEqualTo(before);
  }

  @Test
  void aRecordThatWasChangedIsNamed() {
    Lab.update("UPDATE audit SET record=REPLACE(record,'text 5','text X') WHERE n=5");
    assertBad(originals, YESTERDAY, name(5) + ": changed, its record or its place");
  }

  @Test
  void aColumnThatSaysWhatTheRecordDoesNotIsNamed() {
    Lab.update("UPDATE audit SET object='intranet' WHERE n=5");
    assertBad(
        originals,
        YESTERDAY,
        name(5) + ": changed, column object has \"intranet\", its record says \"payroll\"");
    putBack();
    Lab.update("UPDATE audit SET day=? WHERE n=5", FIRST.toString());
    assertBad(originals, YESTERDAY, name(5) + ": changed, column day has " + FIRST);
  }

  @Test
  void anEntryChangedWithItsHashIsNamedByTheOneBehindIt() {
    Lab.update("UPDATE audit SET record=REPLACE(record,'text 5','text X') WHERE n=5");
    Lab.update("UPDATE audit SET after_json='{\"description\":\"text X\"}' WHERE n=5");
    Lab.update("UPDATE audit SET hash=? WHERE n=5", forge(row(4), row(5)).hash());
    assertBad(null, YESTERDAY, "entry " + PART + "-5: changed, with its hash");
  }

  @Test
  void anEntryCutOutIsNamed() {
    Lab.update("DELETE FROM audit WHERE n=5");
    assertBad(originals, YESTERDAY, "entries %d-5 to %d-5: cut out".formatted(PART, PART));
    Lab.update("UPDATE audit SET n=n-1, id=CONCAT(part,'-',n) WHERE n>5 ORDER BY n");
    assertThat(bad(null).get(YESTERDAY)).contains("cut out before it").contains(PERSON + "-6");
  }

  @Test
  void aDayCutOutIsNamed() {
    Lab.update("DELETE FROM audit WHERE day=?", YESTERDAY.toString());
    assertThat(bad(null))
        .containsOnly(
            entry(YESTERDAY, "the whole day is cut out: table audit_day says 3 entries"),
            entry(
                TODAY, "entries %d-4 to %d-6: cut out, they are not there".formatted(PART, PART)));
    Lab.update("DELETE FROM audit_day WHERE day=?", YESTERDAY.toString());
    assertThat(bad(null)).containsOnlyKeys(TODAY);
  }

  @Test
  void theLastEntriesCutOutAreNamed() {
    Lab.update("DELETE FROM audit WHERE n>=8");
    assertBad(null, TODAY, "entries cut out or inserted: 1 are there, table audit_day says 3");
    Lab.update(
        "UPDATE audit_day SET entries=1, head=? WHERE entries=3 AND day=?", row(7).hash(), TODAY);
    assertThat(bad(null)).as("nothing but Kafka and the heads kept elsewhere tell it").isEmpty();
    assertThat(bad(originals).get(TODAY))
        .endsWith(": cut out, Kafka has the record, the table has not");
  }

  @Test
  void anEntryInsertedIsNamed() {
    Lab.update("UPDATE audit SET n=n+1, id=CONCAT(part,'-',n) WHERE n>=5 ORDER BY n DESC");
    insertCopyOf(4, 5);
    assertThat(bad(null).get(YESTERDAY))
        .contains("entry %d-5".formatted(PART), ": inserted, it is linked to the entry before");
    Link forged = forge(row(4), row(5));
    Lab.update("UPDATE audit SET prev=?, hash=? WHERE n=5", forged.prev(), forged.hash());
    assertThat(bad(null).get(YESTERDAY))
        .startsWith("entry %d-5: inserted, entry %d-6".formatted(PART, PART));
    putBack();
    insertCopyOf(4, 0);
    assertBad(null, FIRST, "inserted, numbers begin at 1");
  }

  @Test
  void entriesThatChangedPlacesAreNamed() {
    Lab.update("UPDATE audit SET n=100, id='x' WHERE n=4");
    Lab.update("UPDATE audit SET n=4, id=CONCAT(part,'-',4) WHERE n=5");
    Lab.update("UPDATE audit SET n=5, id=CONCAT(part,'-',5) WHERE n=100");
    assertBad(null, YESTERDAY, ": re-ordered, what it was linked to stands elsewhere");
  }

  @Test
  void aDaysHeadThatIsNotItsLastHashIsNamed() {
    Lab.update("UPDATE audit_day SET head=REPEAT('f',64) WHERE day=?", YESTERDAY.toString());
    assertBad(null, YESTERDAY, "table audit_day has another head, " + "f".repeat(64));
    Lab.update("DELETE FROM audit_day WHERE day=?", YESTERDAY.toString());
    assertBad(null, YESTERDAY, "table audit_day has no row of this day");
  }

  @Test
  void aChainMadeAgainAsAWholeIsNamedAsFarAsKafkaHasItsRecords() {
    Lab.update("UPDATE audit SET record=REPLACE(record,'text 5','text X') WHERE n=5");
    Lab.update("UPDATE audit SET after_json='{\"description\":\"text X\"}' WHERE n=5");
    Lab.update("UPDATE audit SET before_json='{\"description\":\"text X\"}' WHERE n=6");
    Lab.update("UPDATE audit SET record=REPLACE(record,'text 5','text X') WHERE n=6");
    for (int n = 5; n <= 9; n++) {
      Link forged = forge(row(n - 1), row(n));
      Lab.update("UPDATE audit SET prev=?, hash=? WHERE n=?", forged.prev(), forged.hash(), n);
    }
    Lab.update(
        "UPDATE audit_day d SET head=(SELECT hash FROM audit a WHERE a.day=d.day"
            + " AND a.part=d.part ORDER BY n DESC LIMIT 1)");
    assertThat(bad(null)).as("whoever makes all of it again is not found by it").isEmpty();
    assertThat(Lab.verify(null).get(1).head())
        .as("but by the heads that were kept elsewhere")
        .isNotEqualTo(Lab.rows("SELECT hash FROM kept_audit WHERE n=6").get(0).get(0));
    assertThat(bad(originals).get(YESTERDAY)).contains(name(5), "Kafka has another record");
  }

  @Test
  void someDaysAloneAreLookedAt() {
    Lab.update("UPDATE audit SET object='intranet' WHERE n IN (2,8) AND person<>''");
    Verification middle = new Verification(YESTERDAY, YESTERDAY);
    assertThat(Lab.verify(middle, originals))
        .extracting(Verdict::day, Verdict::entries, Verdict::bad)
        .containsExactly(tuple(YESTERDAY, 3L, Optional.empty()));
    assertThat(Lab.verify(new Verification(TODAY, null), originals).get(0).bad()).isPresent();
  }

  @Test
  void whatIsNoEntryIsLinkedAllTheSame() {
    assertThat(Lab.rows("SELECT act FROM audit WHERE part=?", OTHER))
        .containsExactly(List.of("unreadable"), List.of("unreadable"));
  }

  private static void assertBad(Originals compared, LocalDate day, String what) {
    Map<LocalDate, String> bad = bad(compared);
    assertThat(bad).containsOnlyKeys(day);
    assertThat(bad.get(day)).contains(what);
  }

  private static Map<LocalDate, String> bad(Originals compared) {
    return Lab.verify(compared).stream()
        .filter(verdict -> verdict.bad().isPresent())
        .collect(Collectors.toMap(Verdict::day, verdict -> verdict.bad().get()));
  }

  private static String name(int n) {
    return "entry %d-%d (%s-%d)".formatted(PART, n, PERSON, n);
  }

  /** What somebody who knows the rule makes of a row behind another. */
  private static Link forge(Link before, Link changed) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            Topic.AUDIT.wire(),
            PART,
            changed.pos(),
            changed.appended(),
            TimestampType.CREATE_TIME,
            -1,
            -1,
            null,
            changed.value(),
            new RecordHeaders(),
            Optional.empty());
    return before.next(changed.topicId(), record);
  }

  private static Link row(int n) {
    List<String> row =
        Lab.rows(
                "SELECT topic_id, pos, appended, day, record, prev, hash FROM audit"
                    + " WHERE part=? AND n=?",
                PART,
                n)
            .get(0);
    return new Link(
        PART,
        n,
        row.get(0),
        Long.parseLong(row.get(1)),
        Long.parseLong(row.get(2)),
        LocalDate.parse(row.get(3)),
        row.get(4).getBytes(StandardCharsets.UTF_8),
        row.get(5),
        row.get(6));
  }

  private static void insertCopyOf(int n, int place) {
    Lab.update(
        "INSERT INTO audit SELECT part,"
            + place
            + ",topic_id,pos,appended,day,record,prev,hash,CONCAT(part,'-',"
            + place
            + "),entry,at,person,role,address,act,kind,object,before_json,after_json,outcome"
            + " FROM audit WHERE n="
            + n);
  }

  private static Instant noon(LocalDate day) {
    // today's acts lie behind us too: a broker refuses what is far ahead
    return day.atTime(0, 0, 1).toInstant(ZoneOffset.UTC);
  }

  private static void recordAll() {
    try (Recorder recorder = Recorder.start(Lab.settings(), new SimpleMeterRegistry())) {
      await().atMost(LIMIT).until(() -> recorder.health().get(2).working());
      Lab.awaitRecorded(LIMIT);
    }
  }

  private static void readAgain() {
    for (int part : List.of(PART, OTHER)) {
      long begin =
          Lab.records(Topic.AUDIT).stream()
              .filter(record -> record.partition() == part)
              .mapToLong(ConsumerRecord::offset)
              .min()
              .orElseThrow();
      Lab.update(
          "UPDATE position SET next=? WHERE topic=? AND part=?", begin, Topic.AUDIT.wire(), part);
    }
    recordAll();
  }

  /** Empty tables, an empty topic. */
  private static void beginAnew() throws Exception {
    Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
    IntStream.range(0, Lab.PARTITIONS)
        .mapToObj(part -> new TopicPartition(Topic.AUDIT.wire(), part))
        .forEach(partition -> all.put(partition, RecordsToDelete.beforeOffset(-1)));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", Lab.bootstrap()))) {
      for (var deleted : admin.deleteRecords(all).lowWatermarks().entrySet()) {
        Lab.update(
            "UPDATE position SET next=? WHERE topic=? AND part=?",
            deleted.getValue().get().lowWatermark(),
            Topic.AUDIT.wire(),
            deleted.getKey().partition());
      }
    }
    for (String table : List.of("audit", "audit_day")) {
      Lab.update("TRUNCATE TABLE " + table);
    }
  }
}
