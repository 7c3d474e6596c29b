package io.vigie.notify.text;

import io.vigie.contract.event.AppPolicy;
import io.vigie.contract.event.Notification;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.ticket.Cause;
import io.vigie.notify.Message;
import io.vigie.words.Plain;
import io.vigie.words.Words;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Why somebody gets a mail. */
final class Why {
  private static final String CHAIN = "chain ";
  private static final int MOST = 5;

  private final Words words;

  Why(Words words) {
    this.words = words;
  }

  /** A line for each reason. */
  String of(Message message) {
    Set<String> reasons = new LinkedHashSet<>();
    for (Notification told : message.notifications()) {
      told.to().stream()
          .filter(to -> to.key().equals(message.to().key()))
          .map(to -> reason(told, to))
          .forEach(reasons::add);
    }
    return String.join(
        "\n",
        reasons.stream()
            .limit(MOST)
            .map(reason -> Plain.line(words.say("why", Map.of("why", reason))))
            .toList());
  }

  private String reason(Notification told, Recipient to) {
    if (told.cause() == Cause.TEST) {
      return words.say("why.test");
    }
    String app =
        told.app().isEmpty() || told.app().equals(AppPolicy.NONE) ? words.say("none") : told.app();
    String why = to.why();
    if (why.startsWith(CHAIN)) {
      return words.say("why.chain", Map.of("app", app, "n", why.substring(CHAIN.length())));
    }
    String key = "why." + why;
    boolean known = Set.of("responsible", "manager", "fallback").contains(why);
    return words.say(known ? key : "why.other", Map.of("app", app, "why", why));
  }
}
