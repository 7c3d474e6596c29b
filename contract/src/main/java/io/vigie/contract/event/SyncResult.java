package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.Rid;
import java.time.Instant;

/**
 * One copy of one resource to one target (semantics.md §8).
 *
 * @param id unique for ever
 * @param action id of the action it was part of
 * @param target node that received it
 * @param skipReason why nothing was sent (off), it failed (err) or is to be looked at (warn)
 * @param bytesPerSecond mean over the run
 * @param lastGoodBefore previous good copy, null when there was none
 * @param maxDelaySeconds how old a good copy may become; 0 when unknown
 * @param lagSeconds continuous replication reports this instead of runs
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record SyncResult(
    String id,
    InstanceId instance,
    Rid rid,
    String action,
    String target,
    Instant begin,
    Instant end,
    ActionStatus status,
    String skipReason,
    long files,
    long bytes,
    long bytesPerSecond,
    String snapshot,
    Instant lastGoodBefore,
    Instant nextDue,
    long maxDelaySeconds,
    @JsonInclude(JsonInclude.Include.NON_NULL) Long lagSeconds)
    implements Event {
  public SyncResult {
    Require.id("id", id);
    Require.present("instance", instance);
    Require.present("rid", rid);
    action = Require.text(action);
    Require.id("target", target);
    Require.present("begin", begin);
    Require.present("end", end);
    Require.present("status", status);
    if (maxDelaySeconds < 0) {
      throw new IllegalArgumentException(
          "maxDelaySeconds must be 0 or more; got " + maxDelaySeconds);
    }
    skipReason = Require.text(skipReason, 1_000);
    snapshot = Require.text(snapshot);
  }

  @Override
  public EventType type() {
    return EventType.SYNC_RESULT;
  }

  @Override
  public String key() {
    return instance.serviceId().toString();
  }

  @Override
  public String anchor() {
    return key();
  }

  @Override
  public NodeId speaker() {
    return instance.nodeId();
  }
}
