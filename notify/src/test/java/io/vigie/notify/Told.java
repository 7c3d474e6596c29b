package io.vigie.notify;

import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Notification;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.Cause;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notifications as streams tell them. */
public final class Told {
  public static final Instant NINE = Instant.parse("2026-11-30T09:00:00Z");
  public static final Recipient ZOE = new Recipient("zoe", "zoe@example.org", "en", "responsible");
  public static final Recipient RENE =
      new Recipient("rene", "rene@example.org", "fr", "responsible");

  private Told() {}

  /** A service that is down since nine. */
  public static Notification down(String id, String service, Recipient... to) {
    return of(id, Cause.RAISED, alert("service-unavailable:" + service), null, to);
  }

  /** The same, over five minutes later. */
  public static Notification upAgain(String id, String service, Recipient... to) {
    return of(id, Cause.RESOLVED, alert("service-unavailable:" + service), null, to);
  }

  public static Notification of(
      String id, Cause cause, String alert, TicketId ticket, Recipient... to) {
    return of(id, cause, alert(alert), ticket, to);
  }

  public static Notification of(
      String id, Cause cause, Alert alert, TicketId ticket, Recipient... to) {
    return new Notification(
        id,
        cause,
        NINE.plusSeconds(10),
        "shop",
        cause == Cause.RESOLVED ? over(alert) : alert,
        ticket,
        List.of(to));
  }

  public static Notification test(String id, Recipient... to) {
    return new Notification(id, Cause.TEST, NINE, "", null, null, List.of(to));
  }

  public static Alert alert(String id) {
    return alert(id, Severity.CRITICAL, Map.of("avail", "down"));
  }

  public static Alert alert(String id, Severity severity, Map<String, String> facts) {
    AlertId alert = AlertId.parse(id);
    boolean ofService = alert.anchor().matches("[^/]+/[^/]+") && !id.startsWith("node");
    boolean ofNode = alert.anchor().matches("[^/]+/[^/]+") && id.startsWith("node");
    return new Alert(
        alert,
        1,
        1,
        1,
        AlertState.OPEN,
        severity,
        AlertMove.RAISED,
        false,
        null,
        NINE,
        NINE.plusSeconds(10),
        NINE.plusSeconds(10),
        null,
        "",
        "PRD",
        true,
        List.of("shop"),
        ofService ? ServiceId.parse(alert.anchor()) : null,
        ofNode ? NodeId.parse(alert.anchor()) : null,
        "",
        null,
        null,
        new HashMap<>(facts),
        List.of());
  }

  private static Alert over(Alert a) {
    return new Alert(
        a.alert(),
        a.n() + 1,
        a.episode(),
        a.occurrence(),
        AlertState.RESOLVED,
        a.severity(),
        AlertMove.RESOLVED,
        a.flapping(),
        a.heldBy(),
        a.since(),
        a.raised(),
        a.at(),
        a.since().plusSeconds(300),
        "cleared",
        a.env(),
        a.production(),
        a.apps(),
        a.service(),
        a.node(),
        a.silencedBy(),
        a.acknowledged(),
        a.ticketed(),
        a.facts(),
        a.evidence());
  }

  public static Message message(Recipient to, Notification... told) {
    return new Message("m1@example.org", to, NINE, List.of(told));
  }
}
