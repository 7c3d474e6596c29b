package io.vigie.ingest.recorder;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.store.Months;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * States that ended, one row each: event time from since to until, append time from known to known.
 */
final class Spans {
  private Spans() {}

  /** When a state was true and when it was known to be; epoch milliseconds. */
  record When(long since, long until, long knownFrom, long knownUntil) {
    static When between(Instant since, Instant knownFrom, Instant until, Instant knownUntil) {
      return new When(
          since.toEpochMilli(),
          until.toEpochMilli(),
          knownFrom.toEpochMilli(),
          knownUntil.toEpochMilli());
    }

    /** Of the record that closed the span: a record read again gives the same month. */
    int month() {
      return Months.of(knownUntil);
    }
  }

  record OfInstance(String id, InstanceHealth.State state, When when) {
    static OfInstance closedBy(String id, InstanceHealth change) {
      InstanceHealth.State ended = change.previous();
      return new OfInstance(
          id,
          ended,
          When.between(ended.since(), ended.knownFrom(), change.since(), change.knownFrom()));
    }
  }

  record OfResource(String id, String rid, long n, Availability status, When when) {
    static List<OfResource> closedBy(String id, InstanceHealth change) {
      List<OfResource> spans = new ArrayList<>(change.changed().size());
      for (InstanceHealth.ResourceChange ended : change.changed()) {
        // a resource that is new ends nothing
        if (ended.from() != null) {
          spans.add(
              new OfResource(
                  id,
                  ended.rid().toString(),
                  ended.n(),
                  ended.from(),
                  When.between(
                      ended.since(), ended.knownFrom(), change.since(), change.knownFrom())));
        }
      }
      return spans;
    }
  }

  record OfService(String id, ServiceHealth.State state, When when) {
    static OfService closedBy(String id, ServiceHealth change) {
      ServiceHealth.State ended = change.previous();
      return new OfService(
          id,
          ended,
          When.between(ended.since(), ended.knownFrom(), change.since(), change.knownFrom()));
    }
  }

  /**
   * A node's change does not repeat when its last state became known: the change before it says so,
   * in the same poll or in the row of the present.
   */
  record OfNode(String id, long n, NodeState state, When when) {
    /**
     * @param knownFroms when state n of node id became known, as far as that is known
     */
    static OfNode closedBy(String id, NodeHealth change, Map<NodeChange, Long> knownFroms) {
      long ended = change.n() - 1;
      long since = change.previousSince().toEpochMilli();
      long knownFrom = knownFroms.getOrDefault(new NodeChange(id, ended), since);
      return new OfNode(
          id,
          ended,
          change.previous(),
          new When(
              since, change.since().toEpochMilli(), knownFrom, change.knownFrom().toEpochMilli()));
    }
  }

  record NodeChange(String id, long n) {}
}
