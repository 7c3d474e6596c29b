package io.vigie.streams.replay;

import io.vigie.contract.event.ServiceHealth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of a fleet, each once: of tens of thousands of services most share theirs. */
final class Names {
  private final Map<String, String> known = new HashMap<>();

  String of(String name) {
    String same = known.putIfAbsent(name, name);
    return same == null ? name : same;
  }

  private List<String> of(List<String> names) {
    return names.isEmpty() ? List.of() : names.stream().map(this::of).toList();
  }

  /** Without what no alert asks for. */
  ServiceHealth lean(ServiceHealth health) {
    return new ServiceHealth(
        health.service(),
        health.n(),
        health.removed(),
        health.avail(),
        health.overall(),
        health.stale(),
        health.frozen(),
        health.misplaced(),
        health.since(),
        health.knownFrom(),
        of(health.app()),
        of(health.env()),
        "",
        health.topology(),
        health.flexMin(),
        health.flexMax(),
        of(health.nodes()),
        of(health.upNodes()),
        of(health.warnNodes()),
        of(health.lastKnownUpOn()),
        health.instances(),
        "",
        Map.of(),
        null,
        "");
  }
}
