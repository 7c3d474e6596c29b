package io.vigie.streams.flow;

/** Where a record stands; shown as the cause of what it changed. */
public record Position(String topic, int partition, long offset) {
  @Override
  public String toString() {
    return topic + '-' + partition + '@' + offset;
  }
}
