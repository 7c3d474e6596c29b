package io.vigie.streams.flow;

import io.vigie.contract.id.ServiceId;
import io.vigie.streams.codec.BinaryReader;
import io.vigie.streams.codec.BinaryWriter;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What is told to every task, to bytes and back; the first byte says which. */
public final class ToldCodec {
  /** Beyond every version of a node move. */
  private static final int SERVICE_END = 101;

  private ToldCodec() {}

  public static byte[] encode(Inflow told) {
    if (told instanceof ServiceEnd end) {
      return encode(end);
    }
    if (told instanceof RuleTold rule) {
      return RuleTold.encode(rule);
    }
    if (told instanceof SilenceTold silence) {
      return SilenceTold.encode(silence);
    }
    if (told instanceof ThresholdTold threshold) {
      return ThresholdTold.encode(threshold);
    }
    if (told instanceof NodeAppTold app) {
      return NodeAppTold.encode(app);
    }
    return told instanceof RootTold root
        ? RootTold.encode(root)
        : NodeMoveCodec.encode((NodeMove) told);
  }

  /**
   * @throws IllegalArgumentException when the bytes are of another version or cut
   */
  public static Inflow decode(byte[] bytes) {
    return switch (bytes.length == 0 ? 0 : bytes[0]) {
      case SERVICE_END -> decodeEnd(bytes);
      case RuleTold.MARK -> RuleTold.decode(bytes);
      case SilenceTold.MARK -> SilenceTold.decode(bytes);
      case ThresholdTold.MARK -> ThresholdTold.decode(bytes);
      case NodeAppTold.MARK -> NodeAppTold.decode(bytes);
      case RootTold.MARK -> RootTold.decode(bytes);
      default -> NodeMoveCodec.decode(bytes);
    };
  }

  private static byte[] encode(ServiceEnd end) {
    BinaryWriter out = new BinaryWriter(SERVICE_END).text(end.service().toString());
    out.number(end.epochs().size());
    new TreeMap<>(end.epochs()).forEach((node, epoch) -> out.text(node).number(epoch));
    return out.number(end.at().toEpochMilli()).text(end.cause()).bytes();
  }

  private static ServiceEnd decodeEnd(byte[] bytes) {
    BinaryReader in = new BinaryReader("service end", SERVICE_END, bytes);
    ServiceId service = ServiceId.parse(in.text());
    Map<String, Long> epochs = new TreeMap<>();
    int size = in.count();
    for (int i = 0; i < size; i++) {
      epochs.put(in.text(), in.number());
    }
    return new ServiceEnd(service, epochs, Instant.ofEpochMilli(in.number()), in.text());
  }
}
