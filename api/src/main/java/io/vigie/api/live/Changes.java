package io.vigie.api.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigie.api.action.ActionRow;
import io.vigie.api.alert.AlertRow;
import io.vigie.api.instance.InstanceRow;
import io.vigie.api.list.Row;
import io.vigie.api.list.Scope;
import io.vigie.api.node.NodeExtras;
import io.vigie.api.node.NodeRow;
import io.vigie.api.service.ServiceRow;
import io.vigie.api.sync.SyncRow;
import io.vigie.api.ticket.TicketRow;
import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.event.SyncHealth;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Makes of records what browsers get: rows as the lists have them. One thread. */
@Singleton
final class Changes {
  private final ObjectMapper json;
  private final Lookups lookups;
  private final Pulses pulses;
  private final LiveActions actions = new LiveActions();

  /**
   * @param json the mapper that writes the lists
   */
  Changes(ObjectMapper json, Lookups lookups, Pulses pulses) {
    this.json = json;
    this.lookups = lookups;
    this.pulses = pulses;
  }

  /**
   * @param removed true when the thing ended, else absent
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Change(String id, long n, Boolean removed, Row row) {}

  private record Read(ConsumerRecord<byte[], byte[]> at, Envelope<?> envelope) {
    Event event() {
      return envelope.data();
    }

    TopicPartition partition() {
      return new TopicPartition(at.topic(), at.partition());
    }
  }

  /** In the order of the records; what is no change of a row is left out. */
  List<LiveEvent> of(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    List<Read> read = new ArrayList<>();
    Set<String> nodes = new HashSet<>();
    Set<String> services = new HashSet<>();
    Set<String> acknowledged = new HashSet<>();
    Set<String> targets = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      // what cannot be read was rejected or dead-lettered by others; a tombstone follows a removal
      if (EventCodec.decode(record.value()) instanceof Decoded.Read decoded) {
        Event event = decoded.envelope().data();
        read.add(new Read(record, decoded.envelope()));
        if (event instanceof NodeHealth node && !node.touch()) {
          nodes.add(node.key());
        } else if (event instanceof Alert alert) {
          add(nodes, alert.node());
          add(services, alert.service());
        } else if (event instanceof SyncHealth sync) {
          targets.add(target(sync));
        } else if (event instanceof ActionBegin || event instanceof ActionEnd) {
          services.add(event.key());
        } else if (event instanceof ActionAcknowledge act && actions.isUnknown(act.action())) {
          acknowledged.add(act.action());
        } else if (event instanceof ServiceHealth service) {
          lookups.home(
              service.key(),
              Lookups.Home.of(service.service().cluster(), service.app(), service.nodes()));
        }
      }
    }
    Map<String, NodeExtras> extras = lookups.extras(nodes);
    Map<String, Lookups.Home> homes = lookups.homes(services);
    Map<String, LiveActions.Known> held = lookups.actions(acknowledged);
    Map<String, String> sites = lookups.sites(targets);
    AnsweringNow answering = lookups.answering();
    List<LiveEvent> events = new ArrayList<>();
    for (Read one : read) {
      LiveEvent event = event(one, extras, homes, held, sites, answering);
      if (event != null) {
        events.add(event);
      }
    }
    return events;
  }

  private static String target(SyncHealth e) {
    return e.service().cluster() + '/' + e.target();
  }

  private static void add(Set<String> ids, Object id) {
    if (id != null) {
      ids.add(id.toString());
    }
  }

  private LiveEvent event(
      Read read,
      Map<String, NodeExtras> extras,
      Map<String, Lookups.Home> homes,
      Map<String, LiveActions.Known> held,
      Map<String, String> sites,
      AnsweringNow answering) {
    Event event = read.event();
    long offset = read.at().offset();
    if (event instanceof Pulse pulse) {
      pulses.heard(read.partition(), pulse.appendedMillis());
      return null;
    }
    if (event instanceof InstanceHealth e) {
      return live(
          read,
          "instance",
          e.removed(),
          InstanceRow.of(e, answering.ofService(e.app(), e.instance().serviceId().toString())));
    }
    if (event instanceof ServiceHealth e) {
      return live(
          read, "service", e.removed(), ServiceRow.of(e, answering.ofService(e.app(), e.key())));
    }
    if (event instanceof NodeHealth e) {
      return e.touch() ? null : live(read, "node", false, NodeRow.of(e, extras.get(e.key())));
    }
    if (event instanceof ActionBegin e) {
      return action(read, actions.begins(e, offset, homes.get(e.key()).app()));
    }
    if (event instanceof ActionEnd e) {
      return action(read, actions.ends(e, offset, homes.get(e.key()).app()));
    }
    if (event instanceof ActionLine e) {
      return action(read, actions.goesOn(e.action(), offset));
    }
    if (event instanceof ActionAcknowledge e) {
      return action(read, actions.acknowledged(e, read.envelope().time(), offset, held));
    }
    if (event instanceof Alert e) {
      AlertRow row = AlertRow.of(e, offset);
      return live(read, "alert", false, row, scope(row.scope(), e, extras, homes));
    }
    if (event instanceof Ticket e) {
      return ticket(read, TicketRow.of(e, offset));
    }
    if (event instanceof SyncHealth e) {
      return live(
          read, "sync", e.removed(), SyncRow.of(e, offset, sites.getOrDefault(target(e), "")));
    }
    return null;
  }

  /** Whoever sees its node or its service sees it. */
  private static Scope scope(
      Scope own, Alert e, Map<String, NodeExtras> extras, Map<String, Lookups.Home> homes) {
    List<String> apps = e.node() == null ? List.of() : extras.get(e.node().toString()).apps();
    List<String> nodes =
        e.service() == null ? List.of() : homes.get(e.service().toString()).nodes();
    return own.and(apps, nodes);
  }

  private LiveEvent action(Read read, ActionRow row) {
    return row == null ? null : live(read, "action", false, row);
  }

  private LiveEvent live(Read read, String type, boolean removed, Row row) {
    return live(read, type, removed, row, row.scope());
  }

  private LiveEvent live(Read read, String type, boolean removed, Row row, Scope scope) {
    return new LiveEvent(read.partition(), read.at().offset(), type, json(row, removed), scope);
  }

  /** Kept as a row too: not everybody who sees it sees all of it. */
  private LiveEvent ticket(Read read, TicketRow row) {
    String whole = json(row, false);
    return new LiveEvent(
        read.partition(),
        read.at().offset(),
        "ticket",
        whole,
        row.scope(),
        sight -> {
          Row shown = row.shownTo(sight);
          return shown == row ? whole : json(shown, false);
        });
  }

  private String json(Row row, boolean removed) {
    try {
      return json.writeValueAsString(
          new Change(row.id(), row.n(), removed ? Boolean.TRUE : null, row));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("row " + row.id() + " cannot be written", e);
    }
  }
}
