package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.topic.Topic;

/**
 * What a record says: the {@code data} of its CloudEvents envelope. Absent beats null; fields
 * unknown to a reader are ignored.
 */
public sealed interface Event
    permits NodeHeartbeat,
        NodeInventory,
        NodeFacts,
        NodePeers,
        NodeLeaving,
        InstanceStatus,
        ServiceClaim,
        ServiceConfig,
        ActionBegin,
        ActionLine,
        ActionEnd,
        SyncResult,
        CheckValues,
        ActionRequest,
        Pulse,
        InstanceHealth,
        ServiceHealth,
        NodeHealth,
        CheckHealth,
        SyncHealth,
        PersonPolicy,
        GroupPolicy,
        AppPolicy,
        ServicePolicy,
        NodePolicy,
        PolicyMark,
        AlertRule,
        Silence,
        CheckThreshold,
        TicketRule,
        ChannelPolicy,
        NodeRetire,
        ServiceRetire,
        AlertAct,
        ActionAcknowledge,
        CustomAlert,
        TicketAct,
        MailTest,
        Alert,
        Ticket,
        Notification,
        Delivery,
        AuditEntry,
        Rejected {

  @JsonIgnore
  EventType type();

  /** Where it goes: of a type that stands on several topics, the one this event belongs on. */
  @JsonIgnore
  default Topic goesTo() {
    return type().topic();
  }

  /** Kafka key: what compaction keeps the last word of. */
  @JsonIgnore
  String key();

  /** What decides the partition: records with one anchor are in one order. */
  @JsonIgnore
  String anchor();

  /** The node that speaks, and speaks of itself; null for what only the collector writes. */
  @JsonIgnore
  default NodeId speaker() {
    return null;
  }
}
