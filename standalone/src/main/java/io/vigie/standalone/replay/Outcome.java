package io.vigie.standalone.replay;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.contract.alert.Severity;
import io.vigie.streams.replay.Again;
import io.vigie.streams.replay.Difference;
import io.vigie.streams.replay.Raising;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a replay found.
 *
 * @param partlyKnown services that were left out at a time, for not all of them was known
 * @param records read, pulses among them
 * @param rules of the file that say something of a kind
 * @param idle kinds of the file that no replay sees
 */
record Outcome(
    Instant from,
    Instant to,
    int nodes,
    int services,
    int partlyKnown,
    long records,
    List<Changed> rules,
    List<AlertKind> idle,
    List<Count> counts,
    List<Difference> differences,
    Again recorded) {

  /** A kind whose rule is another one in the file. */
  record Changed(AlertKind kind, Rule inForce, Rule file) {}

  /** Raisings of a kind that became so severe and no worse. */
  record Count(AlertKind kind, Severity severity, int inForce, int file) {}

  static List<Count> counts(List<Raising> inForce, List<Raising> file, Instant from, Instant to) {
    Map<String, Count> counts = new TreeMap<>();
    inForce.forEach(raising -> count(counts, raising, from, to, 1, 0));
    file.forEach(raising -> count(counts, raising, from, to, 0, 1));
    return new ArrayList<>(counts.values());
  }

  private static void count(
      Map<String, Count> counts, Raising raising, Instant from, Instant to, int a, int b) {
    if (raising.raised().isBefore(from) || raising.raised().isAfter(to)) {
      return;
    }
    AlertKind kind = raising.alert().kind();
    Severity worst = raising.worst();
    // worst first
    String key = kind.ordinal() + 1_000 + " " + (9 - worst.ordinal());
    counts.merge(
        key,
        new Count(kind, worst, a, b),
        (one, more) -> new Count(kind, worst, one.inForce + more.inForce, one.file + more.file));
  }
}
