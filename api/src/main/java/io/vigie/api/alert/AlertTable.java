package io.vigie.api.alert;

import io.vigie.api.filter.Field;
import io.vigie.api.filter.Fields;
import io.vigie.api.list.RowTable;
import io.vigie.api.list.Sort;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Alerts: the open ones worst first, then those that ended; of equals the newest first. */
public final class AlertTable {
  public static final List<String> SEVERITIES =
      Arrays.stream(Severity.values()).map(Severity::wire).toList();

  private static final List<String> STATES =
      Arrays.stream(AlertState.values()).map(AlertState::wire).toList();

  public static final RowTable<AlertRow> TABLE =
      new RowTable<>(
          "alerts",
          "alert a",
          List.of(),
          AlertRow.COLUMNS,
          "a.id",
          new Fields(fields()),
          List.of(new Sort.Key("a.badness", true, false), new Sort.Key("a.raised", true, false)),
          List.of(new Sort.Key("a.raised", false, false)),
          sight -> sight.alerts("a"),
          AlertRow::read);

  private AlertTable() {}

  /**
   * As a word.
   *
   * @param column that holds the number of a severity
   */
  public static String severity(String column) {
    return "ELT("
        + column
        + "+1,"
        + SEVERITIES.stream().map(word -> "'" + word + "'").collect(Collectors.joining(","))
        + ")";
  }

  private static List<Field> fields() {
    return List.of(
        Field.text("id", "a.id"),
        Field.text("kind", "a.kind").unsorted(),
        // badness is made of state and severity: said so, its index answers
        Field.word("severity", severity("a.severity"), SEVERITIES).orderedBy("a.severity"),
        Field.word("state", "a.state", STATES)
            .implying(
                Map.of(
                    "open",
                    "a.badness>0",
                    "resolved",
                    "a.badness=0",
                    Field.ANY_BUT + "resolved",
                    "a.badness>0",
                    Field.ANY_BUT + "open",
                    "a.badness=0"))
            .unsorted(),
        Field.text("anchor", "a.anchor").unsorted(),
        Field.text("detail", "a.detail").unsorted(),
        Field.text("cluster", "a.cluster").unsorted(),
        Field.text("service", "a.service"),
        Field.text("node", "a.node"),
        Field.text("app", "a.app"),
        Field.names("apps", "a.apps"),
        Field.text("env", "a.env").unsorted(),
        Field.flag("production", "a.production").unsorted(),
        Field.flag("flapping", "a.flapping").unsorted(),
        Field.text("heldBy", "a.held_by").unsorted(),
        Field.text("silencedBy", "a.silenced_by").unsorted(),
        Field.flag("silenced", "(a.silenced_by<>'')").unsorted(),
        Field.number("episode", "a.episode").unsorted(),
        Field.number("occurrence", "a.occurrence").unsorted(),
        Field.moment("since", "a.since"),
        Field.moment("raised", "a.raised"),
        Field.moment("at", "a.at").unsorted(),
        Field.moment("resolved", "a.resolved").orAbsent().unsorted(),
        Field.text("reason", "a.reason").unsorted(),
        Field.text("acknowledged", "a.ack_by").unsorted(),
        Field.moment("acknowledgedAt", "a.ack_at").orAbsent().unsorted(),
        Field.text("comment", "a.ack_comment").unsorted(),
        Field.moment("expires", "a.ack_expires").orAbsent().unsorted(),
        Field.flag("sticky", "a.ack_sticky").unsorted(),
        Field.text("ticket", "a.ticket").unsorted(),
        Field.moment("ticketedAt", "a.ticketed_at").orAbsent().unsorted());
  }
}
