package io.vigie.agent.action;

import static io.vigie.agent.action.Option.DISABLE_ROLLBACK;
import static io.vigie.agent.action.Option.DOWNTO;
import static io.vigie.agent.action.Option.DRY_RUN;
import static io.vigie.agent.action.Option.FORCE;
import static io.vigie.agent.action.Option.RID;
import static io.vigie.agent.action.Option.SUBSET;
import static io.vigie.agent.action.Option.TAG;
import static io.vigie.agent.action.Option.UPTO;
import static io.vigie.agent.action.Option.WAITLOCK;

import io.vigie.agent.driver.sync.Target;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be asked of a service on this node. */
public enum Verb {
  START(
      "starting",
      "Bring a service up: ip, disk, fs, share, container, app.",
      RID,
      SUBSET,
      TAG,
      UPTO,
      FORCE,
      DISABLE_ROLLBACK),
  STOP("stopping", "Take a service down, in the reverse order.", RID, SUBSET, TAG, DOWNTO, FORCE),
  RESTART("starting", "Stop, then start.", RID, SUBSET, TAG, FORCE, DISABLE_ROLLBACK),
  STARTSTANDBY("idle", "Bring up what is standby here.", RID, SUBSET, TAG, UPTO, FORCE),
  PROVISION(
      "provisioning",
      "Make what is not there yet, resource by resource, and start it.",
      RID,
      SUBSET,
      TAG,
      UPTO,
      FORCE,
      DISABLE_ROLLBACK),
  UNPROVISION(
      "unprovisioning",
      "Stop, and take away for good what provision made, with all data in it.",
      RID,
      SUBSET,
      TAG,
      DOWNTO,
      FORCE),
  RUN("idle", "Run its tasks to their end.", RID, SUBSET, TAG, FORCE),
  SYNCNODES("idle", "Copy its data to its other nodes.", RID, SUBSET, TAG),
  SYNCDRP("idle", "Copy its data to its drp nodes.", RID, SUBSET, TAG),
  SYNCALL("idle", "Copy its data to all who are to have it.", RID, SUBSET, TAG),
  SYNCUPDATE("idle", "Copy to those whose copy is older than its schedule says.", RID, SUBSET, TAG),
  ENABLE("idle", "Take a disable back.", RID, SUBSET, TAG),
  DISABLE(
      "idle", "Leave a service, or resources, alone on this node, and show n/a.", RID, SUBSET, TAG),
  FREEZE("idle", "Let nothing but people act on a service."),
  THAW("idle", "Take a freeze back."),
  CLEAR("idle", "Forget that the last start failed here."),
  ABORT("idle", "End the action that runs on a service; a start is rolled back.") {
    @Override
    public Set<Option> options() {
      return EnumSet.of(WAITLOCK);
    }
  };

  private final String monitor;
  private final String description;
  private final Set<Option> options;

  Verb(String monitor, String description, Option... own) {
    this.monitor = monitor;
    this.description = description;
    options = EnumSet.of(WAITLOCK, DRY_RUN);
    Collections.addAll(options, own);
  }

  /**
   * @throws IllegalArgumentException listing the verbs that exist
   */
  public static Verb parse(String text) {
    for (Verb verb : values()) {
      if (verb.word().equals(text)) {
        return verb;
      }
    }
    throw new IllegalArgumentException(
        Stream.of(values())
            .map(Verb::word)
            .collect(Collectors.joining(", ", "action must be one of ", "; got \"" + text + '"')));
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is for, one sentence. */
  public String description() {
    return description;
  }

  /** What it may be told, in the order of a help text. */
  public Set<Option> options() {
    return Collections.unmodifiableSet(options);
  }

  /** What the monitor of an instance is said to do while it runs; idle when it is nothing new. */
  public static String monitor(String action) {
    return List.of(values()).stream()
        .filter(each -> each.word().equals(action))
        .map(each -> each.monitor)
        .findFirst()
        .orElse("idle");
  }

  /** Whether it touches resources, which a disabled service does not allow. */
  boolean touches() {
    return switch (this) {
      case START,
          STOP,
          RESTART,
          STARTSTANDBY,
          PROVISION,
          UNPROVISION,
          RUN,
          SYNCNODES,
          SYNCDRP,
          SYNCALL,
          SYNCUPDATE ->
          true;
      case ENABLE, DISABLE, FREEZE, THAW, CLEAR, ABORT -> false;
    };
  }

  /** Whether it copies data to other nodes. */
  boolean copies() {
    return this == SYNCNODES || this == SYNCDRP || this == SYNCALL || this == SYNCUPDATE;
  }

  /** Of one that copies, whether it does to that node. */
  boolean copiesTo(Target target) {
    return switch (this) {
      case SYNCNODES -> !target.drp();
      case SYNCDRP -> target.drp();
      default -> copies();
    };
  }

  /** Whether a whole one that fails means that the service does not start here. */
  boolean starts() {
    return this == START || this == RESTART;
  }

  /** Whether a person who asks for it means the service to stay down. */
  boolean takesDown() {
    return this == STOP || this == UNPROVISION;
  }
}
