package io.vigie.contract.topic;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The catalogue: every topic, once. One writer role per key; records with one anchor share a
 * partition.
 */
public enum Topic {
  NODE_HEARTBEAT("vigie.node-heartbeat.v1", "node", "node", Writers.AGENTS, Keep.DELETE, days(1)),
  NODE("vigie.node.v1", "node/part", "node", Writers.AGENTS, Keep.COMPACT, null),
  INSTANCE_STATUS(
      "vigie.instance-status.v1",
      "service@node, of a claim service",
      "service",
      Writers.AGENTS,
      Keep.COMPACT,
      null),
  SERVICE_CONFIG(
      "vigie.service-config.v1", "service@node", "service", Writers.AGENTS, Keep.COMPACT, null),
  ACTION("vigie.action.v1", "service", "service", Writers.AGENTS, Keep.DELETE, days(90)),
  SYNC("vigie.sync.v1", "service", "service", Writers.AGENTS, Keep.DELETE, days(90)),
  CHECK("vigie.check.v1", "node", "node", Writers.AGENTS, Keep.DELETE, days(7)),
  ACTION_REQUEST("vigie.action-request.v1", "node", "node", "api", Keep.DELETE, days(7)),
  POLICY("vigie.policy.v1", "kind/id", "", "api", Keep.COMPACT, null),
  COMMAND(
      "vigie.command.v1", "anchor", "of what it is about", "api, streams", Keep.DELETE, days(366)),
  INSTANCE_HEALTH(
      "vigie.instance-health.v1", "service@node", "service", "streams", Keep.HISTORY, days(90)),
  SERVICE_HEALTH(
      "vigie.service-health.v1", "service", "service", "streams", Keep.HISTORY, days(90)),
  NODE_HEALTH("vigie.node-health.v1", "node", "node", "streams", Keep.HISTORY, days(90)),
  CHECK_HEALTH("vigie.check-health.v1", "node", "node", "streams", Keep.COMPACT, null),
  SYNC_HEALTH(
      "vigie.sync-health.v1", "service:rid/target", "service", "streams", Keep.COMPACT, null),
  ALERT("vigie.alert.v1", "alert id", "the alert's", "streams", Keep.HISTORY, days(90)),
  TICKET("vigie.ticket.v1", "ticket id", "app", "streams", Keep.HISTORY, days(90)),
  NOTIFICATION("vigie.notification.v1", "idempotency key", "", "streams", Keep.DELETE, days(90)),
  DELIVERY("vigie.delivery.v1", "idempotency key", "", "notify", Keep.DELETE, days(90)),
  AUDIT("vigie.audit.v1", "person", "person", "api", Keep.DELETE, days(366)),
  SIEM("vigie.siem.v1", "anchor", "of what it tells", "streams", Keep.DELETE, days(7)),
  REJECTED(
      "vigie.rejected.v1",
      "topic-partition@offset",
      "the key",
      "gateway, streams",
      Keep.DELETE,
      days(30)),
  DEAD_LETTER(
      "vigie.dead-letter.v1",
      "topic-partition@offset",
      "the key",
      "streams",
      Keep.DELETE,
      days(30));

  /**
   * How long every report stays, though a later one of the same key has come: a state that began
   * and ended while its reader was away is history too.
   */
  public static final Duration UNREAD = Duration.ofHours(12);

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
    /** Everything for {@link #UNREAD}, then each key's last word. */
    COMPACT,
    /** Full history for the retention, then each key's last word for ever. */
    HISTORY
  }

  private static final Topic[] VALUES = values();

  private static final class Writers {
    static final String AGENTS = "agent, gateway";
  }

  private final String wire;
  private final String key;
  private final String anchor;
  private final String writer;
  private final Keep keep;
  private final Duration retention;

  Topic(String wire, String key, String anchor, String writer, Keep keep, Duration retention) {
    this.wire = wire;
    this.key = key;
    this.anchor = anchor;
    this.writer = writer;
    this.keep = keep;
    this.retention = retention;
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
    return spread() == Spread.ANCHORED;
  }

  public Spread spread() {
    return anchor.isEmpty() ? Spread.SINGLE : Spread.ANCHORED;
  }

  /** What a record's key is, for a person. */
  public String key() {
    return key;
  }

  /** What decides a record's partition, for a person; empty when there is one partition. */
  public String anchor() {
    return anchor;
  }

  /** Parts that write it: one for each key. */
  public String writer() {
    return writer;
  }

  public Keep keep() {
    return keep;
  }

  /** Written by agents or the gateway: the broker's append time is the record's timestamp. */
  public boolean fromAgents() {
    return writer.equals(Writers.AGENTS);
  }

  /** The broker's settings for this topic. */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
    if (fromAgents()) {
      settings.put("message.timestamp.type", "LogAppendTime");
    }
    switch (keep) {
      case DELETE -> {
        settings.put("cleanup.policy", "delete");
        settings.put("retention.ms", millis(retention));
      }
      case COMPACT -> {
        settings.put("cleanup.policy", "compact");
        settings.put("min.compaction.lag.ms", millis(UNREAD));
      }
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
