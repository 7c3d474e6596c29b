package io.vigie.notify.text;

import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Notification;
import io.vigie.contract.ticket.Cause;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Puts notifications into words. */
final class Items {
  private static final Set<String> SPANS = Set.of("skew s", "sync_max_delay", "timeout");

  private final Words words;
  private final Times times;
  private final URI console;

  Items(Words words, Times times, URI console) {
    this.words = words;
    this.times = times;
    this.console = console;
  }

  Item of(Notification told) {
    return told.alert() == null ? test(told) : of(told, told.alert());
  }

  private Item test(Notification told) {
    return new Item(
        told,
        false,
        Severity.INFO,
        words.say("tag.test"),
        words.say("subject.test"),
        times.moment(told.at()),
        words.say("lead.test"),
        Map.of(),
        Map.of(),
        console == null ? "" : console + "/");
  }

  private Item of(Notification told, Alert alert) {
    boolean over = told.cause() == Cause.RESOLVED;
    return new Item(
        told,
        over,
        alert.severity(),
        over ? words.say("tag.resolved") : severity(alert),
        new Sayings(words, times).of(alert),
        times.moment(over && alert.resolved() != null ? alert.resolved() : alert.since()),
        lead(told, alert),
        rows(told, alert),
        facts(alert),
        link(alert));
  }

  private String severity(Alert alert) {
    return words.say("severity." + alert.severity().wire());
  }

  private String lead(Notification told, Alert alert) {
    String key = "lead." + told.cause().wire();
    String because = key + '.' + alert.reason().replace(' ', '_');
    return Plain.line(
        words.say(words.has(because) ? because : key, Map.of("ticket", ticket(told))));
  }

  private static String ticket(Notification told) {
    return told.ticket() == null ? "" : told.ticket().toString();
  }

  private Map<String, String> rows(Notification told, Alert alert) {
    Map<String, String> rows = new LinkedHashMap<>();
    row(
        rows,
        "severity",
        severity(alert) + (alert.production() ? " (" + words.say("production") + ')' : ""));
    row(rows, "since", times.moment(alert.since()));
    if (alert.resolved() != null) {
      row(rows, "ended", times.moment(alert.resolved()));
      row(rows, "lasted", times.span(Duration.between(alert.since(), alert.resolved())));
    }
    row(rows, "service", alert.service() == null ? "" : alert.service().toString());
    row(rows, "node", alert.node() == null ? "" : alert.node().toString());
    row(rows, "apps", String.join(", ", alert.apps()));
    row(rows, "env", alert.env());
    row(rows, "ticket", ticket(told));
    if (alert.occurrence() > 1) {
      row(rows, "occurrence", words.count("occurrence", alert.occurrence(), Map.of()));
    }
    return rows;
  }

  private void row(Map<String, String> rows, String name, String value) {
    String line = Plain.line(value);
    if (!line.isEmpty()) {
      rows.put(words.say("row." + name), line);
    }
  }

  private Map<String, String> facts(Alert alert) {
    Map<String, String> facts = new LinkedHashMap<>();
    alert
        .facts()
        .forEach(
            (name, value) -> {
              String key = "fact." + name.replace(' ', '_');
              facts.put(
                  words.has(key) ? words.say(key) : Plain.line(name),
                  Plain.line(SPANS.contains(name) ? times.seconds(value) : value));
            });
    return facts;
  }

  private String link(Alert alert) {
    return console == null
        ? ""
        : console
            + "/#/alerts/"
            + URLEncoder.encode(alert.alert().toString(), StandardCharsets.UTF_8)
                .replace("+", "%20");
  }
}
