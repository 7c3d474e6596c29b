package io.vigie.streams.flow;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** How the sinks lay their records over partitions. */
public final class Spread {
  private Spread() {}

  /** By anchor, never by key: an instance's record goes where its service lives. */
  public static StreamPartitioner<String, Outbound> byAnchor() {
    return (topic, key, outbound, partitions) ->
        Optional.of(Set.of(outbound.partition(partitions)));
  }

  /** To every partition: each task keeps its copy. */
  public static <V> StreamPartitioner<String, V> everywhere() {
    return (topic, key, move, partitions) ->
        Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()));
  }
}
