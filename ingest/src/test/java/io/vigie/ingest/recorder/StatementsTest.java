package io.vigie.ingest.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.event.Event;
import io.vigie.contract.wire.Order;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What makes the recorder fast, counted by the server, not timed. */
class StatementsTest {
  private static final int INSTANCES = 1_000;

  @Test
  void aThousandFlipsTakeOneInsertForEachTable() throws SQLException {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < INSTANCES; i++) {
      add(items, Story.instance("many", "svc" + i, "n1", 2));
      add(items, Story.service("many", "svc" + i, 2));
    }
    try (Connection connection = Lab.database().connect()) {
      connection.setAutoCommit(false);
      long before = inserts(connection);
      Batch batch = Batch.of(items);
      SpanTables.write(connection, batch);
      PresentTables.write(connection, batch);
      assertThat(inserts(connection) - before)
          .as("instance, service and three tables of spans")
          .isEqualTo(5);
      assertThat(one(connection, "SELECT COUNT(*) FROM instance WHERE cluster='many'"))
          .isEqualTo(INSTANCES);
      assertThat(one(connection, "SELECT COUNT(*) FROM resource_span WHERE id LIKE 'many/%'"))
          .isEqualTo(INSTANCES);
      connection.rollback();
    }
  }

  @Test
  void aThousandTransitionsOfAlertsTakeOneInsertForEachTable() throws SQLException {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < INSTANCES; i++) {
      add(items, Story.alert("many", "svc" + i, 2));
    }
    try (Connection connection = Lab.database().connect()) {
      connection.setAutoCommit(false);
      long before = inserts(connection);
      AlertTables.write(connection, Batch.of(items));
      assertThat(inserts(connection) - before).isEqualTo(2);
      assertThat(one(connection, "SELECT COUNT(*) FROM alert WHERE cluster='many'"))
          .isEqualTo(INSTANCES);
      connection.rollback();
    }
  }

  private static void add(List<Item> items, Event event) {
    items.add(
        new Item.Heard(
            new ConsumerRecord<>(event.goesTo().wire(), 0, items.size(), new byte[0], new byte[0]),
            event,
            Story.at(1),
            Order.NONE));
  }

  private static long inserts(Connection connection) throws SQLException {
    return one(
        connection,
        "SELECT variable_value FROM information_schema.session_status"
            + " WHERE variable_name='COM_INSERT'");
  }

  private static long one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
