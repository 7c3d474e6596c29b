package io.vigie.api.live;

import io.vigie.api.list.Scope;
import io.vigie.api.list.Sight;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * A change as browsers get it, made once for all of them.
 *
 * @param type instance, service, node, action, alert, ticket or sync
 * @param json id, n, row, and removed when the thing ended
 * @param scope decides who gets it
 * @param shown {@code json} as one person gets it
 */
record LiveEvent(
    TopicPartition partition,
    long offset,
    String type,
    String json,
    Scope scope,
    Function<Sight, String> shown) {
  LiveEvent(TopicPartition partition, long offset, String type, String json, Scope scope) {
    this(partition, offset, type, json, scope, sight -> json);
  }

  /** Rough size in memory. */
  long bytes() {
    return 200L + json.length();
  }
}
