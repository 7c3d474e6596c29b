package io.vigie.api.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.ticket.Channel;
import io.vigie.people.Audience;
import io.vigie.people.Chain;
import io.vigie.people.Directory;
import io.vigie.people.LeftOut;
import io.vigie.ticket.TicketPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who would be told of an alert now, who would not, and why. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "AlertRecipients", description = "Who would be told of it now, and why")
record RecipientsAnswer(
    @Schema(description = "App whose people they are") String app,
    @Schema(
            type = "string",
            description =
                "Why nobody is told just now: resolved, acknowledged, silenced, held, flapping;"
                    + " null: they are")
        Quiet quiet,
    List<To> to,
    @Schema(description = "Whom it concerns, and who is not told") List<Not> leftOut,
    @Schema(description = "How many more there would be: 300 at most are told") int more,
    @Schema(description = "Who else is told when nobody takes it, soonest first") List<Later> chain,
    @Schema(description = "It becomes a ticket when nobody takes it for so long; null: never")
        Long ticketAfterSeconds) {

  /** Why nobody is told. */
  enum Quiet {
    RESOLVED,
    ACKNOWLEDGED,
    SILENCED,
    HELD,
    FLAPPING;

    @JsonValue
    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Null for none. */
    private static Quiet of(AlertRow row) {
      if (row.resolved() != null) {
        return RESOLVED;
      }
      if (!row.acknowledged().isEmpty()) {
        return ACKNOWLEDGED;
      }
      if (row.silenced()) {
        return SILENCED;
      }
      if (!row.heldBy().isEmpty()) {
        return HELD;
      }
      return row.flapping() ? FLAPPING : null;
    }
  }

  /** Somebody who is told. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "AlertRecipient")
  record To(
      @Schema(description = "Or name of a channel") String person,
      String mail,
      @Schema(example = "responsible", description = "responsible, manager, chain 1, channel …")
          String why,
      @Schema(description = "mail; of what is no person webhook or chat") Channel channel) {
    private static To of(Recipient recipient) {
      return new To(recipient.person(), recipient.mail(), recipient.why(), recipient.channel());
    }
  }

  /** Somebody who is not. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "AlertNotTold")
  record Not(
      String person,
      @Schema(
              description =
                  "unknown: there is no such person; disabled; no-address; severity: they want to"
                      + " hear of more severe ones only; not-on-call: not in their hours")
          String why) {
    private static Not of(LeftOut out) {
      return new Not(out.person(), out.why().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
  }

  /** A step of the chain. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "AlertToldLater")
  record Later(
      @Schema(description = "Since it was raised") long afterSeconds,
      List<To> to,
      List<Not> leftOut) {}

  static RecipientsAnswer of(AlertRow row, Directory people, TicketPolicy rules, Instant now) {
    Alert alert = row.alert(row.severity());
    Audience told = Audience.of(alert, now, 0, people);
    return new RecipientsAnswer(
        Audience.app(alert),
        Quiet.of(row),
        to(told),
        out(told),
        told.more(),
        chain(alert, people, now),
        rules.afterSeconds(alert));
  }

  private static List<Later> chain(Alert alert, Directory people, Instant now) {
    Chain chain = Chain.of(alert, people);
    List<Later> all = new ArrayList<>();
    long last = 0;
    for (long next = chain.next(last); next != Chain.NEVER; next = chain.next(last)) {
      Audience told = Audience.ofChain(alert, now, last, next, people);
      all.add(new Later(next, to(told), out(told)));
      last = next;
    }
    return all;
  }

  private static List<To> to(Audience told) {
    return told.to().stream().map(To::of).toList();
  }

  private static List<Not> out(Audience told) {
    return told.leftOut().stream().map(Not::of).toList();
  }
}
