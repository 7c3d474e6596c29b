package io.vigie.streams.ticket;

import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import io.vigie.streams.flow.Outlet;
import java.util.List;

/** What people were told of an alert, to bytes and back. */
final class CaseCodec {
  private static final int VERSION = 1;

  private CaseCodec() {}

  static byte[] encode(Case c) {
    return new BinaryWriter(VERSION)
        .number(c.from)
        .number(c.still)
        .number(c.stillSince)
        .text(c.told == null ? "" : c.told.wire())
        .flag(c.announced)
        .texts(c.people.keySet())
        .texts(c.people.values())
        .number(c.chain)
        .text(c.ticket == null ? "" : c.ticket.toString())
        .flag(c.noted)
        .raw(EventCodec.encode(new Envelope<>("held", Outlet.SOURCE, c.alert.at(), c.alert)))
        .bytes();
  }

  /**
   * @throws IllegalArgumentException when the bytes are of another version or cut
   */
  static Case decode(String id, byte[] bytes) {
    BinaryReader in = new BinaryReader("case", VERSION, bytes);
    Case c = new Case(AlertId.parse(id));
    c.from = in.number();
    c.still = in.number();
    c.stillSince = in.number();
    String told = in.text();
    c.told = told.isEmpty() ? null : Severity.parse(told);
    c.announced = in.flag();
    List<String> people = in.texts();
    List<String> why = in.texts();
    for (int i = 0; i < people.size(); i++) {
      c.people.put(people.get(i), why.get(i));
    }
    c.chain = in.number();
    String ticket = in.text();
    c.ticket = ticket.isEmpty() ? null : TicketId.parse(ticket);
    c.noted = in.flag();
    c.alert = Stored.read(in.raw(), Alert.class);
    return c;
  }
}
