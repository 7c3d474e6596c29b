package io.vigie.streams.instance;

import io.vigie.contract.wire.Order;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import java.time.Instant;

/**
 * Where in its node's order an instance was heard last, to bytes and back: all that an unchanged
 * refresh changes, in a twentieth of an instance's bytes.
 */
public final class PlaceCodec {
  private static final int VERSION = 1;
  private static final long NEVER = -1;

  private PlaceCodec() {}

  public static byte[] encode(Report report) {
    return new BinaryWriter(VERSION)
        .number(report.order().epoch())
        .number(report.order().seq())
        .text(report.install())
        .number(report.appendedMillis())
        .number(report.time() == null ? NEVER : report.time().toEpochMilli())
        .bytes();
  }

  /** The report as it was said last. */
  static Report decode(Report report, byte[] bytes) {
    BinaryReader in = new BinaryReader("place", VERSION, bytes);
    Order order = new Order(in.number(), in.number());
    String install = in.text();
    long appended = in.number();
    long time = in.number();
    return report.at(order, install, appended, time == NEVER ? null : Instant.ofEpochMilli(time));
  }
}
