package io.vigie.agent.spool;

import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.event.NodeLeaving;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import java.time.Instant;

/** Events that an agent sends, as small as they come. */
public final class Samples {
  public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  public static final NodeId NODE = new NodeId("default", "n1");
  public static final InstanceId WEB = new InstanceId("default", "web", "n1");

  private Samples() {}

  public static Draft draft(Event event) {
    return new Draft(NODE.toString(), NOON, event);
  }

  public static Event begin(String id) {
    return new ActionBegin(id, WEB, "start", ActionOrigin.USER, "root", "start web", 42, NOON, 60);
  }

  public static Event line(String id, int number) {
    return new ActionLine(
        id, WEB, number, "fs#1", LogLevel.INFO, "line " + number, 42, NOON, null, null);
  }

  public static Event end(String id) {
    return new ActionEnd(
        id, WEB, "start", ActionOrigin.USER, "root", "start web", 42, NOON, NOON, ActionStatus.OK);
  }

  public static Event heartbeat(String bootId) {
    return new NodeHeartbeat(NODE, "DEV", "", bootId, "1", 10);
  }

  public static Event leaving(int graceSeconds) {
    return new NodeLeaving(NODE, graceSeconds, "stop");
  }
}
