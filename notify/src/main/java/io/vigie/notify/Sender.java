package io.vigie.notify;

/** One way by which people are told. Used by several threads. */
public interface Sender {
  /**
   * What is to be written down before it is handed over, because it could not be made anew the
   * same; empty for what can. Quick.
   */
  default String body(Message message) {
    return "";
  }

  /**
   * Hands it over, or says why it could not. Never throws for what the other side does.
   *
   * @param lease asked when all is ready, just before the other side gets it
   */
  Outcome send(Message message, Lease lease);
}
