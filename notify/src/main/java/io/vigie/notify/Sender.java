package io.vigie.notify;

import io.vigie.contract.ticket.Channel;

/** One way by which people are told. Used by several threads. */
public interface Sender {
  Channel channel();

  /**
   * Hands it over, or says why it could not. Never throws for what the other side does.
   *
   * @param lease asked when all is ready, just before the other side gets it
   */
  Outcome send(Message message, Lease lease);
}
