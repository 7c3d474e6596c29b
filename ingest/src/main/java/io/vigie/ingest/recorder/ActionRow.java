package io.vigie.ingest.recorder;

import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.id.InstanceId;
import java.time.Instant;

/**
 * What one poll tells of an action: its begin, its end, its new lines, in any order. What was told
 * first stays: events are stored once by id.
 *
 * @param name start, stop …; empty while only lines are known
 * @param status null while no end is known
 * @param begin of the first line while only lines are known
 * @param lines how many lines the table did not have before
 */
record ActionRow(
    String id,
    InstanceId instance,
    String name,
    ActionStatus status,
    ActionOrigin origin,
    String by,
    String command,
    long pid,
    Instant begin,
    Instant end,
    int timeoutSeconds,
    int lines,
    int part,
    long pos) {

  static ActionRow of(ActionBegin e, int part, long pos) {
    return new ActionRow(
        e.id(),
        e.instance(),
        e.action(),
        null,
        e.origin(),
        e.by(),
        e.command(),
        e.pid(),
        e.begin(),
        null,
        e.timeoutSeconds(),
        0,
        part,
        pos);
  }

  static ActionRow of(ActionEnd e, int part, long pos) {
    return new ActionRow(
        e.id(),
        e.instance(),
        e.action(),
        e.status(),
        e.origin(),
        e.by(),
        e.command(),
        e.pid(),
        e.begin(),
        e.end(),
        0,
        0,
        part,
        pos);
  }

  static ActionRow of(ActionLine e, int part, long pos) {
    return new ActionRow(
        e.action(),
        e.instance(),
        "",
        null,
        ActionOrigin.USER,
        "",
        "",
        e.pid(),
        e.begin(),
        null,
        0,
        0,
        part,
        pos);
  }

  /** Both, {@code this} heard first. */
  ActionRow and(ActionRow later) {
    ActionRow told = name.isEmpty() && !later.name.isEmpty() ? later : this;
    return new ActionRow(
        id,
        told.instance,
        told.name,
        status == null ? later.status : status,
        told.origin,
        told.by,
        told.command,
        told.pid,
        told.begin,
        end == null ? later.end : end,
        timeoutSeconds == 0 ? later.timeoutSeconds : timeoutSeconds,
        lines + later.lines,
        later.part,
        later.pos);
  }

  ActionRow withLines(int count) {
    return new ActionRow(
        id,
        instance,
        name,
        status,
        origin,
        by,
        command,
        pid,
        begin,
        end,
        timeoutSeconds,
        count,
        part,
        pos);
  }
}
