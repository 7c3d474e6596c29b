package io.vigie.streams.flow;

import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.Stamp;

/** What a record's place in its node's order means. */
public enum Verdict {
  NEWER,
  /** The same record again: agents resend after a reconnect. */
  DUPLICATE,
  LATE,
  /** A lower epoch, but of another installation, once the former one has gone quiet. */
  TAKEOVER;

  /**
   * @param last newest order accepted so far
   * @param install installation that sent it
   * @param vacant the former installation has been silent
   */
  public static Verdict of(Stamp stamp, Order last, String install, boolean vacant) {
    int newer = stamp.order().compareTo(last);
    if (newer > 0) {
      return NEWER;
    }
    boolean other = !stamp.install().isEmpty() && !stamp.install().equals(install);
    if (vacant && other && stamp.order().epoch() < last.epoch()) {
      return TAKEOVER;
    }
    return newer == 0 ? DUPLICATE : LATE;
  }

  public boolean accepted() {
    return this == NEWER || this == TAKEOVER;
  }
}
