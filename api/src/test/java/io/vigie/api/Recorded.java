package io.vigie.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigie.api.alert.AlertRow;
import io.vigie.api.ticket.TicketRow;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.wire.Json;
import java.time.Instant;

/** Rows as the recorder leaves them of these events. */
public final class Recorded {
  private Recorded() {}

  public static void put(InstanceHealth e) {
    TestDatabase.update(
        "INSERT INTO instance (id,cluster,service,node,n,avail,overall,trusted,stale,stale_reason,"
            + "frozen,provisioned,misplaced,served_elsewhere,since,known_from,last_report,app,env,"
            + "node_env,container_type,topology,preferred_node,action,monitor,badges,resources,"
            + "part,pos) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,0)",
        e.key(),
        e.instance().cluster(),
        e.instance().service(),
        e.instance().node(),
        e.n(),
        e.avail().wire(),
        e.overall().wire(),
        e.trusted(),
        e.stale(),
        e.staleReason(),
        e.frozen(),
        e.provisioned(),
        e.misplaced(),
        e.servedElsewhere(),
        millis(e.since()),
        millis(e.knownFrom()),
        millis(e.lastReport()),
        e.app(),
        e.env(),
        e.nodeEnv(),
        e.containerType(),
        e.topology().wire(),
        e.preferredNode(),
        e.action(),
        e.monitor(),
        json(e.groups()),
        json(e.resources()));
  }

  public static void put(ServiceHealth e) {
    TestDatabase.update(
        "INSERT INTO service (id,cluster,service,n,avail,overall,stale,frozen,misplaced,since,"
            + "known_from,app,env,container_type,topology,flex_min,flex_max,preferred_node,nodes,"
            + "up_nodes,warn_nodes,last_known_up_on,instances,action,badges,part,pos)"
            + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,0)",
        e.key(),
        e.service().cluster(),
        e.service().service(),
        e.n(),
        e.avail().wire(),
        e.overall().wire(),
        e.stale(),
        e.frozen(),
        e.misplaced(),
        millis(e.since()),
        millis(e.knownFrom()),
        e.app(),
        e.env(),
        e.containerType(),
        e.topology().wire(),
        e.flexMin(),
        e.flexMax(),
        e.preferredNode(),
        json(e.nodes()),
        json(e.upNodes()),
        json(e.warnNodes()),
        json(e.lastKnownUpOn()),
        e.instances(),
        e.action(),
        json(e.groups()));
  }

  public static void put(NodeHealth e) {
    TestDatabase.update(
        "INSERT INTO node (id,cluster,node,n,state,frozen,since,known_from,last_seen,skew_millis,"
            + "grace_seconds,maintenance_until,maintenance_comment,maintenance_by,env,site,boot_id,"
            + "agent_version,part,pos) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,0)",
        e.key(),
        e.node().cluster(),
        e.node().node(),
        e.n(),
        e.state().wire(),
        e.frozen(),
        millis(e.since()),
        millis(e.knownFrom()),
        millis(e.lastSeen()),
        e.skewMillis(),
        e.graceSeconds(),
        e.maintenance() == null ? null : millis(e.maintenance().until()),
        e.maintenance() == null ? "" : e.maintenance().comment(),
        e.maintenance() == null ? "" : e.maintenance().by(),
        e.env(),
        e.site(),
        e.bootId(),
        e.agentVersion());
  }

  public static void put(ActionEnd e, long offset) {
    TestDatabase.update(
        "INSERT INTO action (id,cluster,service,node,action,status,origin,by_whom,command,pid,"
            + "begin_at,end_at,timeout_seconds,line_count,n,part,pos)"
            + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,0,0,?,0,0)",
        e.id(),
        e.instance().cluster(),
        e.instance().service(),
        e.instance().node(),
        e.action(),
        e.status().wire(),
        e.origin().wire(),
        e.by(),
        e.command(),
        e.pid(),
        millis(e.begin()),
        millis(e.end()),
        offset);
  }

  public static void put(Alert e, long offset) {
    AlertRow row = AlertRow.of(e, offset);
    TestDatabase.update(
        "REPLACE INTO alert (id,kind,anchor,detail,cluster,service,node,app,apps,env,production,"
            + "severity,state,flapping,held_by,n,episode,occurrence,since,raised,at,resolved,"
            + "reason,ack_by,ack_at,ack_comment,ack_expires,ack_sticky,ticket,ticketed_at,"
            + "ticket_comment,facts,evidence,part,pos) VALUES"
            + " (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,?)",
        row.id(),
        row.kind(),
        row.anchor(),
        row.detail(),
        row.cluster(),
        row.service(),
        row.node(),
        row.app(),
        json(row.apps()),
        row.env(),
        row.production(),
        row.severity().ordinal(),
        row.state().wire(),
        row.flapping(),
        row.heldBy(),
        e.n(),
        row.episode(),
        row.occurrence(),
        millis(row.since()),
        millis(row.raised()),
        millis(row.at()),
        millis(row.resolved()),
        row.reason(),
        row.acknowledged(),
        millis(row.acknowledgedAt()),
        row.comment(),
        millis(row.expires()),
        row.sticky(),
        row.ticket(),
        millis(row.ticketedAt()),
        row.ticketComment(),
        json(row.facts()),
        json(e.evidence()),
        offset);
  }

  public static void put(Ticket e, long offset) {
    TicketRow row = TicketRow.of(e, offset);
    TestDatabase.update(
        "REPLACE INTO ticket (id,app,number,state,severity,services,nodes,alerts,ended,told,"
            + "accepted,refused,failed,opened,at,closed,sent,owner,external,link,n,part,pos)"
            + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,?)",
        row.id(),
        row.app(),
        row.number(),
        row.state().wire(),
        row.severity().ordinal(),
        json(row.services()),
        json(row.nodes()),
        row.alerts(),
        row.ended(),
        row.told(),
        row.accepted(),
        row.refused(),
        row.failed(),
        millis(row.opened()),
        millis(row.at()),
        millis(row.closed()),
        millis(row.sent()),
        row.owner(),
        row.external(),
        row.link(),
        e.n(),
        offset);
    putParts(e);
  }

  private static void putParts(Ticket e) {
    for (int place = 0; place < e.lines().size(); place++) {
      Ticket.Line line = e.lines().get(place);
      TestDatabase.update(
          "REPLACE INTO ticket_line (ticket,place,alert,episode,severity,summary,since,resolved)"
              + " VALUES (?,?,?,?,?,?,?,?)",
          e.key(),
          place,
          line.alert().toString(),
          line.episode(),
          line.severity().ordinal(),
          line.summary(),
          millis(line.since()),
          millis(line.resolved()));
    }
    for (int place = 0; place < e.told().size(); place++) {
      Ticket.Told told = e.told().get(place);
      TestDatabase.update(
          "REPLACE INTO ticket_told (ticket,place,person,mail,language,why,state,detail)"
              + " VALUES (?,?,?,?,?,?,?,?)",
          e.key(),
          place,
          told.to().person(),
          told.to().mail(),
          told.to().language(),
          told.to().why(),
          told.state() == null ? "" : told.state().wire(),
          told.detail());
    }
    TestDatabase.update(
        "REPLACE INTO ticket_step (ticket,n,move,at,state,severity,by_whom,comment,owner,alerts,"
            + "ended) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        e.key(),
        e.n(),
        e.move().wire(),
        millis(e.at()),
        e.state().wire(),
        e.severity().ordinal(),
        e.by(),
        e.comment(),
        e.owner(),
        e.lines().size(),
        e.ended());
  }

  private static Long millis(Instant moment) {
    return moment == null ? null : moment.toEpochMilli();
  }

  private static String json(Object value) {
    try {
      return Json.MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
