package io.vigie.streams.flow;

import io.vigie.contract.event.Event;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What a stage writes through. Ids are made of the position of the record in hand, so that a replay
 * writes the same bytes again.
 */
public final class Outlet {
  /** Source of what the streams derive. */
  public static final String SOURCE = "vigie/streams";

  /** A commit is asked for on a change, but not more often: each costs a transaction. */
  private static final long COMMIT_APART_MILLIS = 50;

  /** Further behind than this a task catches up first: the regular commit is soon enough. */
  private static final long BEHIND_MILLIS = 250;

  private static final long NEW_MILLIS = 86_400_000;

  /** Room for key, headers and the batch around a value. */
  private static final int MOST_BYTES = Topic.MAX_RECORD_BYTES - 20_000;

  /** Where what is written goes on to. */
  public interface Way {
    void forward(Record<String, Object> record, String sink);

    /** Wall clock. */
    long nowMillis();

    void commit();
  }

  private final Way way;
  private Position position;
  private long appendedMillis;
  private int written;
  private long committedMillis;

  public Outlet(ProcessorContext<String, Object> context) {
    this(
        new Way() {
          @Override
          public void forward(Record<String, Object> record, String sink) {
            context.forward(record, sink);
          }

          @Override
          public long nowMillis() {
            return context.currentSystemTimeMs();
          }

          @Override
          public void commit() {
            context.commit();
          }
        });
  }

  public Outlet(Way way) {
    this.way = way;
  }

  /** Takes the record in hand: what is written from now on stems from it. */
  public void open(Position position, long appendedMillis) {
    this.position = position;
    this.appendedMillis = appendedMillis;
    this.written = 0;
  }

  /**
   * Whether the record in hand was appended within a day: an upgrade reads months of some topics
   * for the first time.
   */
  public boolean isNew() {
    return way.nowMillis() - appendedMillis < NEW_MILLIS;
  }

  /**
   * Encodes now and writes later, so that a stage can change its state in between: what cannot be
   * encoded leaves the state as it was.
   *
   * @throws IllegalStateException when the event does not fit in a record
   */
  public Outbound prepare(Event event, Instant time) {
    byte[] bytes =
        EventCodec.encode(new Envelope<>(position + "/" + written++, SOURCE, time, event));
    if (bytes.length > MOST_BYTES) {
      throw new IllegalStateException(
          event.type().wire() + " has " + bytes.length + " bytes; a record takes " + MOST_BYTES);
    }
    return Outbound.anchored(event.key(), event.anchor(), bytes);
  }

  /** Append time of the record in hand, epoch milliseconds. */
  public long appendedMillis() {
    return appendedMillis;
  }

  public void write(String sink, Outbound outbound) {
    way.forward(new Record<>(outbound.key(), outbound, appendedMillis), sink);
  }

  /** A document of its own form, in the order of its anchor. */
  public void tell(String sink, String anchor, byte[] document) {
    write(sink, Outbound.anchored(anchor, anchor, document));
  }

  public void tell(String sink, NodeMove move) {
    way.forward(new Record<>(move.node().toString(), move, appendedMillis), sink);
  }

  public void tell(String sink, ServiceEnd end) {
    way.forward(new Record<>(end.service().toString(), end, appendedMillis), sink);
  }

  public void tell(String sink, RootTold root) {
    way.forward(new Record<>(root.root().toString(), root, appendedMillis), sink);
  }

  /** Carries a pulse through to the same partition of an output topic. */
  public void carry(String sink, Pulse pulse) {
    Pulse carried = new Pulse(pulse.number(), appendedMillis);
    Instant time = Instant.ofEpochMilli(appendedMillis);
    byte[] bytes =
        EventCodec.encode(new Envelope<>(position + "/" + written++, SOURCE, time, carried));
    write(sink, Outbound.carried(Pulse.KEY, position.partition(), bytes));
  }

  /**
   * Asks for a commit, so that readers see the change soon. A commit that takes longer than the
   * least time between two would otherwise follow every single record of a backlog.
   */
  public void commitSoon() {
    long now = way.nowMillis();
    if (now - committedMillis >= COMMIT_APART_MILLIS && now - appendedMillis <= BEHIND_MILLIS) {
      committedMillis = now;
      way.commit();
    }
  }
}
