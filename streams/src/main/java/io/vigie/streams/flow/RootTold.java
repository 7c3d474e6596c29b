package io.vigie.streams.flow;

import io.vigie.contract.id.AlertId;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import java.time.Instant;

/**
 * Many nodes are silent for one cause, or no longer, told to every task.
 *
 * @param at append time of the record that decided it
 * @param cause where that record stands
 */
public record RootTold(AlertId root, boolean open, Instant at, String cause) implements Inflow {
  /** Beyond every version of a node move. */
  static final int MARK = 103;

  public static byte[] encode(RootTold told) {
    return new BinaryWriter(MARK)
        .text(told.root().toString())
        .flag(told.open())
        .number(told.at().toEpochMilli())
        .text(told.cause())
        .bytes();
  }

  /**
   * @throws IllegalArgumentException when the bytes are of another version or cut
   */
  public static RootTold decode(byte[] bytes) {
    BinaryReader in = new BinaryReader("root", MARK, bytes);
    return new RootTold(
        AlertId.parse(in.text()), in.flag(), Instant.ofEpochMilli(in.number()), in.text());
  }
}
