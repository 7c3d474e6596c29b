package io.vigie.api.self;

import io.vigie.api.filter.Sql;
import io.vigie.api.list.Snapshot;
import io.vigie.api.list.Snapshots;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.ticket.DeliveryState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Mails, and calls of other channels, that did not go through for five minutes, were refused for
 * good within the hour, or were not even tried. One alert for each channel, however many wait:
 * those who are told of it are told by the same mail.
 */
@Singleton
final class Undelivered implements Source {
  private static final long LASTING_NANOS = Duration.ofMinutes(5).toNanos();
  private static final long REFUSED_MILLIS = Duration.ofHours(1).toMillis();

  /** Nothing is tried for longer: what was left since is nobody's any more. */
  private static final long TRIED_MILLIS = Duration.ofDays(5).toMillis();

  private static final int MOST = 1_000;
  private static final int NAMED = 5;
  private static final int REPLY = 300;

  /** An address that takes mail again since is no trouble any more. */
  private static final String WAITING =
      "SELECT d.id,d.channel,d.to_whom,d.state,d.reply FROM delivery d"
          + " WHERE (d.state='failed' AND d.at>=?)"
          + " OR (d.state='sending' AND d.at>=?)"
          + " OR (d.state='refused' AND d.at>=? AND NOT EXISTS(SELECT 1 FROM delivery later"
          + " WHERE later.address=d.address AND later.state='accepted' AND later.at>d.at"
          + " AND later.channel=d.channel AND (d.channel='mail' OR later.to_whom=d.to_whom)))"
          + " ORDER BY d.at,d.id LIMIT ?";

  private final Snapshots tables;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Map<String, Long> waitingSince = new HashMap<>();
  private Long lookedSince;

  /** A mail, or a call. */
  private record Sent(String id, String channel, String to, DeliveryState state, String reply) {
    boolean refused() {
      return state == DeliveryState.REFUSED;
    }
  }

  @Inject
  Undelivered(Snapshots tables) {
    this(tables, Clock.systemUTC(), System::nanoTime);
  }

  Undelivered(Snapshots tables, Clock clock, LongSupplier nanos) {
    this.tables = tables;
    this.clock = clock;
    this.nanos = nanos;
  }

  @Override
  public Set<AlertKind> kinds() {
    return Set.of(AlertKind.DELIVERY_FAILING);
  }

  @Override
  public Optional<List<Trouble>> look() {
    long now = nanos.getAsLong();
    lookedSince = lookedSince == null ? now : lookedSince;
    List<Sent> sent = tables.read(this::sent);
    Optional<Trouble> untried = tables.read(this::untried);
    Set<String> waiting = new HashSet<>();
    sent.stream().filter(each -> !each.refused()).forEach(each -> waiting.add(each.id()));
    waitingSince.keySet().retainAll(waiting);
    waiting.forEach(id -> waitingSince.putIfAbsent(id, now));
    Map<String, List<Sent>> lasting =
        sent.stream()
            .filter(each -> each.refused() || now - waitingSince.get(each.id()) >= LASTING_NANOS)
            .collect(Collectors.groupingBy(Sent::channel, TreeMap::new, Collectors.toList()));
    // what waited already when this process began to look may be what another one told
    boolean unsure = now - lookedSince < LASTING_NANOS && !waiting.isEmpty();
    return unsure && lasting.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Stream.concat(
                    lasting.entrySet().stream().map(each -> of(each.getKey(), each.getValue())),
                    untried.stream())
                .toList());
  }

  private Optional<Trouble> untried(Snapshot snapshot) throws SQLException {
    long now = clock.millis();
    return Untried.look(snapshot, now - TRIED_MILLIS, now);
  }

  private List<Sent> sent(Snapshot snapshot) throws SQLException {
    long now = clock.millis();
    Sql sql = Sql.of(WAITING, now - TRIED_MILLIS, now - TRIED_MILLIS, now - REFUSED_MILLIS, MOST);
    return snapshot.all(
        sql,
        row ->
            new Sent(
                row.text("id"),
                row.text("channel"),
                row.text("to_whom"),
                DeliveryState.parse(row.text("state")),
                row.text("reply")));
  }

  private static Trouble of(String channel, List<Sent> sent) {
    List<Sent> refused = sent.stream().filter(Sent::refused).toList();
    List<Sent> failed = sent.stream().filter(each -> !each.refused()).toList();
    String summary =
        Stream.of(said(failed, "not taken"), said(refused, "refused"))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("; "));
    return Trouble.ofCollector(AlertKind.DELIVERY_FAILING, channel, summary);
  }

  private static String said(List<Sent> sent, String what) {
    if (sent.isEmpty()) {
      return "";
    }
    List<String> people = sent.stream().map(Sent::to).distinct().toList();
    String named = people.stream().limit(NAMED).collect(Collectors.joining(", "));
    String more = people.size() > NAMED ? " and " + (people.size() - NAMED) + " others" : "";
    String reply =
        sent.stream().map(Sent::reply).filter(text -> !text.isBlank()).findFirst().orElse("");
    return (sent.size() == MOST ? MOST + " or more" : sent.size())
        + " "
        + what
        + ", to "
        + named
        + more
        + (reply.isEmpty() ? "" : ": " + shorten(reply.strip()));
  }

  private static String shorten(String text) {
    return text.length() <= REPLY ? text : text.substring(0, REPLY) + "…";
  }

  @Override
  public void rest() {
    waitingSince.clear();
    lookedSince = null;
  }
}
