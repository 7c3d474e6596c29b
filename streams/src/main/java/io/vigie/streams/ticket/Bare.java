package io.vigie.streams.ticket;

import io.vigie.contract.event.Alert;
import java.util.List;

/** An alert as people are told of it. */
final class Bare {
  private Bare() {}

  /** Without its evidence, which may be long: what decided it stands in its facts. */
  static Alert of(Alert a) {
    return new Alert(
        a.alert(),
        a.n(),
        a.episode(),
        a.occurrence(),
        a.state(),
        a.severity(),
        a.move(),
        a.flapping(),
        a.heldBy(),
        a.since(),
        a.raised(),
        a.at(),
        a.resolved(),
        a.reason(),
        a.env(),
        a.production(),
        a.apps(),
        a.service(),
        a.node(),
        a.silencedBy(),
        a.acknowledged(),
        a.ticketed(),
        a.facts(),
        List.of());
  }
}
