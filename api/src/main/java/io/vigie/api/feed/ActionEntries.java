package io.vigie.api.feed;

import io.vigie.api.action.ActionRow;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** That an action began is one entry, how it ended another. */
final class ActionEntries {
  private ActionEntries() {}

  static Feed.Entry of(ActionRow row, Tongue tongue) {
    boolean ended = row.end() != null;
    Map<String, String> in =
        Map.of(
            "action",
            row.action().isEmpty() ? tongue.words().say("action.unnamed") : row.action(),
            "service",
            row.cluster() + '/' + row.service(),
            "node",
            row.node());
    return new Feed.Entry(
        "urn:vigie:action:" + Tongue.encoded(row.id()) + (ended ? ":ended" : ":begun"),
        tongue.title(status(row, tongue), tongue.words().say("action", in)),
        tongue.page(
            "actions?q=" + Tongue.encoded("id=\"" + row.id() + '"') + "&open=" + encoded(row)),
        ended ? row.end() : row.begin(),
        updated(row),
        row.status(),
        tongue.html("", rows(row, tongue)));
  }

  private static String encoded(ActionRow row) {
    return Tongue.encoded(row.id());
  }

  /** A word of a newer version is told as it is. */
  private static String status(ActionRow row, Tongue tongue) {
    String key = "status." + row.status();
    return tongue.words().has(key) ? tongue.words().say(key) : row.status();
  }

  private static Instant updated(ActionRow row) {
    if (row.acknowledgedAt() != null) {
      return row.acknowledgedAt();
    }
    return row.end() == null ? row.begin() : row.end();
  }

  private static Map<String, String> rows(ActionRow row, Tongue tongue) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put(say(tongue, "begun"), tongue.times().moment(row.begin()));
    if (row.end() != null) {
      rows.put(say(tongue, "ended"), tongue.times().moment(row.end()));
      rows.put(
          say(tongue, "lasted"), tongue.times().span(Duration.between(row.begin(), row.end())));
    }
    rows.put(say(tongue, "apps"), row.app());
    rows.put(say(tongue, "by"), row.by());
    rows.put(
        say(tongue, "acknowledged"),
        row.acknowledged().isEmpty() ? "" : row.acknowledged() + ": " + row.comment());
    return rows;
  }

  private static String say(Tongue tongue, String name) {
    return tongue.words().say("row." + name);
  }
}
