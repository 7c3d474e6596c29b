package io.vigie.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What stands before the {@code #} of a rid; {@link #badge()} is its name on the 2010 screens. */
public enum ResourceGroup {
  IP("ip", "ip"),
  DISK("disk", "dg"),
  FS("fs", "fs"),
  SHARE("share", "share"),
  CONTAINER("container", "vm"),
  APP("app", "app"),
  SYNC("sync", "sync"),
  TASK("task", "task"),
  /**
   * Of a newer version than ours. Counts for avail: what is not understood is not waved through.
   */
  OTHER("other", "other");

  private static final ResourceGroup[] VALUES = values();

  private final String wire;
  private final String badge;

  ResourceGroup(String wire, String badge) {
    this.wire = wire;
    this.badge = badge;
  }

  /**
   * As configurations have it.
   *
   * @throws IllegalArgumentException listing the groups that exist
   */
  public static ResourceGroup parse(String text) {
    ResourceGroup group = read(text);
    if (group != OTHER) {
      return group;
    }
    throw new IllegalArgumentException(
        "resource group must be one of ip, disk, fs, share, container, app, sync, task; got \""
            + text
            + '"');
  }

  /** As records have it: a group of a newer version reads as {@link #OTHER}. */
  @JsonCreator
  public static ResourceGroup read(String text) {
    for (ResourceGroup group : VALUES) {
      if (group.wire.equals(text)) {
        return group;
      }
    }
    return OTHER;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  public String badge() {
    return badge;
  }

  /**
   * Whether the group decides if the service serves (semantics: avail leaves sync and task out).
   */
  public boolean countsForAvail() {
    return this != SYNC && this != TASK;
  }
}
