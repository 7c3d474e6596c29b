package io.vigie.agent.action;

import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.id.Rid;
import java.time.Duration;
import java.util.Set;

/**
 * What is asked of a service.
 *
 * @param rids only those resources; empty for all
 * @param dryRun say what would be done, do and record nothing
 * @param by who asks, as the node knows them
 * @param commandLine as it was given, secrets masked by its reader
 * @param patience how long to wait for another action on the service
 */
public record ActionRequest(
    Verb verb,
    Set<Rid> rids,
    boolean dryRun,
    ActionOrigin origin,
    String by,
    String commandLine,
    Duration patience) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  public ActionRequest {
    rids = Set.copyOf(rids);
    if (patience.isNegative()) {
      throw new IllegalArgumentException("patience is not negative; got " + patience);
    }
    if (!rids.isEmpty() && (verb == Verb.FREEZE || verb == Verb.THAW)) {
      throw new IllegalArgumentException(verb.word() + " takes a whole service, not a resource");
    }
  }

  public static ActionRequest of(Verb verb, ActionOrigin origin, String by) {
    return new ActionRequest(verb, Set.of(), false, origin, by, verb.word(), PATIENCE);
  }

  public ActionRequest only(Set<Rid> some) {
    return new ActionRequest(verb, some, dryRun, origin, by, commandLine, patience);
  }

  public ActionRequest dry() {
    return new ActionRequest(verb, rids, true, origin, by, commandLine, patience);
  }

  public ActionRequest as(String line) {
    return new ActionRequest(verb, rids, dryRun, origin, by, line, patience);
  }

  public ActionRequest waiting(Duration time) {
    return new ActionRequest(verb, rids, dryRun, origin, by, commandLine, time);
  }
}
