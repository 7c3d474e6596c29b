package io.vigie.agent.spool;

import io.vigie.contract.event.Event;

/**
 * How dear a record is. States are worth their last word only; events are worth every one. The
 * order of the constants is the order in which they are given up when there is no room; the end of
 * an action, and what a person says of it, never is.
 */
public enum Kind {
  STATE,
  LINE,
  BEGIN,
  SYNC,
  END;

  /**
   * @throws IllegalArgumentException for an event that no agent sends
   */
  public static Kind of(Event event) {
    return switch (event.type()) {
      case NODE_HEARTBEAT,
          NODE_INVENTORY,
          NODE_FACTS,
          NODE_PEERS,
          NODE_LEAVING,
          INSTANCE_STATUS,
          SERVICE_CLAIM,
          SERVICE_CONFIG,
          CHECK_VALUES ->
          STATE;
      case ACTION_LINE -> LINE;
      case ACTION_BEGIN -> BEGIN;
      case SYNC_RESULT -> SYNC;
      case ACTION_END -> END;
      // what a person said is as dear as an end: nobody says it twice
      case ACTION_ACKNOWLEDGE -> END;
      case PULSE,
          INSTANCE_HEALTH,
          SERVICE_HEALTH,
          NODE_HEALTH,
          CHECK_HEALTH,
          SYNC_HEALTH,
          PERSON_POLICY,
          GROUP_POLICY,
          APP_POLICY,
          SERVICE_POLICY,
          NODE_POLICY,
          CHANNEL_POLICY,
          ALERT_RULE,
          SILENCE,
          CHECK_THRESHOLD,
          TICKET_RULE,
          ACTION_REQUEST,
          POLICY_MARK,
          NODE_RETIRE,
          SERVICE_RETIRE,
          ALERT_ACKNOWLEDGE,
          CUSTOM_ALERT,
          TICKET_ACT,
          MAIL_TEST,
          ALERT_TICKETED,
          ALERT,
          TICKET,
          NOTIFICATION,
          DELIVERY,
          AUDIT_ENTRY,
          REJECTED ->
          throw new IllegalArgumentException(
              event.type().wire() + " is the collector's to send, not an agent's");
    };
  }

  /** Only the newest record of its key is worth sending. */
  public boolean lastWordOnly() {
    return this == STATE;
  }

  /** Must outlive a power cut: it is on the disk, not in a cache, before the spool has taken it. */
  boolean mustSurvivePowerCut() {
    return this == END || this == SYNC;
  }
}
