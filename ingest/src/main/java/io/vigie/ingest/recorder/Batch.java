package io.vigie.ingest.recorder;

import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.CheckHealth;
import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.NodeInventory;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.event.SyncHealth;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.event.Ticket;
import io.vigie.contract.topic.Topic;
import io.vigie.store.Months;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The rows that items make. Of the present only each key's last word is left; every closed span and
 * every line stays.
 */
final class Batch {
  /** The event is null when the last word on the key is that it ended. */
  final Map<String, Placed<InstanceHealth>> instances = new LinkedHashMap<>();

  final Map<String, Placed<ServiceHealth>> services = new LinkedHashMap<>();
  final Map<String, Placed<NodeHealth>> nodes = new LinkedHashMap<>();
  final Map<String, Placed<CheckHealth>> checks = new LinkedHashMap<>();
  final Map<String, Placed<SyncHealth>> syncs = new LinkedHashMap<>();

  /** By id: one that is sent again is the same. */
  final Map<String, SyncTables.Run> syncRuns = new LinkedHashMap<>();

  final Map<String, Placed<NodeInventory>> inventories = new LinkedHashMap<>();
  final Map<String, Placed<ServiceConfig>> configs = new LinkedHashMap<>();
  final Map<String, ActionRow> actions = new LinkedHashMap<>();
  final Map<Line, Placed<ActionLine>> lines = new LinkedHashMap<>();

  final Map<String, Placed<Alert>> alerts = new LinkedHashMap<>();

  /** Every transition of every alert. */
  final List<Alert> alertChanges = new ArrayList<>();

  final Map<String, Placed<Ticket>> tickets = new LinkedHashMap<>();

  /** Every step of every ticket. */
  final List<Ticket> ticketSteps = new ArrayList<>();

  final Map<String, Placed<Delivery>> deliveries = new LinkedHashMap<>();

  /** At the console, and on the nodes themselves. */
  final Map<String, ActionAck> actionAcks = new LinkedHashMap<>();

  final Map<String, ActionAck> nodeAcks = new LinkedHashMap<>();

  /** By partition, in the order of the log. */
  final Map<Integer, List<ConsumerRecord<byte[], byte[]>>> acts = new TreeMap<>();

  final Map<TopicPartition, Long> pulses = new LinkedHashMap<>();
  final List<Spans.OfInstance> instanceSpans = new ArrayList<>();
  final List<Spans.OfResource> resourceSpans = new ArrayList<>();
  final List<Spans.OfService> serviceSpans = new ArrayList<>();

  /** Changes of nodes that end a state. */
  final List<Placed<NodeHealth>> nodeEnds = new ArrayList<>();

  final Map<Spans.NodeChange, Long> nodeKnownFroms = new LinkedHashMap<>();

  /** Names a line for ever. */
  record Line(String action, int number) {}

  private Batch() {}

  static Batch of(Iterable<Item> items) {
    Batch batch = new Batch();
    for (Item item : items) {
      if (item instanceof Item.Heard heard) {
        batch.add(heard);
      } else if (item instanceof Item.Ended ended) {
        batch.end(ended);
      } else if (item instanceof Item.Act act) {
        batch
            .acts
            .computeIfAbsent(act.record().partition(), part -> new ArrayList<>())
            .add(act.record());
      }
    }
    return batch;
  }

  private void add(Item.Heard heard) {
    Event event = heard.event();
    if (event instanceof InstanceHealth health) {
      add(place(health.key(), health, heard));
    } else if (event instanceof ServiceHealth health) {
      addService(place(health.key(), health, heard));
    } else if (event instanceof NodeHealth health) {
      addNode(place(health.key(), health, heard));
    } else if (event instanceof CheckHealth health) {
      checks.put(health.key(), place(health.key(), health, heard));
    } else if (event instanceof SyncHealth health) {
      syncs.put(health.key(), place(health.key(), health, heard));
    } else if (event instanceof SyncResult run) {
      syncRuns.putIfAbsent(run.id(), run(run, heard));
    } else if (event instanceof ActionLine line) {
      addLine(line, heard);
    } else if (event instanceof ActionBegin begin) {
      addAction(ActionRow.of(begin, heard.record().partition(), heard.record().offset()));
    } else if (event instanceof ActionEnd end) {
      addAction(ActionRow.of(end, heard.record().partition(), heard.record().offset()));
    } else if (event instanceof Alert alert) {
      alerts.put(alert.key(), place(alert.key(), alert, heard));
      alertChanges.add(alert);
    } else if (event instanceof Ticket ticket) {
      tickets.put(ticket.key(), place(ticket.key(), ticket, heard));
      ticketSteps.add(ticket);
    } else if (event instanceof Delivery delivery) {
      deliveries.put(delivery.key(), place(delivery.key(), delivery, heard));
    } else if (event instanceof ActionAcknowledge acknowledge) {
      ActionAck ack = ActionAck.of(acknowledge, heard);
      if (acknowledge.node() == null) {
        actionAcks.put(acknowledge.action(), ack);
      } else {
        // what another node says of the action takes nothing of this one's place
        nodeAcks.put(acknowledge.node() + " " + acknowledge.action(), ack);
      }
    } else if (event instanceof Pulse pulse) {
      pulses.merge(heard.partition(), pulse.appendedMillis(), Math::max);
    } else if (event instanceof ServiceConfig config) {
      configs.merge(config.key(), place(config.key(), config, heard), Batch::newer);
    } else if (event instanceof NodeInventory inventory) {
      String id = inventory.node().toString();
      inventories.merge(id, place(id, inventory, heard), Batch::newer);
    }
  }

  private void end(Item.Ended ended) {
    switch (Topic.parse(ended.record().topic())) {
      case INSTANCE_HEALTH -> instances.put(ended.key(), gone(ended));
      case SERVICE_HEALTH -> services.put(ended.key(), gone(ended));
      case NODE_HEALTH -> nodes.put(ended.key(), gone(ended));
      case ALERT, TICKET, DELIVERY, COMMAND, CHECK_HEALTH, SYNC_HEALTH -> {
        // how an alert or a ticket ended stays to be seen when streams forget it; nothing begins
        // with a command; a node that measures nothing any more is told of with no values, a copy
        // that nobody makes any more as removed
      }
      default -> throw new IllegalStateException("no row ends with " + ended.record().topic());
    }
  }

  private void add(Placed<InstanceHealth> placed) {
    InstanceHealth change = placed.event();
    instances.put(placed.id(), change.removed() ? without(placed) : placed);
    if (change.previous() != null) {
      instanceSpans.add(Spans.OfInstance.closedBy(placed.id(), change));
    }
    resourceSpans.addAll(Spans.OfResource.closedBy(placed.id(), change));
  }

  private void addService(Placed<ServiceHealth> placed) {
    ServiceHealth change = placed.event();
    services.put(placed.id(), change.removed() ? without(placed) : placed);
    if (change.previous() != null) {
      serviceSpans.add(Spans.OfService.closedBy(placed.id(), change));
    }
  }

  private void addNode(Placed<NodeHealth> placed) {
    NodeHealth change = placed.event();
    nodes.put(placed.id(), placed);
    if (change.previous() != null) {
      nodeEnds.add(placed);
    }
    nodeKnownFroms.put(
        new Spans.NodeChange(placed.id(), change.n()), change.knownFrom().toEpochMilli());
  }

  private void addLine(ActionLine line, Item.Heard heard) {
    Line name = new Line(line.action(), line.number());
    lines.putIfAbsent(name, place(line.action(), line, heard));
    addAction(ActionRow.of(line, heard.record().partition(), heard.record().offset()));
  }

  private void addAction(ActionRow row) {
    actions.merge(row.id(), row, ActionRow::and);
  }

  private static SyncTables.Run run(SyncResult run, Item.Heard heard) {
    return new SyncTables.Run(
        run,
        Months.of(heard.record().timestamp()),
        heard.record().partition(),
        heard.record().offset());
  }

  private static <E> Placed<E> newer(Placed<E> known, Placed<E> next) {
    return known.order().after(next.order()) ? known : next;
  }

  private static <E> Placed<E> place(String id, E event, Item.Heard heard) {
    return new Placed<>(
        id, event, heard.order(), heard.record().partition(), heard.record().offset());
  }

  private static <E> Placed<E> gone(Item.Ended ended) {
    return new Placed<>(
        ended.key(), null, null, ended.record().partition(), ended.record().offset());
  }

  private static <E> Placed<E> without(Placed<E> placed) {
    return new Placed<>(placed.id(), null, placed.order(), placed.part(), placed.pos());
  }
}
