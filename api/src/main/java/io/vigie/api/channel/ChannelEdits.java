package io.vigie.api.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.f4b6a3.uuid.UuidCreator;
import io.vigie.api.act.Act;
import io.vigie.api.act.Difference;
import io.vigie.api.act.Outcome;
import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Snapshot;
import io.vigie.api.policy.Policies;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.event.Notification;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.ticket.Cause;
import io.vigie.contract.ticket.Channel;
import io.vigie.contract.wire.Json;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which channels there are, and what may become of them. */
final class ChannelEdits {
  private static final String KIND = "channel";

  /** Each is called by a thread of its own. */
  private static final int MOST = 100;

  private static final int CALLS = 20;

  /** Between two tests of one. */
  private static final Duration GAP = Duration.ofSeconds(10);

  private static final String CALL =
      "SELECT id,state,attempt,at,reply,next_at,tells FROM delivery"
          + " WHERE channel=? AND to_whom=? ORDER BY at DESC,id LIMIT ?";

  private ChannelEdits() {}

  static ChannelAnswer.All all(Snapshot tables) throws SQLException {
    List<ChannelAnswer> all = new ArrayList<>();
    for (ChannelPolicy channel : Policies.channels(tables)) {
      all.add(answer(tables, channel, 1));
    }
    return new ChannelAnswer.All(all);
  }

  static ChannelAnswer one(Snapshot tables, String name) throws SQLException {
    return answer(tables, found(tables, name), CALLS);
  }

  private static ChannelAnswer answer(Snapshot tables, ChannelPolicy channel, int calls)
      throws SQLException {
    return ChannelAnswer.of(
        channel,
        n(tables, channel.name()),
        tables.all(
            Sql.of(CALL, channel.kind().wire(), channel.name(), calls), ChannelAnswer.Call::read));
  }

  private static ChannelPolicy found(Snapshot tables, String name) throws SQLException {
    return Policies.channel(tables, name).orElseThrow(() -> Refusal.missing(KIND, shown(name)));
  }

  private static String shown(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  private static long n(Snapshot tables, String name) throws SQLException {
    return number(tables, "n", name);
  }

  private static long number(Snapshot tables, String column, String name) throws SQLException {
    return tables
        .one(
            Sql.of("SELECT " + column + " FROM channel WHERE name=?", name),
            row -> row.number(column))
        .orElse(0L);
  }

  /**
   * @param seen number of the change that was seen last; null when it does not matter
   */
  static Outcome put(Act act, ChannelPolicy wished, Long seen) throws SQLException {
    Optional<ChannelPolicy> known = Policies.channel(act.tables(), wished.name());
    Refusal.unless(seen, n(act.tables(), wished.name()), KIND, wished.name());
    ChannelPolicy before = known.orElse(null);
    ChannelPolicy wish = wished.withMade(before == null ? now() : before.made());
    if (before == null && Policies.channels(act.tables()).size() >= MOST) {
      throw Refusal.conflict("there are " + MOST + " channels, and may be no more");
    }
    if (before != null && before.kind() != wish.kind()) {
      // what waits for it was made for the other
      throw Refusal.conflict(
          "channel " + wish.name() + " is a " + before.kind().wire() + "; make another one");
    }
    if (before != null && before.withBy(wish.by()).equals(wish)) {
      return Outcome.UNCHANGED;
    }
    write(act, wish);
    note(act, before == null ? AuditAct.CREATE : AuditAct.CHANGE, before, wish);
    return before == null ? Outcome.CREATED : Outcome.CHANGED;
  }

  static void delete(Act act, String name) throws SQLException {
    ChannelPolicy before = found(act.tables(), name);
    act.update("DELETE FROM channel WHERE name=?", name);
    act.gone(before.key());
    note(act, AuditAct.DELETE, before, null);
  }

  /**
   * What became of a wish to try it.
   *
   * @param notification id of what it is told; empty when it has to wait
   * @param seconds it has to wait
   */
  record Test(String notification, long seconds) {
    boolean isDone() {
      return seconds == 0;
    }
  }

  /** Tells it something, as streams would. */
  static Test test(Act act, String name) throws SQLException {
    ChannelPolicy channel = found(act.tables(), name);
    if (channel.kind() == Channel.TRACKER) {
      throw Refusal.conflict("a tracker gets tickets only; there is no test of it");
    }
    if (!channel.enabled()) {
      throw Refusal.conflict("channel " + name + " is switched off; switch it on first");
    }
    long wait = number(act.tables(), "tested", name) + GAP.toMillis() - now().toEpochMilli();
    if (wait > 0) {
      return new Test("", Duration.ofMillis(wait + 999).toSeconds());
    }
    act.update("UPDATE channel SET tested=? WHERE name=?", now().toEpochMilli(), name);
    act.note(AuditAct.CHANNEL_TEST, KIND, name, Map.of(), Map.of());
    return new Test(tell(act, channel), 0);
  }

  private static String tell(Act act, ChannelPolicy channel) throws SQLException {
    String id = "test." + UuidCreator.getTimeOrderedEpoch();
    Recipient to = new Recipient(channel.kind(), channel.name(), "", channel.language(), "channel");
    act.tell(new Notification(id, Cause.TEST, now(), "", null, null, List.of(to)));
    return id;
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private static void write(Act act, ChannelPolicy channel) throws SQLException {
    act.update(
        "REPLACE INTO channel (name,kind,address,plain,secret,template,settings,body,language,apps,"
            + "least,enabled,by_whom,n,made,tested) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        channel.name(),
        channel.kind().wire(),
        channel.address(),
        channel.plain(),
        channel.secret(),
        channel.template(),
        json(channel.settings()),
        channel.body(),
        channel.language(),
        json(channel.apps()),
        channel.least() == null ? null : channel.least().wire(),
        channel.enabled(),
        channel.by(),
        act.n(),
        channel.made() == null ? null : channel.made().toEpochMilli(),
        number(act.tables(), "tested", channel.name()));
    act.tell(channel);
  }

  private static String json(Object value) {
    try {
      return Json.MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void note(Act act, AuditAct what, ChannelPolicy before, ChannelPolicy after)
      throws SQLException {
    Difference difference = Difference.of(before, after);
    String name = before == null ? after.name() : before.name();
    act.note(what, KIND, name, difference.before(), difference.after());
  }
}
