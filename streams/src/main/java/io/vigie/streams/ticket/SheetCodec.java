package io.vigie.streams.ticket;

import io.vigie.contract.event.Ticket;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import java.util.List;

/** A ticket as published last, and what its notes need, to bytes and back. */
final class SheetCodec {
  private static final int VERSION = 1;

  private SheetCodec() {}

  /**
   * @param published its last step as it was written
   */
  static byte[] encode(Sheet sheet, byte[] published) {
    BinaryWriter out = new BinaryWriter(VERSION).raw(published).text(sheet.lastAct);
    // the same few took the word of most lines
    List<String> takers = List.copyOf(sheet.takers);
    out.texts(takers);
    for (Entry entry : sheet.entries) {
      out.text(entry.notification).number(entry.takers.size());
      entry.takers.forEach(taker -> out.number(takers.indexOf(taker)));
    }
    out.flag(sheet.ended);
    sheet.entries.forEach(entry -> out.number(entry.step));
    return out.bytes();
  }

  /**
   * @throws IllegalArgumentException when the bytes are of another version or cut
   */
  static Sheet decode(byte[] bytes) {
    BinaryReader in = new BinaryReader("ticket", VERSION, bytes);
    Ticket shown = Stored.read(in.raw(), Ticket.class);
    Sheet sheet = new Sheet(shown.ticket(), shown.opened());
    sheet.lastAct = in.text();
    List<String> takers = in.texts();
    takers.forEach(sheet::names);
    for (Ticket.Line line : shown.lines()) {
      Entry entry = new Entry(line);
      entry.notification = in.text();
      for (int left = in.count(); left > 0; left--) {
        entry.takers.add(takers.get(in.count()));
      }
      sheet.add(entry);
    }
    sheet.ended = in.flag();
    if (in.hasMore()) {
      sheet.entries.forEach(entry -> entry.step = in.number());
    }
    shown.told().forEach(sheet::tell);
    sheet.state = shown.state();
    sheet.n = shown.n();
    sheet.sent = shown.sent();
    sheet.closed = shown.closed();
    sheet.owner = shown.owner();
    sheet.external = shown.external();
    sheet.link = shown.link();
    return sheet;
  }
}
