package io.vigie.streams.siem;

import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.event.AuditEntry;
import io.vigie.contract.event.AuditOutcome;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.ticket.TicketMove;
import io.vigie.contract.wire.Envelope;
import java.time.Instant;
import java.util.List;

/**
 * What happened as one flat document of the Elastic Common Schema, for those who read logs: a
 * change of a service, a node, an alert or a ticket, the end of an action, an act of a person.
 * Field by field in docs/consumers.md.
 */
public final class Ecs {
  private Ecs() {}

  public static byte[] of(Alert alert) {
    boolean ends = alert.move() == AlertMove.RESOLVED;
    boolean begins = alert.move() == AlertMove.RAISED || alert.move() == AlertMove.FLAPPING;
    Document document =
        new Document(alert.at(), "alert", alert.alert() + "#" + alert.n())
            .put("event.kind", "alert")
            .list("event.category", "host")
            .list("event.type", begins ? "start" : ends ? "end" : "change")
            .put("event.action", "alert-" + alert.move().wire())
            .put("event.severity", alert.severity().ordinal() + 1)
            .put("event.start", alert.since())
            .put("event.end", alert.resolved())
            .put("event.reason", alert.reason())
            .put("log.level", alert.severity().wire())
            .put("rule.name", alert.alert().kind().wire())
            .put("rule.id", alert.alert())
            .put("service.environment", alert.env())
            .put("message", message(alert))
            .put("labels.episode", Long.toString(alert.episode()))
            .put("labels.apps", String.join(" ", alert.apps()))
            .put("labels.held_by", alert.heldBy())
            .put("labels.silenced_by", alert.silencedBy());
    if (alert.move() == AlertMove.ACKNOWLEDGED) {
      document.put("user.name", alert.acknowledged().by());
    }
    return about(document, alert.service(), alert.node()).bytes();
  }

  public static byte[] of(Ticket ticket) {
    boolean begins = ticket.move() == TicketMove.OPENED || ticket.move() == TicketMove.REOPENED;
    boolean ends = ticket.move() == TicketMove.CLOSED;
    return new Document(ticket.at(), "ticket", ticket.ticket() + "#" + ticket.n())
        .put("event.kind", "event")
        .list("event.category", "host")
        .list("event.type", begins ? "start" : ends ? "end" : "change")
        .put("event.action", "ticket-" + ticket.move().wire())
        .put("event.severity", ticket.severity().ordinal() + 1)
        .put("event.start", ticket.opened())
        .put("event.end", ticket.closed())
        .put("log.level", ticket.severity().wire())
        .put("user.name", ticket.by())
        .put(
            "message",
            "ticket "
                + ticket.ticket()
                + " "
                + ticket.move().wire()
                + ", alerts "
                + ticket.lines().size())
        .put("labels.ticket", ticket.ticket())
        .put("labels.state", ticket.state().wire())
        .put("labels.owner", ticket.owner())
        .put("labels.apps", ticket.ticket().app())
        .bytes();
  }

  private static String message(Alert alert) {
    StringBuilder text =
        new StringBuilder(alert.alert().toString())
            .append(' ')
            .append(alert.move().wire())
            .append(", ")
            .append(alert.severity().wire());
    alert
        .facts()
        .forEach((name, value) -> text.append(", ").append(name).append(' ').append(value));
    return text.toString();
  }

  public static byte[] of(ServiceHealth health) {
    String before = health.previous() == null ? "" : health.previous().avail().wire();
    Document document =
        new Document(health.since(), "service", health.service() + "#" + health.n())
            .put("event.kind", "state")
            .list("event.category", "host")
            .list("event.type", "change")
            .put("event.action", health.removed() ? "service-removed" : "service-changed")
            .put("event.outcome", health.avail() == Availability.DOWN ? "failure" : null)
            .put("log.level", level(health))
            .put("service.state", health.avail().wire())
            .put("service.environment", health.env())
            .put(
                "message",
                "service " + health.service() + " " + from(before) + health.avail().wire())
            .put("labels.overall", health.overall().wire())
            .put("labels.previous", before)
            .put("labels.apps", health.app())
            .put("labels.up", String.join(" ", health.upNodes()));
    return about(document, health.service(), null).bytes();
  }

  private static String from(String before) {
    return before.isEmpty() ? "is " : "was " + before + ", is ";
  }

  private static String level(ServiceHealth health) {
    return switch (health.avail()) {
      case UP, NA, STDBY_UP -> "info";
      case WARN, UNDEF, STDBY_DOWN -> "warning";
      case DOWN -> "error";
    };
  }

  public static byte[] of(NodeHealth health) {
    String before = health.previous() == null ? "" : health.previous().wire();
    Document document =
        new Document(health.since(), "node", health.node() + "#" + health.n())
            .put("event.kind", "state")
            .list("event.category", "host")
            .list("event.type", "change")
            .put("event.action", "node-" + health.state().wire())
            .put("log.level", "info")
            .put("service.environment", health.env())
            .put("message", "node " + health.node() + " " + from(before) + health.state().wire())
            .put("labels.state", health.state().wire())
            .put("labels.previous", before)
            .put("labels.site", health.site());
    return about(document, null, health.node()).bytes();
  }

  public static byte[] of(ActionEnd end, Instant at) {
    boolean failed = end.status() == ActionStatus.ERR;
    Document document =
        new Document(at, "action", end.id())
            .put("event.kind", "event")
            .list("event.category", "process")
            .list("event.type", "end")
            .put("event.action", end.action())
            .put("event.outcome", failed ? "failure" : "success")
            .put("event.start", end.begin())
            .put("event.end", end.end())
            .put("log.level", failed ? "error" : "info")
            .put("process.pid", end.pid())
            .put("process.command_line", end.command())
            .put("user.name", end.by())
            .put(
                "message", end.action() + " of " + end.instance() + " ended " + end.status().wire())
            .put("labels.origin", end.origin().wire())
            .put("labels.status", end.status().wire());
    return about(document, end.instance().serviceId(), end.instance().nodeId()).bytes();
  }

  /** Said on a node. */
  public static byte[] of(ActionAcknowledge act, Envelope<?> envelope, Instant at) {
    Document document =
        new Document(at, "audit", envelope.source() + "#" + envelope.id())
            .put("event.kind", "event")
            .put("event.category", category(AuditAct.ACKNOWLEDGE))
            .put("event.type", types(AuditAct.ACKNOWLEDGE))
            .put("event.action", AuditAct.ACKNOWLEDGE.wire())
            .put("event.outcome", "success")
            .put("log.level", "info")
            .put("user.name", act.by())
            .put("message", act.by() + " acknowledge action " + act.action())
            .put("labels.object_kind", "action")
            .put("labels.object", act.action());
    return about(document, act.service(), act.node()).bytes();
  }

  public static byte[] of(AuditEntry entry) {
    Document document =
        new Document(entry.at(), "audit", entry.id())
            .put("event.kind", "event")
            .put("event.category", category(entry.act()))
            .put("event.type", types(entry.act()))
            .put("event.action", entry.act().wire())
            .put("event.outcome", entry.outcome() == AuditOutcome.OK ? "success" : "failure")
            .put("log.level", entry.outcome() == AuditOutcome.OK ? "info" : "warning")
            .put("user.name", entry.person())
            .put("user.roles", entry.role().isEmpty() ? null : List.of(entry.role()))
            .put("source.address", entry.address())
            .put(
                "message",
                entry.person()
                    + " "
                    + entry.act().wire()
                    + " "
                    + entry.kind()
                    + " "
                    + entry.object())
            .put("labels.object_kind", entry.kind())
            .put("labels.object", entry.object())
            .put("labels.changed", String.join(" ", entry.after().keySet()));
    return document.bytes();
  }

  private static List<String> category(AuditAct act) {
    return switch (act) {
      case SIGN_IN, SIGN_IN_REFUSED, SIGN_OUT -> List.of("authentication", "session");
      case TOKEN_MAKE, TOKEN_DELETE -> List.of("iam");
      case MAIL_TEST -> List.of("email");
      case CHANNEL_TEST -> List.of("network");
      case REQUEST, CONFIRM -> List.of("process");
      case CREATE, CHANGE, DELETE, IMPORT, EXPORT, RETIRE, ACKNOWLEDGE, UNKNOWN ->
          List.of("configuration");
    };
  }

  private static List<String> types(AuditAct act) {
    return switch (act) {
      case SIGN_IN, SIGN_IN_REFUSED, REQUEST, CONFIRM -> List.of("start");
      case SIGN_OUT -> List.of("end");
      case CREATE, TOKEN_MAKE -> List.of("creation");
      case DELETE, TOKEN_DELETE, RETIRE -> List.of("deletion");
      case EXPORT -> List.of("access");
      case MAIL_TEST, CHANNEL_TEST -> List.of("info");
      case CHANGE, IMPORT, ACKNOWLEDGE, UNKNOWN -> List.of("change");
    };
  }

  private static Document about(Document document, ServiceId service, NodeId node) {
    if (service != null) {
      document
          .put("service.id", service)
          .put("service.name", service.service())
          .put("labels.cluster", service.cluster());
    }
    if (node != null) {
      document
          .put("host.id", node)
          .put("host.name", node.node())
          .put("labels.cluster", node.cluster());
    }
    return document;
  }
}
