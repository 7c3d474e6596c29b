package io.vigie.notify.channel;

import io.vigie.contract.event.Alert;
import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Notification;
import io.vigie.contract.ticket.BodyField;
import io.vigie.contract.ticket.BodyTemplate;
import io.vigie.contract.ticket.Channel;
import io.vigie.notify.Message;
import io.vigie.notify.text.Brief;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What is sent to a webhook or chat: its own text, or the usual one, with the fields filled in. */
final class Bodies {
  private static final String WEBHOOK =
      """
      {"delivery": "{{delivery}}", "channel": "{{channel}}", "notification": "{{notification}}",
       "cause": "{{cause}}", "at": "{{at}}", "app": "{{app}}", "ticket": "{{ticket}}",
       "alert": {"id": "{{alert}}", "kind": "{{kind}}", "anchor": "{{anchor}}",
         "detail": "{{detail}}", "episode": "{{episode}}", "severity": "{{severity}}",
         "state": "{{state}}", "since": "{{since}}", "raised": "{{raised}}",
         "resolved": "{{resolved}}", "reason": "{{reason}}", "env": "{{env}}",
         "production": "{{production}}", "service": "{{service}}", "node": "{{node}}",
         "facts": "{{facts}}"},
       "text": "{{text}}", "link": "{{link}}"}
      """;
  private static final String CHAT = "{\"text\": \"{{text}}\"}";

  /** A text stands in a body more than once at worst. */
  private static final int LONGEST_FIELD = 8_000;

  private final Brief brief;

  Bodies(Brief brief) {
    this.brief = brief;
  }

  /** JSON. */
  String of(ChannelPolicy channel, Message message) {
    boolean chat = channel.kind() == Channel.CHAT;
    String own = channel.body();
    BodyTemplate template =
        BodyTemplate.parse(channel.kind(), own.isEmpty() ? chat ? CHAT : WEBHOOK : own);
    Map<BodyField, String> values = values(message);
    if (chat) {
      plain(values);
    }
    String body = template.fill(values);
    if (body.length() > Delivery.MOST_BODY) {
      // its own text has fields in it many times
      throw new IllegalArgumentException(
          "what is sent has " + body.length() + " characters; " + Delivery.MOST_BODY + " at most");
    }
    return body;
  }

  /** Only our own link remains one. */
  private static void plain(Map<BodyField, String> values) {
    String link = values.get(BodyField.LINK);
    values.replaceAll((field, value) -> Chats.plain(value));
    if (!link.isEmpty()) {
      String text = values.get(BodyField.TEXT);
      values.put(BodyField.TEXT, text.replace(Chats.plain(link), Chats.escaped(link)));
      values.put(BodyField.LINK, Chats.escaped(link));
    }
  }

  private Map<BodyField, String> values(Message message) {
    Map<BodyField, String> values = new EnumMap<>(BodyField.class);
    Brief.Said said = brief.of(message);
    put(values, BodyField.TEXT, said.text());
    put(values, BodyField.SEVERITY, said.severity().wire());
    put(values, BodyField.LINK, said.link());
    put(values, BodyField.COUNT, message.notifications().size());
    put(values, BodyField.CHANNEL, message.to().person());
    put(values, BodyField.DELIVERY, message.id());
    Notification first = message.notifications().get(0);
    put(values, BodyField.NOTIFICATION, first.notification());
    put(values, BodyField.CAUSE, first.cause().wire());
    put(values, BodyField.AT, first.at());
    put(values, BodyField.APP, first.app());
    put(values, BodyField.TICKET, first.ticket());
    if (first.alert() != null) {
      put(values, first.alert());
    }
    return values;
  }

  private static void put(Map<BodyField, String> values, Alert alert) {
    put(values, BodyField.ALERT, alert.alert());
    put(values, BodyField.KIND, alert.alert().word());
    put(values, BodyField.ANCHOR, alert.alert().anchor());
    put(values, BodyField.DETAIL, alert.alert().detail());
    put(values, BodyField.EPISODE, alert.episode());
    put(values, BodyField.STATE, alert.state().wire());
    put(values, BodyField.SINCE, alert.since());
    put(values, BodyField.RAISED, alert.raised());
    put(values, BodyField.RESOLVED, alert.resolved());
    put(values, BodyField.REASON, alert.reason());
    put(values, BodyField.ENV, alert.env());
    put(values, BodyField.PRODUCTION, alert.production());
    put(values, BodyField.SERVICE, alert.service());
    put(values, BodyField.NODE, alert.node());
    put(
        values,
        BodyField.FACTS,
        alert.facts().entrySet().stream()
            .map(fact -> fact.getKey() + '=' + fact.getValue())
            .collect(Collectors.joining(", ")));
  }

  private static void put(Map<BodyField, String> values, BodyField field, Object value) {
    String text = value == null ? "" : value.toString();
    values.put(field, text.length() <= LONGEST_FIELD ? text : text.substring(0, LONGEST_FIELD));
  }
}
