package io.vigie.streams.flow;

import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;

/**
 * In which app people put a node, told to every task.
 *
 * @param app empty for none
 */
public record NodeAppTold(String node, String app) implements Inflow {
  /** What keys of the policies it comes from begin with. */
  public static final String KEYS = "node/";

  /** Beyond every version of a node move. */
  static final int MARK = 108;

  static byte[] encode(NodeAppTold told) {
    return new BinaryWriter(MARK).text(told.node()).text(told.app()).bytes();
  }

  /**
   * @throws IllegalArgumentException when the bytes are of another version or cut
   */
  static NodeAppTold decode(byte[] bytes) {
    BinaryReader in = new BinaryReader("app of a node", MARK, bytes);
    return new NodeAppTold(in.text(), in.text());
  }
}
