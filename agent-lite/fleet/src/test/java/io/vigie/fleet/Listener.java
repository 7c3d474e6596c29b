package io.vigie.fleet;

import io.vigie.agent.transport.Outcome;
import io.vigie.agent.transport.Outgoing;
import io.vigie.agent.transport.Transport;
import io.vigie.contract.event.Event;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A broker that hears everything a fleet says. */
final class Listener implements Transport {
  record Heard(Order order, Envelope<?> envelope, long sentMillis) {
    Event event() {
      return envelope.data();
    }
  }

  final List<Heard> heard = new ArrayList<>();

  @Override
  public boolean send(Outgoing record, Consumer<Outcome> outcome) {
    Envelope<?> envelope = ((Decoded.Read) EventCodec.decode(record.value())).envelope();
    heard.add(new Heard(record.stamp().order(), envelope, record.stamp().sent().toEpochMilli()));
    outcome.accept(Outcome.ACKNOWLEDGED);
    return true;
  }

  @Override
  public void close() {
    // nothing to let go of
  }

  <E extends Event> Stream<E> events(Class<E> type) {
    return heard.stream().map(Heard::event).filter(type::isInstance).map(type::cast);
  }
}
