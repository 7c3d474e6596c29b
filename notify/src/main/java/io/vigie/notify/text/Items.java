package io.vigie.notify.text;

import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Notification;
import io.vigie.contract.ticket.Cause;
import io.vigie.contract.ticket.Channel;
import io.vigie.words.AlertWords;
import io.vigie.words.Plain;
import io.vigie.words.Times;
import io.vigie.words.Words;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Puts notifications into words. */
final class Items {
  private final Words words;
  private final Times times;
  private final AlertWords alerts;
  private final URI console;
  private final String test;

  /**
   * @param to by which way they are told
   */
  Items(Words words, Times times, URI console, Channel to) {
    this.words = words;
    this.times = times;
    this.alerts = new AlertWords(words, times);
    this.console = console;
    this.test = to == Channel.MAIL ? ".test" : ".test.channel";
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
        words.say("subject" + test),
        times.moment(told.at()),
        words.say("lead" + test),
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
        over ? words.say("tag.resolved") : alerts.severity(alert),
        alerts.what(alert),
        times.moment(over && alert.resolved() != null ? alert.resolved() : alert.since()),
        over ? alerts.over(alert) : lead(told),
        alerts.rows(alert, ticket(told)),
        alerts.facts(alert),
        link(alert));
  }

  private String lead(Notification told) {
    return Plain.line(words.say("lead." + told.cause().wire(), Map.of("ticket", ticket(told))));
  }

  private static String ticket(Notification told) {
    return told.ticket() == null ? "" : told.ticket().toString();
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
