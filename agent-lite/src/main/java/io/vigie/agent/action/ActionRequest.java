package io.vigie.agent.action;

import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.id.Rid;
import java.time.Duration;
import java.util.Set;

/**
 * What is asked of a service.
 *
 * @param only which of its resources
 * @param force go on where a conflict or an unmet requirement is found; stop standby resources too
 * @param rollback a start that fails stops what it started
 * @param dryRun say what would be done, do and record nothing
 * @param by who asks, as the node knows them
 * @param commandLine as it was given, secrets masked by its reader
 * @param patience how long to wait for another action on the service
 * @param id of the action; empty: it is given one
 */
public record ActionRequest(
    Verb verb,
    Selection only,
    boolean force,
    boolean rollback,
    boolean dryRun,
    ActionOrigin origin,
    String by,
    String commandLine,
    Duration patience,
    String id) {
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  public ActionRequest {
    if (patience.isNegative()) {
      throw new IllegalArgumentException("patience is not negative; got " + patience);
    }
    if (only.picks() && !verb.options().contains(Option.RID)) {
      throw new IllegalArgumentException(verb.word() + " takes a whole service, not a resource");
    }
    if (only.edge() != null && !verb.options().contains(only.edge().option())) {
      throw new IllegalArgumentException(
          verb.word() + " takes no --" + only.edge().option().word());
    }
  }

  public static ActionRequest of(Verb verb, ActionOrigin origin, String by) {
    return new ActionRequest(
        verb, Selection.ALL, false, true, false, origin, by, verb.word(), PATIENCE, "");
  }

  public ActionRequest only(Set<Rid> some) {
    return only(Selection.of(some));
  }

  public ActionRequest only(Selection some) {
    return new ActionRequest(
        verb, some, force, rollback, dryRun, origin, by, commandLine, patience, id);
  }

  public ActionRequest forced() {
    return new ActionRequest(
        verb, only, true, rollback, dryRun, origin, by, commandLine, patience, id);
  }

  public ActionRequest withoutRollback() {
    return new ActionRequest(
        verb, only, force, false, dryRun, origin, by, commandLine, patience, id);
  }

  public ActionRequest dry() {
    return new ActionRequest(
        verb, only, force, rollback, true, origin, by, commandLine, patience, id);
  }

  public ActionRequest as(String line) {
    return new ActionRequest(verb, only, force, rollback, dryRun, origin, by, line, patience, id);
  }

  public ActionRequest waiting(Duration time) {
    return new ActionRequest(
        verb, only, force, rollback, dryRun, origin, by, commandLine, time, id);
  }

  public ActionRequest called(String action) {
    return new ActionRequest(
        verb, only, force, rollback, dryRun, origin, by, commandLine, patience, action);
  }

  /** Whether a person asks: here, or at the console. */
  boolean personal() {
    return switch (origin) {
      case USER, REQUEST -> true;
      case SCHEDULER, MONITOR, ENGINE -> false;
    };
  }
}
