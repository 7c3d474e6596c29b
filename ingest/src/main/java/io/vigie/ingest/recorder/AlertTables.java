package io.vigie.ingest.recorder;

import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Alert.Acknowledgement;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.store.Months;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Alerts now, and every transition of theirs. */
final class AlertTables {
  private static final String ALERT =
      Sql.upsert(
          "alert",
          List.of("id", "kind", "anchor", "detail"),
          "cluster",
          "service",
          "node",
          "app",
          "apps",
          "env",
          "production",
          "severity",
          "state",
          "flapping",
          "held_by",
          "silenced_by",
          "n",
          "episode",
          "occurrence",
          "since",
          "raised",
          "at",
          "resolved",
          "reason",
          "ack_by",
          "ack_at",
          "ack_comment",
          "ack_expires",
          "ack_sticky",
          "ticket",
          "ticketed_at",
          "ticket_comment",
          "facts",
          "evidence",
          "part",
          "pos");

  private static final String CHANGE =
      Sql.insertOnce(
          "alert_change",
          "alert",
          "at",
          "n",
          "month",
          "move",
          "severity",
          "state",
          "episode",
          "occurrence",
          "held_by",
          "silenced_by",
          "since",
          "reason",
          "by_whom",
          "comment",
          "facts",
          "evidence");

  private AlertTables() {}

  static void write(Connection connection, Batch batch) throws SQLException {
    Sql.write(connection, CHANGE, batch.alertChanges, AlertTables::bindChange);
    Sql.write(connection, ALERT, batch.alerts.values(), AlertTables::bindAlert);
  }

  private static void bindAlert(PreparedStatement statement, Placed<Alert> row)
      throws SQLException {
    Alert e = row.event();
    ServiceId service = e.service();
    NodeId node = e.node();
    Values values =
        new Values(statement)
            .text(row.id())
            .text(e.alert().word())
            .text(e.alert().anchor())
            .text(e.alert().detail())
            .text(service != null ? service.cluster() : node != null ? node.cluster() : "")
            .text(service == null ? "" : service.service())
            .text(node == null ? "" : node.node())
            .text(e.apps().isEmpty() ? "" : e.apps().get(0))
            .json(e.apps())
            .text(e.env())
            .flag(e.production())
            .number(e.severity().ordinal())
            .text(e.state().wire())
            .flag(e.flapping())
            .text(text(e.heldBy()))
            .text(e.silencedBy())
            .number(e.n())
            .number(e.episode())
            .number(e.occurrence())
            .moment(e.since())
            .moment(e.raised())
            .moment(e.at())
            .moment(e.resolved())
            .text(e.reason());
    bind(values, e.acknowledged());
    bind(values, e.ticketed());
    values.json(e.facts()).json(e.evidence()).number(row.part()).number(row.pos());
  }

  private static void bind(Values values, Acknowledgement ack) throws SQLException {
    values
        .text(ack == null ? "" : ack.by())
        .moment(ack == null ? null : ack.at())
        .text(ack == null ? "" : ack.comment())
        .moment(ack == null ? null : ack.expires())
        .flag(ack != null && ack.sticky());
  }

  private static void bind(Values values, Alert.Ticketing told) throws SQLException {
    values
        .text(told == null ? "" : told.ticket().toString())
        .moment(told == null ? null : told.at())
        .text(told == null ? "" : told.comment());
  }

  private static void bindChange(PreparedStatement statement, Alert e) throws SQLException {
    Acknowledgement ack = e.acknowledged();
    new Values(statement)
        .text(e.key())
        .moment(e.at())
        .number(e.n())
        .number(Months.of(e.at().toEpochMilli()))
        .text(e.move().wire())
        .number(e.severity().ordinal())
        .text(e.state().wire())
        .number(e.episode())
        .number(e.occurrence())
        .text(text(e.heldBy()))
        .text(e.silencedBy())
        .moment(e.since())
        .text(e.reason())
        .text(ack == null ? "" : ack.by())
        .text(ack == null ? "" : ack.comment())
        .json(e.facts())
        .json(e.evidence());
  }

  private static String text(AlertId id) {
    return id == null ? "" : id.toString();
  }
}
