package io.vigie.ingest.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Order;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ActionTablesTest {
  private static final InstanceId WEB = new InstanceId("acts", "web", "n1");
  private static final int TALES = 60;

  @Test
  void anActionReadsTheSameInWhateverOrderAndHoweverOftenItsRecordsCome() throws SQLException {
    try (Connection connection = Lab.database().connect()) {
      connection.setAutoCommit(false);
      for (int seed = 0; seed < TALES; seed++) {
        String id = "shuffled-" + seed;
        write(connection, shuffled(records(id), new Random(seed)), new Random(seed));
        assertThat(action(id))
            .as("seed %d", seed)
            .containsExactly(
                List.of(
                    "acts",
                    "web",
                    "n1",
                    "start",
                    "err",
                    "scheduler",
                    "nightly",
                    "vigie start web",
                    "42",
                    at(1),
                    at(9),
                    "600",
                    "3"));
        assertThat(lines(id))
            .as("seed %d", seed)
            .containsExactly(
                List.of("0", "fs#data", "mounted", at(2)),
                List.of("1", "app#web", "exit code 1", at(3)),
                List.of("2", "", "rolled back", at(4)));
      }
    }
  }

  @Test
  void linesBeforeTheirBeginShowARunningActionOfTheirInstance() throws SQLException {
    try (Connection connection = Lab.database().connect()) {
      connection.setAutoCommit(false);
      write(connection, List.of(line("early", 1, "app#web", "exit code 1", 3)), new Random(1));
      write(connection, List.of(line("early", 0, "fs#data", "mounted", 2)), new Random(1));
      assertThat(
              Lab.rows(
                  "SELECT service, node, action, status, begin_at, end_at, line_count FROM action"
                      + " WHERE id='early'"))
          .containsExactly(java.util.Arrays.asList("web", "n1", "", "running", at(3), null, "2"));
    }
  }

  private static List<Event> records(String id) {
    return List.of(
        new ActionBegin(
            id,
            WEB,
            "start",
            ActionOrigin.SCHEDULER,
            "nightly",
            "vigie start web",
            42,
            Story.at(1),
            600),
        line(id, 0, "fs#data", "mounted", 2),
        line(id, 1, "app#web", "exit code 1", 3),
        line(id, 2, "", "rolled back", 4),
        new ActionEnd(
            id,
            WEB,
            "start",
            ActionOrigin.SCHEDULER,
            "nightly",
            "vigie start web",
            42,
            Story.at(1),
            Story.at(9),
            ActionStatus.ERR));
  }

  private static Event line(String id, int number, String rid, String text, long second) {
    return new ActionLine(
        id, WEB, number, rid, LogLevel.INFO, text, 43, Story.at(second), null, null);
  }

  /** In any order, some of them twice: agents resend. */
  private static List<Event> shuffled(List<Event> records, Random random) {
    List<Event> shuffled = new ArrayList<>(records);
    records.stream().filter(event -> random.nextInt(3) == 0).forEach(shuffled::add);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  /** In batches of any size: a poll may end anywhere. */
  private static void write(Connection connection, List<Event> events, Random random)
      throws SQLException {
    int from = 0;
    while (from < events.size()) {
      int to = from + 1 + random.nextInt(events.size() - from);
      List<Item> items = new ArrayList<>();
      for (int i = from; i < to; i++) {
        items.add(
            new Item.Heard(
                new ConsumerRecord<>(Topic.ACTION.wire(), 0, i, new byte[0], new byte[0]),
                events.get(i),
                Story.at(i),
                new Order(1, i)));
      }
      ActionTables.write(connection, Batch.of(items));
      connection.commit();
      from = to;
    }
  }

  private static List<List<String>> action(String id) {
    return Lab.rows(
        "SELECT cluster, service, node, action, status, origin, by_whom, command, pid, begin_at,"
            + " end_at, timeout_seconds, line_count FROM action WHERE id=?",
        id);
  }

  private static List<List<String>> lines(String id) {
    return Lab.rows(
        "SELECT number, rid, text, begin_at FROM action_line WHERE action=? ORDER BY number", id);
  }

  private static String at(long second) {
    return Long.toString(Story.at(second).toEpochMilli());
  }
}
