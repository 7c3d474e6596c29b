package io.vigie.contract.topic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * The partition of an anchor: murmur2 of its UTF-8 bytes, sign bit cleared, modulo P. Kafka's own
 * default for keys, so that every Kafka client in every language can compute it; here it is fed the
 * anchor instead of the key.
 */
public final class Partition {
  private Partition() {}

  /**
   * @param partitions P, 1 or more
   */
  public static int of(String anchor, int partitions) {
    return Utils.toPositive(Utils.murmur2(anchor.getBytes(StandardCharsets.UTF_8))) % partitions;
  }
}
