package io.vigie.api.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.alert.AlertRow;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Moment;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.api.policy.Policies;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.TicketRule;
import io.vigie.ticket.TicketPolicy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which tickets the alerts of the last seven days would have become, of what somebody sees. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
    name = "TicketRehearsal",
    description = "Which tickets the alerts raised in the last seven days would have become")
record TicketRehearsal(
    @Schema(description = "Alerts looked at, of those you see") int looked,
    @Schema(description = "There were more: these are the newest") boolean partial,
    @Schema(description = "Tickets with the rule") int tickets,
    @Schema(description = "Alerts in them") int alerts,
    @Schema(description = "Tickets by the rules that hold until then") int ticketsBefore,
    @Schema(description = "Alerts in those") int alertsBefore,
    @Schema(description = "Tickets that have an alert which the rule decides") int byRule,
    @Schema(description = "The newest of those; 20 at most") List<Rehearsed> first) {
  private static final Duration BACK = Duration.ofDays(7);
  private static final int MOST = 20_000;
  private static final int SHOWN = 20;

  /** A ticket that would have been. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "TicketRehearsed")
  record Rehearsed(
      String app,
      @Moment Instant opened,
      Severity severity,
      @Schema(description = "How many it would have had") int alerts,
      @Schema(description = "The first of them; 3 at most") List<String> first) {
    private static final int NAMED = 3;

    private static Rehearsed of(Pile pile) {
      List<Due> dues = pile.dues();
      return new Rehearsed(
          dues.get(0).app(),
          Instant.ofEpochMilli(dues.get(0).at()),
          dues.stream().map(Due::severity).max(Enum::compareTo).orElseThrow(),
          dues.size(),
          dues.stream().map(Due::alert).limit(NAMED).toList());
    }
  }

  static TicketRehearsal of(Snapshot tables, TicketRule wish, Sight sight, Instant now)
      throws SQLException {
    Sql which =
        Sql.of("(a.badness>0 OR a.at>=?)", now.minus(BACK).toEpochMilli()).and(sight.alerts("a"));
    List<AlertRow> rows = rows(tables, which);
    boolean partial = rows.size() > MOST;
    List<AlertRow> alerts = partial ? rows.subList(0, MOST) : rows;
    Map<String, List<Lived>> lives = lives(tables, which, now);
    TicketPolicy policy = TicketPolicy.of(Policies.ticketRules(tables));
    List<Pile> before = piles(alerts, lives, policy, "", now);
    policy.take(wish);
    List<Pile> after = piles(alerts, lives, policy, wish.id(), now);
    List<Pile> decided = after.stream().filter(pile -> pile.has(Due::decided)).toList();
    return new TicketRehearsal(
        (int) alerts.stream().filter(row -> lives.containsKey(row.id())).count(),
        partial,
        after.size(),
        size(after),
        before.size(),
        size(before),
        decided.size(),
        decided.stream().limit(SHOWN).map(Rehearsed::of).toList());
  }

  private static List<AlertRow> rows(Snapshot tables, Sql which) throws SQLException {
    return tables.all(
        new Sql(
            "SELECT "
                + AlertRow.COLUMNS
                + " FROM alert a WHERE "
                + which.text()
                + " ORDER BY a.at DESC,a.id LIMIT "
                + (MOST + 1),
            which.args()),
        AlertRow::read);
  }

  private static Map<String, List<Lived>> lives(Snapshot tables, Sql which, Instant now)
      throws SQLException {
    List<Object> args = new ArrayList<>();
    args.add(now.minus(BACK).toEpochMilli());
    args.addAll(which.args());
    Map<String, List<Lived>> lives = new HashMap<>();
    tables.all(
        new Sql(
            "SELECT "
                + Lived.COLUMNS
                + " FROM alert a JOIN alert_change c ON c.alert=a.id AND c.at>=? WHERE "
                + which.text()
                + " ORDER BY c.alert,c.at,c.n LIMIT "
                + 10 * MOST,
            args),
        row ->
            lives
                .computeIfAbsent(row.text("alert"), none -> new ArrayList<>())
                .add(Lived.read(row)));
    return lives;
  }

  /** The newest first. */
  private static List<Pile> piles(
      List<AlertRow> alerts,
      Map<String, List<Lived>> lives,
      TicketPolicy policy,
      String rule,
      Instant now) {
    List<Due> dues = new ArrayList<>();
    for (AlertRow row : alerts) {
      dues.addAll(
          Due.of(row, lives.getOrDefault(row.id(), List.of()), policy, rule, now.toEpochMilli()));
    }
    dues.sort(Comparator.comparingLong(Due::at));
    List<Pile> piles = Pile.of(dues);
    piles.sort(Comparator.comparingLong((Pile pile) -> pile.dues().get(0).at()).reversed());
    return piles;
  }

  private static int size(List<Pile> piles) {
    return piles.stream().mapToInt(pile -> pile.dues().size()).sum();
  }
}
