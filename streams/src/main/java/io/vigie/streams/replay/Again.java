package io.vigie.streams.replay;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.id.AlertId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a replay finds what was really raised: under other rules than those of then, or without
 * what a replay does not know, it does not.
 *
 * @param recorded raisings of kinds that a replay sees
 * @param lost of these, those it did not find
 * @param more what it found and nobody recorded
 * @param unseen recorded raisings of kinds that it does not see
 */
public record Again(
    int recorded, List<Raising> lost, List<Raising> more, Map<AlertKind, Integer> unseen) {
  /** A task that was handed over meanwhile counts its pulses anew. */
  private static final Duration TOLERANCE = Duration.ofSeconds(90);

  public int found() {
    return recorded - lost.size();
  }

  /** Of what was raised within a window. */
  public static Again of(List<Raising> recorded, List<Raising> found, Instant from, Instant to) {
    Map<AlertId, List<Raising>> left = new HashMap<>();
    for (Raising raising : found) {
      left.computeIfAbsent(raising.alert(), id -> new ArrayList<>()).add(raising);
    }
    int seen = 0;
    List<Raising> lost = new ArrayList<>();
    Map<AlertKind, Integer> unseen = new EnumMap<>(AlertKind.class);
    for (Raising raising : recorded) {
      if (!Difference.in(raising.raised(), from, to)) {
        continue;
      }
      if (!Seen.sees(raising.alert().kind())) {
        unseen.merge(raising.alert().kind(), 1, Integer::sum);
        continue;
      }
      seen++;
      if (!take(left.getOrDefault(raising.alert(), List.of()), raising)) {
        lost.add(raising);
      }
    }
    List<Raising> more =
        left.values().stream()
            .flatMap(List::stream)
            .filter(raising -> Difference.in(raising.raised(), from, to))
            .sorted(Comparator.comparing(Raising::raised))
            .toList();
    return new Again(seen, lost, more, unseen);
  }

  private static boolean take(List<Raising> candidates, Raising raising) {
    return candidates.stream()
        .filter(each -> near(each, raising))
        .findFirst()
        .map(candidates::remove)
        .orElse(false);
  }

  private static boolean near(Raising one, Raising other) {
    return Duration.between(one.raised(), other.raised()).abs().compareTo(TOLERANCE) <= 0;
  }
}
