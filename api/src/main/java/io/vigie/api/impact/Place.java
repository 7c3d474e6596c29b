package io.vigie.api.impact;

import io.vigie.contract.availability.Availability;

/**
 * An instance, and whether its node goes.
 *
 * @param fresh trusted and not stale: its node can be counted on
 * @param movable neither frozen nor without what it is made of
 */
record Place(
    String node,
    boolean goes,
    Availability avail,
    boolean fresh,
    boolean trusted,
    boolean movable) {
  /** It serves, in part at least. */
  boolean serves() {
    return trusted && partly();
  }

  /** It was serving when it was heard last, and nobody knows whether it does. */
  boolean servedLast() {
    return !trusted && partly();
  }

  /** It could take its service over: it is whole, and waits. */
  boolean able() {
    return fresh
        && trusted
        && movable
        && (avail == Availability.DOWN || avail == Availability.STDBY_UP);
  }

  boolean useful() {
    return serves() || able();
  }

  private boolean partly() {
    return avail == Availability.UP || avail == Availability.WARN;
  }
}
