package io.vigie.contract.alert;

/** What the anchor of an alert is. */
public enum AlertScope {
  SERVICE,
  NODE,
  APP,
  /** {@code site/NAME}, or {@code fleet} for all. */
  SITE,
  /** Vigie itself. */
  COLLECTOR,
  /** A service or a node. */
  ANY;

  /** Whether an alert may name something finer than its anchor. */
  public boolean hasDetail() {
    return switch (this) {
      case SERVICE, NODE, COLLECTOR, ANY -> true;
      case APP, SITE -> false;
    };
  }
}
