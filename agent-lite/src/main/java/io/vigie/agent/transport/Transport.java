package io.vigie.agent.transport;

import java.util.function.Consumer;

/** The way to the broker. Never blocks: what it cannot take now, it says so. */
public interface Transport extends AutoCloseable {

  /**
   * Hands a record over. Records of one caller and partition arrive in the order they were handed
   * over.
   *
   * @param outcome called once if the record was taken, on a thread of the transport's
   * @return false when it cannot be taken now, then {@code outcome} is not called
   */
  boolean send(Outgoing record, Consumer<Outcome> outcome);

  /** Waits a little for what is on its way, then gives up. */
  @Override
  void close();
}
