package io.vigie.contract.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Every kind of alert with its anchor and its default rule (semantics.md §4). */
public enum AlertKind {
  SERVICE_SPLIT("service-split", AlertScope.SERVICE, 35, 0, Severity.CRITICAL, Severity.CRITICAL),
  SERVICE_UNAVAILABLE(
      "service-unavailable", AlertScope.SERVICE, 10, 900, Severity.CRITICAL, Severity.ERROR),
  FLEX_OUT_OF_RANGE(
      "flex-out-of-range", AlertScope.SERVICE, 30, 0, Severity.ERROR, Severity.WARNING),
  SERVICE_DEGRADED("service-degraded", AlertScope.SERVICE, 60, 0, Severity.ERROR, Severity.WARNING),
  SERVICE_MISPLACED(
      "service-misplaced", AlertScope.SERVICE, 600, 0, Severity.WARNING, Severity.INFO),
  SERVICE_FROZEN("service-frozen", AlertScope.SERVICE, 3_600, 0, Severity.WARNING, Severity.INFO),
  STATUS_DISAGREEMENT(
      "status-disagreement", AlertScope.SERVICE, 60, 0, Severity.WARNING, Severity.INFO),
  INSTANCE_STALE("instance-stale", AlertScope.SERVICE, 0, 0, Severity.WARNING, Severity.INFO),
  CONFIG_DIFFERS("config-differs", AlertScope.SERVICE, 600, 0, Severity.WARNING, Severity.INFO),
  ACTION_FAILED("action-failed", AlertScope.SERVICE, 0, 0, Severity.ERROR, Severity.WARNING),
  /** Held for as long as an action says it may take; the rule's hold where it says nothing. */
  ACTION_STUCK("action-stuck", AlertScope.SERVICE, 7_200, 0, Severity.ERROR, Severity.WARNING),
  SYNC_FAILED("sync-failed", AlertScope.SERVICE, 0, 0, Severity.ERROR, Severity.WARNING),
  SYNC_LATE("sync-late", AlertScope.SERVICE, 0, 0, Severity.WARNING, Severity.WARNING),
  NODE_SILENT("node-silent", AlertScope.NODE, 0, 900, Severity.ERROR, Severity.WARNING),
  NODE_FROZEN("node-frozen", AlertScope.NODE, 3_600, 0, Severity.WARNING, Severity.INFO),
  NODE_DUPLICATE("node-duplicate", AlertScope.NODE, 0, 0, Severity.WARNING, Severity.INFO),
  CLOCK_SKEW("clock-skew", AlertScope.NODE, 0, 0, Severity.WARNING, Severity.INFO),
  HEARTBEAT_LOST("heartbeat-lost", AlertScope.NODE, 15, 0, Severity.ERROR, Severity.WARNING),
  CHECK_OUT_OF_BOUNDS(
      "check-out-of-bounds", AlertScope.NODE, 0, 0, Severity.ERROR, Severity.WARNING),
  CHECK_STALE("check-stale", AlertScope.NODE, 86_400, 0, Severity.WARNING, Severity.INFO),
  MANY_NODES_SILENT("many-nodes-silent", AlertScope.SITE, 0, 0, Severity.CRITICAL, Severity.ERROR),
  APP_WITHOUT_RESPONSIBLE(
      "app-without-responsible", AlertScope.APP, 0, 0, Severity.WARNING, Severity.INFO),
  /** Records were set aside after an exception. */
  DEAD_LETTER("dead-letter", AlertScope.COLLECTOR, 0, 0, Severity.ERROR, Severity.ERROR),
  RECORD_FORGED("record-forged", AlertScope.COLLECTOR, 0, 0, Severity.ERROR, Severity.ERROR),
  DELIVERY_FAILING("delivery-failing", AlertScope.COLLECTOR, 0, 0, Severity.ERROR, Severity.ERROR),
  COLLECTOR_BEHIND("collector-behind", AlertScope.COLLECTOR, 0, 0, Severity.ERROR, Severity.ERROR),
  /** Raised through the API, until deleted or its time-out. */
  CUSTOM("custom", AlertScope.ANY, 0, 0, Severity.WARNING, Severity.WARNING);

  private static final AlertKind[] VALUES = values();

  private final String wire;
  private final AlertScope scope;
  private final long holdSeconds;
  private final long escalateSeconds;
  private final Severity production;
  private final Severity other;

  AlertKind(
      String wire,
      AlertScope scope,
      long holdSeconds,
      long escalateSeconds,
      Severity production,
      Severity other) {
    this.wire = wire;
    this.scope = scope;
    this.holdSeconds = holdSeconds;
    this.escalateSeconds = escalateSeconds;
    this.production = production;
    this.other = other;
  }

  /** The kind of that word; one of a newer version reads as {@link #CUSTOM}. */
  @JsonCreator
  public static AlertKind parse(String text) {
    for (AlertKind kind : VALUES) {
      if (kind.wire.equals(text)) {
        return kind;
      }
    }
    return CUSTOM;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  public AlertScope scope() {
    return scope;
  }

  /** Whether somebody says what is wrong, by a command, where for others streams find it. */
  public boolean told() {
    return switch (this) {
      case CUSTOM,
          APP_WITHOUT_RESPONSIBLE,
          DEAD_LETTER,
          RECORD_FORGED,
          DELIVERY_FAILING,
          COLLECTOR_BEHIND ->
          true;
      default -> false;
    };
  }

  /** What holds until people say otherwise. */
  public Rule rule() {
    return new Rule(true, holdSeconds, escalateSeconds, production, other);
  }
}
