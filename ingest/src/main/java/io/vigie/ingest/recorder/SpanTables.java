package io.vigie.ingest.recorder;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Closed spans. To be written before the present: a node's row still says when its state became
 * known.
 */
final class SpanTables {
  private static final String INSTANCE =
      Sql.insertOnce(
          "instance_span",
          "id",
          "n",
          "month",
          "avail",
          "overall",
          "stale",
          "frozen",
          "since",
          "until",
          "known_from",
          "known_until");
  private static final String RESOURCE =
      Sql.insertOnce(
          "resource_span",
          "id",
          "rid",
          "n",
          "month",
          "status",
          "since",
          "until",
          "known_from",
          "known_until");
  private static final String SERVICE =
      Sql.insertOnce(
          "service_span",
          "id",
          "n",
          "month",
          "avail",
          "overall",
          "stale",
          "since",
          "until",
          "known_from",
          "known_until");
  private static final String NODE =
      Sql.insertOnce(
          "node_span", "id", "n", "month", "state", "since", "until", "known_from", "known_until");

  private SpanTables() {}

  static void write(Connection connection, Batch batch) throws SQLException {
    Sql.write(connection, INSTANCE, batch.instanceSpans, SpanTables::bindInstance);
    Sql.write(connection, RESOURCE, batch.resourceSpans, SpanTables::bindResource);
    Sql.write(connection, SERVICE, batch.serviceSpans, SpanTables::bindService);
    if (!batch.nodeEnds.isEmpty()) {
      Sql.write(connection, NODE, nodeSpans(connection, batch), SpanTables::bindNode);
    }
  }

  private static List<Spans.OfNode> nodeSpans(Connection connection, Batch batch)
      throws SQLException {
    Map<Spans.NodeChange, Long> knownFroms = new HashMap<>(recordedKnownFroms(connection, batch));
    knownFroms.putAll(batch.nodeKnownFroms);
    return batch.nodeEnds.stream()
        .map(placed -> Spans.OfNode.closedBy(placed.id(), placed.event(), knownFroms))
        .toList();
  }

  private static Map<Spans.NodeChange, Long> recordedKnownFroms(Connection connection, Batch batch)
      throws SQLException {
    Set<String> ids = new LinkedHashSet<>();
    batch.nodeEnds.forEach(placed -> ids.add(placed.id()));
    Map<Spans.NodeChange, Long> found = new HashMap<>();
    String marks = String.join(",", java.util.Collections.nCopies(ids.size(), "?"));
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT id, n, known_from FROM node WHERE id IN (" + marks + ")")) {
      Values values = new Values(query);
      for (String id : ids) {
        values.text(id);
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.put(new Spans.NodeChange(rows.getString(1), rows.getLong(2)), rows.getLong(3));
        }
      }
    }
    return found;
  }

  private static void bindInstance(PreparedStatement statement, Spans.OfInstance row)
      throws SQLException {
    new Values(statement)
        .text(row.id())
        .number(row.state().n())
        .number(row.when().month())
        .text(word(row.state().avail()))
        .text(word(row.state().overall()))
        .flag(row.state().stale())
        .flag(row.state().frozen())
        .when(row.when());
  }

  private static void bindResource(PreparedStatement statement, Spans.OfResource row)
      throws SQLException {
    new Values(statement)
        .text(row.id())
        .text(row.rid())
        .number(row.n())
        .number(row.when().month())
        .text(row.status().wire())
        .when(row.when());
  }

  private static void bindService(PreparedStatement statement, Spans.OfService row)
      throws SQLException {
    new Values(statement)
        .text(row.id())
        .number(row.state().n())
        .number(row.when().month())
        .text(word(row.state().avail()))
        .text(word(row.state().overall()))
        .flag(row.state().stale())
        .when(row.when());
  }

  private static void bindNode(PreparedStatement statement, Spans.OfNode row) throws SQLException {
    new Values(statement)
        .text(row.id())
        .number(row.n())
        .number(row.when().month())
        .text(row.state().wire())
        .when(row.when());
  }

  private static String word(io.vigie.contract.availability.Availability availability) {
    return (availability == null ? io.vigie.contract.availability.Availability.UNDEF : availability)
        .wire();
  }
}
