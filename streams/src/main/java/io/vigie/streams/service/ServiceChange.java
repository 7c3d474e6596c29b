package io.vigie.streams.service;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.ServiceFold;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.streams.flow.Moment;
import java.time.Instant;
import java.util.List;

/**
 * The next thing to publish about a service.
 *
 * @param event to publish
 * @param shown what to compare the next one with
 */
record ServiceChange(ServiceHealth event, ServiceHealth shown) {

  /**
   * @return null when nothing changed
   */
  static ServiceChange of(View view, ServiceHealth before, Moment moment) {
    boolean removed = view.members().isEmpty();
    if (removed && (before == null || before.removed())) {
      return null;
    }
    Draft draft = new Draft(view, before, removed);
    if (before == null) {
      return next(draft, 1, moment.event(), moment.appended(), null, moment.cause());
    }
    if (draft.health(before.n(), before.since(), before.knownFrom(), null, "").equals(before)) {
      return null;
    }
    long n = before.n() + 1;
    if (draft.sameState(before)) {
      return next(draft, n, before.since(), before.knownFrom(), null, moment.cause());
    }
    // no state begins before the one it ends, however late its record comes
    Instant since = later(moment.event(), before.since());
    Instant knownFrom = later(moment.appended(), before.knownFrom());
    return next(
        draft, n, since, knownFrom, before.removed() ? null : state(before), moment.cause());
  }

  private static ServiceChange next(
      Draft draft,
      long n,
      Instant since,
      Instant knownFrom,
      ServiceHealth.State previous,
      String cause) {
    return new ServiceChange(
        draft.health(n, since, knownFrom, previous, cause),
        draft.health(n, since, knownFrom, null, ""));
  }

  private static ServiceHealth.State state(ServiceHealth health) {
    return new ServiceHealth.State(
        health.n(),
        health.avail(),
        health.overall(),
        health.stale(),
        health.since(),
        health.knownFrom());
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** What would be shown now. */
  private record Draft(View view, ServiceHealth before, boolean removed) {
    ServiceHealth health(
        long n, Instant since, Instant knownFrom, ServiceHealth.State previous, String cause) {
      // nobody is left to say what it was: its end concerns those whom it concerned before
      Attributes attributes = removed ? Attributes.last(before) : view.attributes();
      ServiceFold fold = view.fold();
      return new ServiceHealth(
          view.service(),
          n,
          removed,
          avail(),
          overall(),
          view.stale(),
          view.frozen(),
          view.misplaced(),
          since,
          knownFrom,
          attributes.app(),
          attributes.env(),
          attributes.containerType(),
          attributes.topology(),
          attributes.flexMin(),
          attributes.flexMax(),
          attributes.nodes(),
          view.upNodes(),
          view.warnNodes(),
          removed ? List.of() : fold.lastKnownUpOn(),
          view.members().size(),
          view.action(),
          fold.groups(),
          previous,
          cause);
    }

    boolean sameState(ServiceHealth before) {
      return before.removed() == removed
          && before.avail() == avail()
          && before.overall() == overall()
          && before.stale() == view.stale();
    }

    private Availability avail() {
      return view.fold().avail();
    }

    private Availability overall() {
      return view.fold().overall();
    }
  }
}
