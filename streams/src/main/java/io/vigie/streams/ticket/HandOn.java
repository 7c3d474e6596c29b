package io.vigie.streams.ticket;

import io.vigie.contract.event.Delivery;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.MailTest;
import io.vigie.contract.event.TicketAct;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.DeliveryState;
import io.vigie.contract.wire.EventCodec;
import io.vigie.streams.flow.Admitted;
import io.vigie.streams.flow.Inflow;
import io.vigie.streams.flow.Outbound;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Hands on what concerns tickets to the tasks of their apps: acts of people, deliveries; and test
 * mails.
 */
public final class HandOn implements Processor<String, Inflow, String, Object> {
  private final String sink;
  private ProcessorContext<String, Object> context;

  public HandOn(String sink) {
    this.sink = sink;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
  }

  @Override
  public void process(Record<String, Inflow> record) {
    if (!(record.value() instanceof Admitted in)) {
      return;
    }
    List<String> apps = apps(in.event());
    if (!apps.isEmpty()) {
      byte[] bytes = EventCodec.encode(in.envelope());
      for (String app : apps) {
        Outbound outbound = Outbound.anchored(in.event().key(), app, bytes);
        context.forward(new Record<>(outbound.key(), outbound, in.appendedMillis()), sink);
      }
    }
  }

  /** What is only being handed over changes nothing yet. */
  private static List<String> apps(Event event) {
    if (event instanceof TicketAct act) {
      return List.of(act.ticket().app());
    }
    if (event instanceof MailTest) {
      return List.of(event.anchor());
    }
    return event instanceof Delivery delivery && delivery.state() != DeliveryState.SENDING
        ? delivery.tickets().stream().map(TicketId::app).distinct().toList()
        : List.of();
  }
}
