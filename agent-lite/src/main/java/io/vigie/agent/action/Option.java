package io.vigie.agent.action;

import java.util.Locale;

/** What an action may be told beside the service; each is written with two dashes. */
public enum Option {
  RID("RID", "only these resources, or those of this group: fs#1,ip; may be repeated"),
  SUBSET("NAME", "only the resources of this subset; may be repeated"),
  TAG("TAG", "only the resources with this tag; may be repeated"),
  UPTO("RID", "in the order of a start, no further than this resource or group"),
  DOWNTO("RID", "in the order of a stop, no further than this resource or group"),
  FORCE("", "go on where a conflict or an unmet requirement is found; stop standby resources too"),
  DISABLE_ROLLBACK("", "leave up what a start that fails has started"),
  WAITLOCK("DURATION", "how long to wait for another action on the service (default: 30s)"),
  DRY_RUN("", "print what would be done, and do nothing");

  private final String label;
  private final String description;

  Option(String label, String description) {
    this.label = label;
    this.description = description;
  }

  /** As it is typed, without its dashes. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What its value is called; empty when it has none. */
  public String label() {
    return label;
  }

  public String description() {
    return description;
  }

  /** Whether it says which resources. */
  public boolean selects() {
    return switch (this) {
      case RID, SUBSET, TAG, UPTO, DOWNTO -> true;
      case FORCE, DISABLE_ROLLBACK, WAITLOCK, DRY_RUN -> false;
    };
  }

  /** Whether it may be given several times. */
  public boolean repeats() {
    return switch (this) {
      case RID, SUBSET, TAG -> true;
      case UPTO, DOWNTO, FORCE, DISABLE_ROLLBACK, WAITLOCK, DRY_RUN -> false;
    };
  }
}
