package io.vigie.streams.instance;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.InstanceHealth.ResourceChange;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.id.Rid;
import io.vigie.streams.flow.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The next thing to publish about an instance. Made without touching it; {@link #apply} makes it so
 * once the event is safely encoded.
 */
public final class InstanceChange {
  private final Instance instance;
  private final InstanceHealth event;
  private final InstanceHealth shown;
  private final Map<Rid, Span> spans;

  private InstanceChange(
      Instance instance, InstanceHealth event, InstanceHealth shown, Map<Rid, Span> spans) {
    this.instance = instance;
    this.event = event;
    this.shown = shown;
    this.spans = spans;
  }

  /**
   * @return null when nothing changed
   */
  public static InstanceChange of(
      Instance instance, Freshness freshness, Role role, Moment moment) {
    InstanceHealth before = instance.shown();
    if (before == null && instance.removed()) {
      return null;
    }
    Draft draft = new Draft(instance, freshness, role);
    if (before != null) {
      InstanceHealth same =
          draft.health(before.n(), before.since(), before.knownFrom(), null, null, List.of(), "");
      if (same.equals(before)) {
        return null;
      }
    }
    return next(draft, before, moment);
  }

  private static InstanceChange next(Draft draft, InstanceHealth before, Moment moment) {
    Instance instance = draft.instance;
    long n = before == null ? 1 : before.n() + 1;
    Instant since = moment.event();
    Instant knownFrom = moment.appended();
    List<ResourceChange> changed = List.of();
    InstanceHealth.State previous = null;
    if (before != null) {
      // no state begins before the one it ends, however late its record comes
      since = later(since, before.since());
      knownFrom = later(knownFrom, before.knownFrom());
      changed = ended(instance);
      if (changed.isEmpty() && !appeared(instance) && draft.sameState(before)) {
        since = before.since();
        knownFrom = before.knownFrom();
      } else if (!before.removed()) {
        previous = state(before);
      }
    }
    Map<Rid, Span> spans = spans(draft, n, since, knownFrom);
    Instant heard = instance.report().time();
    return new InstanceChange(
        instance,
        draft.health(n, since, knownFrom, heard, previous, changed, moment.cause()),
        draft.health(n, since, knownFrom, null, null, List.of(), ""),
        spans);
  }

  public Instance instance() {
    return instance;
  }

  public InstanceHealth event() {
    return event;
  }

  public void apply() {
    instance.shows(shown, spans);
  }

  private static List<ResourceChange> ended(Instance instance) {
    Map<Rid, ResourceStatus> now = Draft.resources(instance);
    List<ResourceChange> changed = new ArrayList<>();
    instance
        .spans()
        .forEach(
            (rid, span) -> {
              ResourceStatus resource = now.get(rid);
              Availability to = resource == null ? null : resource.effective();
              if (to != span.status()) {
                changed.add(
                    new ResourceChange(
                        rid, span.status(), to, span.n(), span.since(), span.knownFrom()));
              }
            });
    return changed;
  }

  /** A resource that was not there begins a state, though it ends none. */
  private static boolean appeared(Instance instance) {
    return !instance.spans().keySet().containsAll(Draft.resources(instance).keySet());
  }

  private static Map<Rid, Span> spans(Draft draft, long n, Instant since, Instant knownFrom) {
    Map<Rid, Span> held = draft.instance.spans();
    Map<Rid, Span> spans = new TreeMap<>();
    Draft.resources(draft.instance)
        .forEach(
            (rid, resource) -> {
              Availability status = resource.effective();
              Span span = held.get(rid);
              spans.put(
                  rid,
                  span != null && span.status() == status
                      ? span
                      : new Span(status, n, since, knownFrom));
            });
    return spans;
  }

  private static InstanceHealth.State state(InstanceHealth health) {
    return new InstanceHealth.State(
        health.n(),
        health.avail(),
        health.overall(),
        health.stale(),
        health.frozen(),
        health.since(),
        health.knownFrom());
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** What would be shown now. */
  record Draft(Instance instance, Freshness freshness, Role role) {
    InstanceHealth health(
        long n,
        Instant since,
        Instant knownFrom,
        Instant lastReport,
        InstanceHealth.State previous,
        List<ResourceChange> changed,
        String cause) {
      InstanceStatus status = instance.report().status();
      boolean removed = status.removed();
      return new InstanceHealth(
          instance.id(),
          n,
          removed,
          avail(),
          overall(),
          trusted(),
          stale(),
          removed ? "" : freshness.reason(),
          status.frozen(),
          status.provisioned(),
          since,
          knownFrom,
          lastReport,
          status.app(),
          status.env(),
          status.nodeEnv(),
          status.containerType(),
          status.topology(),
          status.nodes(),
          role.misplaced(),
          role.servedElsewhere(),
          status.action(),
          status.monitor(),
          removed ? Map.of() : instance.fold().groups(),
          resources(instance),
          previous,
          changed,
          cause);
    }

    boolean sameState(InstanceHealth before) {
      return before.removed() == instance.removed()
          && before.avail() == avail()
          && before.overall() == overall()
          && before.trusted() == trusted()
          && before.stale() == stale()
          && before.frozen() == instance.report().status().frozen();
    }

    static Map<Rid, ResourceStatus> resources(Instance instance) {
      return instance.removed() ? Map.of() : instance.report().status().resources();
    }

    private Availability avail() {
      return instance.removed() ? Availability.NA : instance.avail();
    }

    private Availability overall() {
      return instance.removed() ? Availability.NA : instance.overall();
    }

    private boolean trusted() {
      return instance.removed() || freshness.trusted();
    }

    private boolean stale() {
      return !instance.removed() && freshness.stale();
    }
  }
}
