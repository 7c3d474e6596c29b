package io.vigie.streams.node;

import io.vigie.contract.check.Decimal;
import io.vigie.contract.event.CheckValues;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A value that was read.
 *
 * @param readMillis append time of the run that had it
 */
record Reading(CheckValues.Value value, long readMillis) {
  private static final int VERSION = 1;

  static byte[] encode(List<Reading> readings) {
    BinaryWriter out = new BinaryWriter(VERSION).number(readings.size());
    for (Reading reading : readings) {
      CheckValues.Value value = reading.value();
      out.text(value.kind())
          .text(value.instance())
          .text(value.service())
          .number(Decimal.thousandths(value.value()))
          .text(value.unit())
          .number(reading.readMillis());
    }
    return out.bytes();
  }

  static List<Reading> decode(byte[] bytes) {
    BinaryReader in = new BinaryReader("readings", VERSION, bytes);
    List<Reading> readings = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      CheckValues.Value value =
          new CheckValues.Value(
              in.text(), in.text(), in.text(), Decimal.ofThousandths(in.number()), in.text());
      readings.add(new Reading(value, in.number()));
    }
    return readings;
  }
}
