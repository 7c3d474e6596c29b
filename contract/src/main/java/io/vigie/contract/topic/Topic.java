package io.vigie.contract.topic;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The catalogue: every topic, once. One writer role per key; records with one anchor share a
 * partition.
 */
public enum Topic {
  NODE_HEARTBEAT("vigie.node-heartbeat.v1", Spread.ANCHORED, Keep.DELETE, days(1), true),
  NODE("vigie.node.v1", Spread.ANCHORED, Keep.COMPACT, null, true),
  INSTANCE_STATUS("vigie.instance-status.v1", Spread.ANCHORED, Keep.COMPACT, null, true),
  SERVICE_CONFIG("vigie.service-config.v1", Spread.ANCHORED, Keep.COMPACT, null, true),
  ACTION("vigie.action.v1", Spread.ANCHORED, Keep.DELETE, days(90), true),
  SYNC("vigie.sync.v1", Spread.ANCHORED, Keep.DELETE, days(90), true),
  CHECK("vigie.check.v1", Spread.ANCHORED, Keep.DELETE, days(7), true),
  ACTION_REQUEST("vigie.action-request.v1", Spread.ANCHORED, Keep.DELETE, days(7), false),
  POLICY("vigie.policy.v1", Spread.SINGLE, Keep.COMPACT, null, false),
  COMMAND("vigie.command.v1", Spread.ANCHORED, Keep.DELETE, days(366), false),
  INSTANCE_HEALTH("vigie.instance-health.v1", Spread.ANCHORED, Keep.HISTORY, days(90), false),
  SERVICE_HEALTH("vigie.service-health.v1", Spread.ANCHORED, Keep.HISTORY, days(90), false),
  NODE_HEALTH("vigie.node-health.v1", Spread.ANCHORED, Keep.HISTORY, days(90), false),
  ALERT("vigie.alert.v1", Spread.ANCHORED, Keep.HISTORY, days(90), false),
  TICKET("vigie.ticket.v1", Spread.ANCHORED, Keep.HISTORY, days(90), false),
  NOTIFICATION("vigie.notification.v1", Spread.SINGLE, Keep.DELETE, days(90), false),
  DELIVERY("vigie.delivery.v1", Spread.SINGLE, Keep.DELETE, days(90), false),
  AUDIT("vigie.audit.v1", Spread.ANCHORED, Keep.DELETE, days(366), false),
  SIEM("vigie.siem.v1", Spread.ANCHORED, Keep.DELETE, days(7), false),
  REJECTED("vigie.rejected.v1", Spread.ANCHORED, Keep.DELETE, days(30), false),
  DEAD_LETTER("vigie.dead-letter.v1", Spread.ANCHORED, Keep.DELETE, days(30), false);

  /** Largest record any topic takes, bytes. */
  public static final int MAX_RECORD_BYTES = 1_000_000;

  /** How records are laid over partitions. */
  public enum Spread {
    /** P partitions, the same P for all anchored topics. */
    ANCHORED,
    SINGLE
  }

  /** What stays of what was written. */
  public enum Keep {
    DELETE,
    COMPACT,
    /** Full history for the retention, then each key's last word for ever. */
    HISTORY
  }

  private static final Topic[] VALUES = values();

  private final String wire;
  private final Spread spread;
  private final Keep keep;
  private final Duration retention;
  private final boolean fromAgents;

  Topic(String wire, Spread spread, Keep keep, Duration retention, boolean fromAgents) {
    this.wire = wire;
    this.spread = spread;
    this.keep = keep;
    this.retention = retention;
    this.fromAgents = fromAgents;
  }

  /** The topic of that name, or null. */
  public static Topic parse(String name) {
    for (Topic topic : VALUES) {
      if (topic.wire.equals(name)) {
        return topic;
      }
    }
    return null;
  }

  public String wire() {
    return wire;
  }

  public boolean anchored() {
    return spread == Spread.ANCHORED;
  }

  public Keep keep() {
    return keep;
  }

  /** Written by agents or the gateway: the broker's append time is the record's timestamp. */
  public boolean fromAgents() {
    return fromAgents;
  }

  /** The broker's settings for this topic. */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
    if (fromAgents) {
      settings.put("message.timestamp.type", "LogAppendTime");
    }
    switch (keep) {
      case DELETE -> {
        settings.put("cleanup.policy", "delete");
        settings.put("retention.ms", millis(retention));
      }
      case COMPACT -> settings.put("cleanup.policy", "compact");
      case HISTORY -> {
        settings.put("cleanup.policy", "compact");
        settings.put("min.compaction.lag.ms", millis(retention));
        settings.put("delete.retention.ms", millis(retention));
      }
    }
    return settings;
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
