package io.vigie.agent.action;

import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.id.Rid;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A copy that an action is to tell of, as it is noted while it is not. */
record CopyMark(Rid rid, String target, long maxDelaySeconds) {
  private static final int WORDS = 3;

  static Optional<CopyMark> parse(String text) {
    String[] words = text.split(" ");
    if (words.length != WORDS) {
      return Optional.empty();
    }
    return Optional.of(new CopyMark(Rid.parse(words[0]), words[1], Long.parseLong(words[2])));
  }

  /** The id of its result: the same whoever tells of it, so that told twice it counts once. */
  String id(String action) {
    String name = action + ' ' + rid + ' ' + target;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** What became of it when nobody saw. */
  SyncResult interrupted(ActionBegin action, Instant now) {
    return new SyncResult(
        id(action.id()),
        action.instance(),
        rid,
        action.id(),
        target,
        action.begin(),
        now,
        ActionStatus.ERR,
        "interrupted",
        0,
        0,
        0,
        "",
        null,
        null,
        maxDelaySeconds,
        null);
  }

  @Override
  public String toString() {
    return rid + " " + target + ' ' + maxDelaySeconds;
  }
}
