package io.vigie.standalone.lab;

import io.vigie.contract.topic.Topic;
import io.vigie.ingest.audit.Originals;
import io.vigie.ingest.audit.Verification;
import io.vigie.standalone.backup.Backup;
import io.vigie.standalone.backup.Manifest;
import io.vigie.standalone.backup.Restore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Yesterday's database and today's Kafka: a copy is taken under load, the load and people's acts go
 * on, the database is lost, the copy put back. Then the tables are what was sent, whoever read the
 * policy topic knows what the copy knew, and the audit has every act once.
 */
public final class Drill {
  private static final Duration LIMIT = Duration.ofSeconds(300);
  private static final int RECORDS = 400;
  private static final int ACTS = 6;

  private final long seed;
  private final Consumer<String> say;

  /**
   * @param say takes what happens, a line each
   */
  public Drill(long seed, Consumer<String> say) {
    this.seed = seed;
    this.say = say;
  }

  /**
   * @param dir of everything; empty
   * @throws Oracle.Difference naming the seed
   */
  public void run(Path dir) {
    try (Parts parts = new Parts(dir)) {
      parts.startAll();
      Recorded recorded = new Recorded(parts, LIMIT);
      recorded.flowing();
      try (Story story = new Story(parts, recorded, seed)) {
        story.begin();
        run(parts, story, dir.resolve("backup"));
      }
    } catch (RuntimeException | SQLException e) {
      throw new Oracle.Difference(
          "%s%nreplay: ./vigie lab drill --seed %d".formatted(e.getMessage(), seed), e);
    }
  }

  private void run(Parts parts, Story story, Path copy) throws SQLException {
    List<String> chain;
    try (Desk desk = new Desk(parts)) {
      story.goOn();
      desk.makeGroups(1, ACTS);
      more(story);
      Manifest manifest = Backup.take(parts.database(), copy, table -> {});
      say.accept(
          "%,d rows copied while %d records had been sent"
              .formatted(manifest.rows(), story.sent()));
      desk.makeGroups(ACTS + 1, 2 * ACTS);
      more(story);
      Until.holds(
          "the audit has all acts",
          LIMIT,
          () -> groupsIn(parts, "audit", "object").size() > 2 * ACTS);
      chain = chain(parts);
    }
    parts.kill(Parts.RECORDER);
    parts.kill(Parts.RECORDER_TOO);
    parts.loseDatabase();
    Restore.of(copy).into(parts.database(), false, false, table -> {});
    say.accept(
        "the database was lost and the copy put back; %d records sent".formatted(story.sent()));
    parts.start(Parts.RECORDER);
    try (Desk desk = new Desk(parts)) {
      desk.makeGroups(2 * ACTS + 1, 3 * ACTS);
      more(story);
      story.drain();
      say.accept(Oracle.compare(new Evidence(parts), parts.dir()));
      people(parts, chain);
    }
  }

  private static void more(Story story) {
    long until = story.sent() + RECORDS;
    Until.holds("the load goes on", LIMIT, () -> story.sent() >= until);
  }

  /** Groups that the copy knew and those made since are there; those in between are gone. */
  private void people(Parts parts, List<String> before) throws SQLException {
    Set<String> held = new TreeSet<>(groups(0, ACTS));
    held.addAll(groups(2 * ACTS + 1, 3 * ACTS));
    Until.holds(
        "the policy topic tells the groups of the copy and the later ones",
        LIMIT,
        () -> told(parts).equals(held));
    same("groups in the tables", held, groupsIn(parts, "person_group", "name"));
    Until.holds(
        "the audit has every act", LIMIT, () -> chain(parts).size() >= before.size() + ACTS);
    List<String> after = chain(parts);
    same("links of the audit", before, after.stream().filter(before::contains).toList());
    try (Connection connection = parts.database().connect();
        Originals originals = Originals.open(Map.of("bootstrap.servers", parts.bootstrap()))) {
      Verification.Total total =
          new Verification(null, null).run(connection, originals, verdict -> {});
      if (total.bad() > 0 || total.compared() != total.entries()) {
        throw new IllegalStateException("the audit is not as it was recorded: " + total);
      }
      say.accept(
          "%d entries of the audit, %d of them recorded twice over, chain as it was"
              .formatted(total.entries(), before.size()));
    }
  }

  private static void same(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new IllegalStateException(what + " must be " + expected + "; got " + found);
    }
  }

  private static List<String> groups(int from, int to) {
    List<String> groups = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      groups.add("desk-" + i);
    }
    return groups;
  }

  private static Set<String> groupsIn(Parts parts, String table, String column) {
    Set<String> names = new TreeSet<>();
    Rows.each(
        parts.database(),
        "SELECT %s FROM %s WHERE %s LIKE 'desk-%%'".formatted(column, table, column),
        row -> names.add(row.getString(1)));
    return names;
  }

  /** Every link of the audit, by partition and number. */
  private static List<String> chain(Parts parts) {
    List<String> chain = new ArrayList<>();
    Rows.each(
        parts.database(),
        "SELECT CONCAT(id, ' ', hash) FROM audit ORDER BY part, n",
        row -> chain.add(row.getString(1)));
    return chain;
  }

  /** The groups whose last word on the policy topic is not that they are gone. */
  private static Set<String> told(Parts parts) {
    Map<String, byte[]> last = new HashMap<>();
    new Evidence(parts)
        .records(
            List.of(Topic.POLICY),
            record -> last.put(new String(record.key(), StandardCharsets.UTF_8), record.value()));
    Set<String> told = new TreeSet<>();
    last.forEach(
        (key, value) -> {
          if (value != null && key.startsWith("group/desk-")) {
            told.add(key.substring("group/".length()));
          }
        });
    return told;
  }
}
