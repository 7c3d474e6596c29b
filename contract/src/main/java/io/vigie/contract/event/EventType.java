package io.vigie.contract.event;

import io.vigie.contract.topic.Topic;
import java.util.EnumSet;
import java.util.Set;

/** Every kind of event that travels, with its wire word, its topic and its record class. */
public enum EventType {
  NODE_HEARTBEAT("vigie.node-heartbeat.v1", Topic.NODE_HEARTBEAT, NodeHeartbeat.class),
  NODE_INVENTORY("vigie.node-inventory.v1", Topic.NODE, NodeInventory.class),
  NODE_FACTS("vigie.node-facts.v1", Topic.NODE, NodeFacts.class),
  NODE_PEERS("vigie.node-peers.v1", Topic.NODE, NodePeers.class),
  NODE_LEAVING("vigie.node-leaving.v1", Topic.NODE, NodeLeaving.class),
  INSTANCE_STATUS("vigie.instance-status.v1", Topic.INSTANCE_STATUS, InstanceStatus.class),
  SERVICE_CLAIM("vigie.service-claim.v1", Topic.INSTANCE_STATUS, ServiceClaim.class),
  SERVICE_CONFIG("vigie.service-config.v1", Topic.SERVICE_CONFIG, ServiceConfig.class),
  ACTION_BEGIN("vigie.action-begin.v1", Topic.ACTION, ActionBegin.class),
  ACTION_LINE("vigie.action-line.v1", Topic.ACTION, ActionLine.class),
  ACTION_END("vigie.action-end.v1", Topic.ACTION, ActionEnd.class),
  SYNC_RESULT("vigie.sync-result.v1", Topic.SYNC, SyncResult.class),
  CHECK_VALUES("vigie.check-values.v1", Topic.CHECK, CheckValues.class),
  ACTION_REQUEST("vigie.action-request.v1", Topic.ACTION_REQUEST, ActionRequest.class),
  /**
   * Travels on several topics: the input topics it times and the health topics that carry it on.
   */
  PULSE("vigie.pulse.v1", Topic.NODE_HEARTBEAT, Pulse.class),
  INSTANCE_HEALTH("vigie.instance-health.v1", Topic.INSTANCE_HEALTH, InstanceHealth.class),
  SERVICE_HEALTH("vigie.service-health.v1", Topic.SERVICE_HEALTH, ServiceHealth.class),
  NODE_HEALTH("vigie.node-health.v1", Topic.NODE_HEALTH, NodeHealth.class),
  CHECK_HEALTH("vigie.check-health.v1", Topic.CHECK_HEALTH, CheckHealth.class),
  SYNC_HEALTH("vigie.sync-health.v1", Topic.SYNC_HEALTH, SyncHealth.class),
  PERSON_POLICY("vigie.person-policy.v1", Topic.POLICY, PersonPolicy.class),
  GROUP_POLICY("vigie.group-policy.v1", Topic.POLICY, GroupPolicy.class),
  APP_POLICY("vigie.app-policy.v1", Topic.POLICY, AppPolicy.class),
  SERVICE_POLICY("vigie.service-policy.v1", Topic.POLICY, ServicePolicy.class),
  NODE_POLICY("vigie.node-policy.v1", Topic.POLICY, NodePolicy.class),
  ALERT_RULE("vigie.alert-rule.v1", Topic.POLICY, AlertRule.class),
  SILENCE("vigie.silence.v1", Topic.POLICY, Silence.class),
  CHECK_THRESHOLD("vigie.check-threshold.v1", Topic.POLICY, CheckThreshold.class),
  TICKET_RULE("vigie.ticket-rule.v1", Topic.POLICY, TicketRule.class),
  CHANNEL_POLICY("vigie.channel-policy.v1", Topic.POLICY, ChannelPolicy.class),
  POLICY_MARK("vigie.policy-mark.v1", Topic.POLICY, PolicyMark.class),
  NODE_RETIRE("vigie.node-retire.v1", Topic.COMMAND, NodeRetire.class),
  SERVICE_RETIRE("vigie.service-retire.v1", Topic.COMMAND, ServiceRetire.class),
  ALERT_ACKNOWLEDGE("vigie.alert-acknowledge.v1", Topic.COMMAND, AlertAcknowledge.class),
  /** A command of the console; of a node an event among its actions. */
  ACTION_ACKNOWLEDGE("vigie.action-acknowledge.v1", Topic.COMMAND, ActionAcknowledge.class),
  CUSTOM_ALERT("vigie.custom-alert.v1", Topic.COMMAND, CustomAlert.class),
  TICKET_ACT("vigie.ticket-act.v1", Topic.COMMAND, TicketAct.class),
  MAIL_TEST("vigie.mail-test.v1", Topic.COMMAND, MailTest.class),
  ALERT_TICKETED("vigie.alert-ticketed.v1", Topic.COMMAND, AlertTicketed.class),
  ALERT("vigie.alert.v1", Topic.ALERT, Alert.class),
  TICKET("vigie.ticket.v1", Topic.TICKET, Ticket.class),
  NOTIFICATION("vigie.notification.v1", Topic.NOTIFICATION, Notification.class),
  DELIVERY("vigie.delivery.v1", Topic.DELIVERY, Delivery.class),
  AUDIT_ENTRY("vigie.audit-entry.v1", Topic.AUDIT, AuditEntry.class),
  REJECTED("vigie.rejected.v1", Topic.REJECTED, Rejected.class);

  private static final EventType[] VALUES = values();

  private final String wire;
  private final Topic topic;
  private final Class<? extends Event> record;

  EventType(String wire, Topic topic, Class<? extends Event> record) {
    this.wire = wire;
    this.topic = topic;
    this.record = record;
  }

  /** The type of that wire word, or null when this version does not know it. */
  public static EventType parse(String text) {
    for (EventType type : VALUES) {
      if (type.wire.equals(text)) {
        return type;
      }
    }
    return null;
  }

  public String wire() {
    return wire;
  }

  public Topic topic() {
    return topic;
  }

  /** Every topic it may stand on: {@link #topic()} alone, but for a few. */
  public Set<Topic> topics() {
    return switch (this) {
      case PULSE -> {
        Set<Topic> topics = EnumSet.copyOf(Pulse.INPUTS);
        topics.addAll(Pulse.OUTPUTS);
        yield topics;
      }
      case ACTION_ACKNOWLEDGE -> EnumSet.of(Topic.COMMAND, Topic.ACTION);
      default -> EnumSet.of(topic);
    };
  }

  public Class<? extends Event> record() {
    return record;
  }

  /** Name of the JSON Schema of this type's data, and the envelope's {@code dataschema}. */
  public String dataschema() {
    return "urn:" + wire.replace('.', ':');
  }
}
