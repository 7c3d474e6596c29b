package io.vigie.api.feed;

import io.vigie.api.alert.AlertRow;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.event.Alert;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Each time an alert is raised is one entry, that it is over another: so a reader tells of both,
 * once. While it flaps both are the same one.
 */
final class AlertEntries {
  private AlertEntries() {}

  static Feed.Entry of(AlertRow row, Tongue tongue) {
    Alert alert = row.alert(row.severity());
    boolean over = row.state() == AlertState.RESOLVED;
    String tag = over ? tongue.words().say("tag.resolved") : tongue.severity(alert);
    String what = tongue.alerts().what(alert);
    return new Feed.Entry(
        id(row, over),
        tongue.title(
            tag, row.flapping() ? tongue.words().say("flapping", Map.of("what", what)) : what),
        tongue.page("alerts/" + Tongue.encoded(row.id())),
        over && row.resolved() != null ? row.resolved() : row.raised(),
        row.at(),
        row.severity().wire(),
        tongue.html(over ? tongue.alerts().over(alert) : "", rows(row, alert, tongue)));
  }

  private static String id(AlertRow row, boolean over) {
    String time = row.flapping() ? "flapping" : row.occurrence() + (over ? ":over" : ":open");
    return "urn:vigie:alert:" + Tongue.encoded(row.id()) + ':' + row.episode() + ':' + time;
  }

  private static Map<String, String> rows(AlertRow row, Alert alert, Tongue tongue) {
    Map<String, String> rows = new LinkedHashMap<>(tongue.alerts().rows(alert, row.ticket()));
    rows.put(tongue.words().say("row.silenced"), row.silencedBy());
    rows.put(
        tongue.words().say("row.acknowledged"),
        row.acknowledged().isEmpty() ? "" : row.acknowledged() + ": " + row.comment());
    tongue.alerts().facts(alert).forEach(rows::putIfAbsent);
    return rows;
  }
}
