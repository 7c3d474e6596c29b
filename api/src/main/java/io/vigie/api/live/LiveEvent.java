package io.vigie.api.live;

import io.vigie.api.list.Scope;
import org.apache.kafka.common.TopicPartition;

/**
 * A change as browsers get it, made once for all of them.
 *
 * @param type instance, service, node, action or alert
 * @param json id, n, row, and removed when the thing ended
 * @param scope decides who gets it
 */
record LiveEvent(TopicPartition partition, long offset, String type, String json, Scope scope) {
  /** Rough size in memory. */
  long bytes() {
    return 200L + json.length();
  }
}
