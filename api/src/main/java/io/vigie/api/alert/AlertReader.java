package io.vigie.api.alert;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vigie.api.alert.AlertAnswer.Held;
import io.vigie.api.alert.AlertAnswer.Told;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.api.list.Snapshots;
import io.vigie.api.people.Answers;
import io.vigie.api.people.Who;
import io.vigie.api.policy.Policies;
import io.vigie.api.rule.Rules;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.AppPolicy;
import io.vigie.people.Directory;
import io.vigie.ticket.TicketPolicy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the tables know of alerts, beside the list. */
@Singleton
final class AlertReader {
  private static final int CHANGES = 200;
  private static final int HELD = 20;
  private static final int MOST_COUNTED = 100_000;

  /**
   * Every page asks for counts all the time: those of one moment are good for all who see alike.
   */
  private static final Duration GOOD = Duration.ofSeconds(1);

  private static final String ONE =
      "SELECT " + AlertRow.COLUMNS + ",a.evidence FROM alert a WHERE ";

  private final Snapshots snapshots;
  private final Cache<Sight, AlertCounts> counted =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(GOOD).build();

  AlertReader(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  AlertCounts counts(Sight sight) {
    return counted.get(sight, seen -> snapshots.read(tables -> count(tables, seen)));
  }

  /** Of each alert the first of these that is so is told. */
  private enum Apart {
    HELD,
    ACKNOWLEDGED,
    SILENCED,
    NONE
  }

  private record Count(Apart apart, int severity, int total) {}

  private static AlertCounts count(Snapshot tables, Sight sight) throws SQLException {
    Sql where = Sql.of("a.badness>0").and(sight.alerts("a"));
    List<Count> counts =
        tables.all(
            new Sql(
                "SELECT CASE WHEN a.held_by<>'' THEN 0 WHEN a.ack_by<>'' THEN 1"
                    + " WHEN a.silenced_by<>'' THEN 2 ELSE 3 END AS apart,a.severity,"
                    + "COUNT(*) AS total FROM alert a WHERE "
                    + where.text()
                    + " GROUP BY 1,2",
                where.args()),
            row ->
                new Count(
                    Apart.values()[(int) row.number("apart")],
                    (int) row.number("severity"),
                    (int) row.number("total")));
    return new AlertCounts(
        of(counts, Severity.CRITICAL),
        of(counts, Severity.ERROR),
        of(counts, Severity.WARNING),
        of(counts, Severity.INFO),
        of(counts, Apart.ACKNOWLEDGED),
        of(counts, Apart.SILENCED),
        of(counts, Apart.HELD));
  }

  private static int of(List<Count> counts, Severity severity) {
    return counts.stream()
        .filter(c -> c.apart() == Apart.NONE && c.severity() == severity.ordinal())
        .mapToInt(Count::total)
        .sum();
  }

  private static int of(List<Count> counts, Apart apart) {
    return counts.stream().filter(c -> c.apart() == apart).mapToInt(Count::total).sum();
  }

  private record Known(AlertRow row, List<ChangeRow.EvidenceRow> evidence) {
    static Known read(Columns columns) throws SQLException {
      return new Known(AlertRow.read(columns), columns.json("evidence", ChangeRow.EVIDENCE));
    }
  }

  /**
   * Empty when there is none, or none that this person may see.
   *
   * @param before where the page of its transitions begins; null for the newest
   */
  Optional<AlertAnswer> read(String id, ChangePlace before, Sight sight) {
    return snapshots.read(
        tables -> {
          Optional<Known> alert = one(tables, id, sight);
          return alert.isEmpty()
              ? Optional.empty()
              : Optional.of(answer(tables, alert.get(), before, sight));
        });
  }

  /** Empty when there is no such alert, or none that this person may see. */
  Optional<RecipientsAnswer> recipients(String id, Sight sight) {
    return snapshots.read(
        tables -> {
          Optional<AlertRow> found = one(tables, id, sight).map(Known::row);
          if (found.isEmpty()) {
            return Optional.empty();
          }
          AlertRow row = found.get();
          Alert alert = row.alert(row.severity());
          return Optional.of(
              RecipientsAnswer.of(
                  row,
                  Directory.of(Policies.concerning(tables, alert.service(), alert.node())),
                  TicketPolicy.of(Policies.ticketRules(tables)),
                  Instant.now()));
        });
  }

  private static Optional<Known> one(Snapshot tables, String id, Sight sight) throws SQLException {
    Sql where = Sql.of("a.id=?", id).and(sight.alerts("a"));
    return tables.one(new Sql(ONE + where.text(), where.args()), Known::read);
  }

  private static AlertAnswer answer(Snapshot tables, Known known, ChangePlace before, Sight sight)
      throws SQLException {
    AlertRow row = known.row();
    List<ChangeRow> changes = changes(tables, row.id(), before);
    boolean more = changes.size() > CHANGES;
    List<ChangeRow> shown = more ? changes.subList(0, CHANGES) : changes;
    return new AlertAnswer(
        row,
        known.evidence(),
        Rules.one(tables, AlertKind.parse(row.kind())),
        row.heldBy().isEmpty()
            ? null
            : one(tables, row.heldBy(), sight).map(Known::row).orElse(null),
        held(tables, row.id(), sight),
        told(tables, row),
        shown,
        more ? ChangePlace.of(shown.get(CHANGES - 1)).toString() : null,
        sight.takes(row.scope()));
  }

  private static List<ChangeRow> changes(Snapshot tables, String id, ChangePlace before)
      throws SQLException {
    Sql where = Sql.of("alert=?", id).and(before == null ? Sql.TRUE : before.older());
    List<Object> args = new ArrayList<>(where.args());
    args.add(CHANGES + 1);
    return tables.all(
        new Sql(
            "SELECT "
                + ChangeRow.COLUMNS
                + " FROM alert_change WHERE "
                + where.text()
                + " ORDER BY at DESC,n DESC LIMIT ?",
            args),
        ChangeRow::read);
  }

  private static Held held(Snapshot tables, String id, Sight sight) throws SQLException {
    Sql where = Sql.of("a.held_by=? AND a.badness>0", id).and(sight.alerts("a"));
    List<Object> first = new ArrayList<>(where.args());
    first.add(HELD);
    List<Object> all = new ArrayList<>(where.args());
    all.add(MOST_COUNTED);
    return new Held(
        tables
            .one(
                new Sql(
                    "SELECT COUNT(*) AS total FROM (SELECT 1 FROM alert a WHERE "
                        + where.text()
                        + " LIMIT ?) counted",
                    all),
                row -> (int) row.number("total"))
            .orElse(0),
        tables.all(
            new Sql(
                "SELECT "
                    + AlertRow.COLUMNS
                    + " FROM alert a WHERE "
                    + where.text()
                    + " ORDER BY a.badness DESC,a.raised DESC,a.id LIMIT ?",
                first),
            AlertRow::read));
  }

  private static Told told(Snapshot tables, AlertRow row) throws SQLException {
    List<Answers.Of> things = new ArrayList<>();
    if (!row.service().isEmpty()) {
      things.add(new Answers.Of(Answers.SERVICE, row.cluster() + '/' + row.service()));
    }
    if (!row.node().isEmpty()) {
      things.add(new Answers.Of(Answers.NODE, row.cluster() + '/' + row.node()));
    }
    row.apps().forEach(app -> things.add(new Answers.Of(Answers.APP, app)));
    List<String> people = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    for (Answers.Of thing : things) {
      Who who = Answers.read(tables, thing).responsibles();
      people.addAll(who.people());
      groups.addAll(who.groups());
    }
    Who who = new Who(people, groups);
    return who.equals(Who.NOBODY)
        ? new Told(
            Answers.read(tables, new Answers.Of(Answers.APP, AppPolicy.NONE)).responsibles(), true)
        : new Told(who, false);
  }
}
