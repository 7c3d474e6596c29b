package io.vigie.streams.instance;

import io.vigie.contract.wire.Order;
import io.vigie.streams.flow.NodeMove;

/** Whether an instance's last word still counts, and if not, why (semantics.md §2, Trust). */
public enum Freshness {
  FRESH(true, ""),
  /** The agent said goodbye: believed until the grace ends, shown stale. */
  LEAVING(true, "leaving"),
  NO_REPORT(false, "no-report"),
  NODE_SILENT(false, "node-silent"),
  SUPERSEDED(false, "superseded"),
  NEVER_HEARD(false, "never-heard");

  private final boolean trusted;
  private final String reason;

  Freshness(boolean trusted, String reason) {
    this.trusted = trusted;
    this.reason = reason;
  }

  /**
   * @param aged its allowance ran out
   * @param superseded another node took over and it has not spoken since
   * @param node null when nothing is known of the node
   */
  public static Freshness of(Report last, boolean aged, boolean superseded, NodeMove node) {
    if (!last.heard()) {
      return NEVER_HEARD;
    }
    if (superseded) {
      return SUPERSEDED;
    }
    if (node == null) {
      return aged ? NO_REPORT : FRESH;
    }
    boolean saidGoodbye =
        node.leaving().compareTo(Order.NONE) > 0 && !last.order().after(node.leaving());
    return switch (node.state()) {
      case SILENT ->
          // a report appended after its node went silent makes its own instance trusted
          last.appendedMillis() <= node.knownFrom().toEpochMilli()
              ? NODE_SILENT
              : aged ? NO_REPORT : FRESH;
      case LEAVING -> saidGoodbye || aged ? LEAVING : FRESH;
      // back, and not yet heard of this instance: the goodbye's word still holds
      case ALIVE -> aged ? NO_REPORT : saidGoodbye ? LEAVING : FRESH;
      case KNOWN, RETIRED -> aged ? NO_REPORT : FRESH;
    };
  }

  public boolean trusted() {
    return trusted;
  }

  public boolean stale() {
    return this != FRESH;
  }

  /** As shown; empty when fresh. */
  public String reason() {
    return reason;
  }
}
