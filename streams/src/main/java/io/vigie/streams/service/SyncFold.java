package io.vigie.streams.service;

import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.SyncHealth;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.sync.SyncState;
import io.vigie.streams.flow.Moment;
import java.time.Instant;

/** What a run makes of a copy, and what time and its service do. */
final class SyncFold {
  private SyncFold() {}

  /** Whether a run tells something of the copy: nodes that have nothing to send say so too. */
  static boolean tells(SyncHealth before, SyncResult run) {
    return run.status() != ActionStatus.OFF && (before == null || !before.end().isAfter(run.end()));
  }

  /**
   * The copy after one more run of it.
   *
   * @param before null: the first that is known
   */
  static SyncHealth after(SyncHealth before, SyncResult run) {
    return new SyncHealth(
        run.instance().serviceId(),
        run.rid(),
        run.target(),
        before == null || before.removed(),
        before == null ? SyncState.OK : before.state(),
        before == null ? run.end() : before.since(),
        before == null ? "" : before.app(),
        before == null ? "" : before.env(),
        run.instance().node(),
        before != null && before.disaster(),
        run.status(),
        run.action(),
        run.begin(),
        run.end(),
        run.skipReason(),
        run.files(),
        run.bytes(),
        run.bytesPerSecond(),
        run.snapshot(),
        good(before, run),
        run.nextDue(),
        run.maxDelaySeconds(),
        run.lagSeconds(),
        before == null ? "" : before.cause());
  }

  // what was written while it was copied may be missing; data that follow continuously are as old
  // as they lag behind
  private static Instant good(SyncHealth before, SyncResult run) {
    if (run.status() != ActionStatus.ERR) {
      return run.lagSeconds() == null ? run.begin() : run.end().minusSeconds(run.lagSeconds());
    }
    return later(before == null ? null : before.lastGood(), run.lastGoodBefore());
  }

  private static Instant later(Instant one, Instant other) {
    return one == null || other != null && other.isAfter(one) ? other : one;
  }

  /**
   * The copy as it stands now.
   *
   * @param service null: not known
   */
  static SyncHealth standing(SyncHealth copy, Service service, Moment moment) {
    SyncState state = state(copy, moment.appended());
    Instant since =
        state == copy.state() ? copy.since() : state == SyncState.LATE ? copy.lateAt() : copy.end();
    if (service == null || service.shown() == null) {
      return copy.standing("", "", false, true, state, since, copy.cause());
    }
    return copy.standing(
        service.shown().app(),
        service.shown().env(),
        service.savesTo(copy.target()),
        service.shown().removed() || !service.has(copy.source()) || service.dropped(copy.target()),
        state,
        since,
        copy.cause());
  }

  static SyncHealth because(SyncHealth copy, String cause) {
    return copy.standing(
        copy.app(), copy.env(), copy.disaster(), copy.removed(), copy.state(), copy.since(), cause);
  }

  private static SyncState state(SyncHealth copy, Instant now) {
    if (copy.lastGood() == null) {
      return SyncState.NEVER;
    }
    if (copy.isLate(now)) {
      return SyncState.LATE;
    }
    return copy.status() == ActionStatus.ERR ? SyncState.FAILED : SyncState.OK;
  }
}
