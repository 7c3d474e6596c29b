package io.vigie.api.self;

import io.vigie.contract.alert.AlertKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Knows what is wrong of some kinds. One thread asks it, every few seconds. */
interface Source {
  Set<AlertKind> kinds();

  /** All that is wrong now; empty when that cannot be told: then all stays as it was. */
  Optional<List<Trouble>> look();

  /** Another process looks from now on. */
  default void rest() {}
}
