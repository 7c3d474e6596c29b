package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.Rid;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.sync.SyncState;
import java.time.Instant;

/**
 * How the copy of one resource on one target stands. Published when a run ends, and when the last
 * good copy grows older than it may be.
 *
 * @param removed nobody makes it any more: its service, or what was its source, is gone
 * @param since when this state began
 * @param source node that sent last
 * @param disaster the target is a disaster-recovery node of the service
 * @param status how the last run ended
 * @param action id of the action the last run was part of
 * @param lastGood moment of the data of the last good copy; null when none is known
 * @param lagSeconds continuous replication reports this instead of runs; else null
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record SyncHealth(
    ServiceId service,
    Rid rid,
    String target,
    boolean removed,
    SyncState state,
    Instant since,
    String app,
    String env,
    String source,
    boolean disaster,
    @JsonInclude(JsonInclude.Include.ALWAYS) ActionStatus status,
    String action,
    Instant begin,
    Instant end,
    String reason,
    long files,
    long bytes,
    long bytesPerSecond,
    String snapshot,
    Instant lastGood,
    Instant nextDue,
    long maxDelaySeconds,
    @JsonInclude(JsonInclude.Include.NON_NULL) Long lagSeconds,
    String cause)
    implements Event {
  public SyncHealth {
    Require.present("service", service);
    Require.present("rid", rid);
    Require.id("target", target);
    state = state == null ? SyncState.LATE : state;
    Require.present("since", since);
    app = Require.text(app);
    env = Require.text(env, 64);
    source = Require.text(source);
    status = status == null ? ActionStatus.WARN : status;
    action = Require.text(action);
    Require.present("begin", begin);
    Require.present("end", end);
    reason = Require.text(reason, 1_000);
    snapshot = Require.text(snapshot);
    if (maxDelaySeconds < 0) {
      throw new IllegalArgumentException(
          "maxDelaySeconds must be 0 or more; got " + maxDelaySeconds);
    }
    cause = Require.text(cause, 300);
  }

  /** Whether the last good copy is older at that moment than it may be. */
  public boolean isLate(Instant now) {
    return maxDelaySeconds > 0 && lastGood != null && !now.isBefore(lateAt());
  }

  /** When the last good copy grows older than it may be; there is one, and something says it. */
  public Instant lateAt() {
    return lastGood.plusSeconds(maxDelaySeconds);
  }

  /** The same copy, as it stands now. */
  public SyncHealth standing(
      String ofApp,
      String ofEnv,
      boolean isDisaster,
      boolean isRemoved,
      SyncState now,
      Instant from,
      String by) {
    return new SyncHealth(
        service,
        rid,
        target,
        isRemoved,
        now,
        from,
        ofApp,
        ofEnv,
        source,
        isDisaster,
        status,
        action,
        begin,
        end,
        reason,
        files,
        bytes,
        bytesPerSecond,
        snapshot,
        lastGood,
        nextDue,
        maxDelaySeconds,
        lagSeconds,
        by);
  }

  /** That of an alert about it, without the kind. */
  public static String id(ServiceId service, Rid rid, String target) {
    AlertKind kind = AlertKind.SYNC_FAILED;
    String alert = AlertId.of(kind, service, rid.toString() + '/' + target).toString();
    return alert.substring(kind.wire().length() + 1);
  }

  @Override
  public EventType type() {
    return EventType.SYNC_HEALTH;
  }

  @Override
  public String key() {
    return id(service, rid, target);
  }

  @Override
  public String anchor() {
    return service.toString();
  }
}
