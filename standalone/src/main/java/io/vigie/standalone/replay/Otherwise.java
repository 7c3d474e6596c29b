package io.vigie.standalone.replay;

import io.vigie.contract.id.AlertId;
import io.vigie.streams.replay.Raising;
import io.vigie.streams.replay.Raising.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What is otherwise about an alert that is raised under both rules. */
final class Otherwise {
  private Otherwise() {}

  static List<String> words(Raising before, Raising after) {
    List<String> words = new ArrayList<>();
    if (!before.raised().equals(after.raised())) {
      words.add(shift(before.raised(), after.raised()));
    }
    if (before.severity() != after.severity()) {
      words.add(after.severity().wire() + " instead of " + before.severity().wire());
    }
    turns(before.turns(), after.turns(), words);
    if (!Objects.equals(before.heldBy(), after.heldBy())) {
      words.add(under(before.heldBy(), after.heldBy()));
    }
    if (!before.silencedBy().equals(after.silencedBy())) {
      words.add(
          after.silencedBy().isEmpty()
              ? "not silenced by " + before.silencedBy()
              : "silenced by " + after.silencedBy());
    }
    return words;
  }

  private static void turns(List<Turn> before, List<Turn> after, List<String> words) {
    for (int i = 1; i < Math.max(before.size(), after.size()); i++) {
      Turn was = i < before.size() ? before.get(i) : null;
      Turn is = i < after.size() ? after.get(i) : null;
      if (is == null) {
        words.add("does not become " + was.severity().wire());
      } else if (was == null || was.severity() != is.severity()) {
        words.add("becomes " + is.severity().wire());
      } else if (!was.at().equals(is.at())) {
        words.add("becomes " + is.severity().wire() + ' ' + shift(was.at(), is.at()));
      }
    }
  }

  private static String under(AlertId before, AlertId after) {
    return after == null ? "not under " + before : "under " + after;
  }

  private static String shift(Instant before, Instant after) {
    return after.isAfter(before)
        ? clock(before, after) + " later"
        : clock(after, before) + " earlier";
  }

  /** {@code 00:04:10}; hours go on beyond a day. */
  static String clock(Instant from, Instant to) {
    long seconds = Math.round(Duration.between(from, to).toMillis() / 1_000.0);
    return "%02d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }
}
