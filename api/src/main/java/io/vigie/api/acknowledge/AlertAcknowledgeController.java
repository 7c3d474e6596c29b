package io.vigie.api.acknowledge;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.acknowledge.Fate.Item;
import io.vigie.api.acknowledge.Fate.Outcome;
import io.vigie.api.act.Act;
import io.vigie.api.act.Acts;
import io.vigie.api.act.Refusal;
import io.vigie.api.alert.AlertRow;
import io.vigie.api.alert.AlertTable;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Sights;
import io.vigie.api.list.Snapshots;
import io.vigie.api.session.Person;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.event.AlertAcknowledge;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.id.AlertId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Somebody knows of open alerts: a command to the streams, bound to the episode that was seen. */
@Controller("/api/v1/alerts")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Person.OPERATOR)
@Tag(name = "alerts")
final class AlertAcknowledgeController {
  private static final String KIND = "alert";

  private final Sights sights;
  private final Snapshots snapshots;
  private final Acts acts;

  AlertAcknowledgeController(Sights sights, Snapshots snapshots, Acts acts) {
    this.sights = sights;
    this.snapshots = snapshots;
    this.acts = acts;
  }

  @Introspected
  @Schema(name = "AlertSeen", description = "An alert as it was seen")
  record Seen(
      @Schema(example = "service-unavailable:prod/web") String alert,
      @Schema(description = "As its row has it") Long episode) {}

  @Introspected
  @Schema(name = "AlertsAcknowledgeWish")
  record Wish(
      @Schema(description = "1 to 1000") List<Seen> alerts,
      @Schema(description = "Why; up to 2000 characters") String comment,
      @Schema(
              format = "date-time",
              description = "When it ends by itself; left out: with the alert")
          String expires,
      @Schema(description = "Acknowledged again when it is raised again") boolean sticky) {}

  @Introspected
  @Schema(name = "AlertsUnacknowledgeWish")
  record Withdrawal(@Schema(description = "1 to 1000") List<Seen> alerts) {}

  @Post("/acknowledge")
  @Operation(operationId = "acknowledgeAlerts", summary = "Acknowledge open alerts one answers for")
  @ApiResponse(responseCode = "200", description = "What became of each")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "For operators, app managers, administrators")
  Fate acknowledge(HttpRequest<?> request, Authentication person, @Body Wish wish) {
    String comment = Saying.comment(wish.comment());
    Instant expires = Saying.expires(wish.expires());
    Map<String, Object> said = new TreeMap<>(Map.of("comment", comment, "sticky", wish.sticky()));
    if (expires != null) {
      said.put("expires", expires.toString());
    }
    return say(
        request,
        person,
        wish.alerts(),
        said,
        seen ->
            new AlertAcknowledge(
                AlertId.parse(seen.alert()),
                seen.episode(),
                person.getName(),
                comment,
                expires,
                wish.sticky(),
                false));
  }

  @Post("/unacknowledge")
  @Operation(
      operationId = "unacknowledgeAlerts",
      summary = "Take acknowledgements of open alerts back")
  @ApiResponse(responseCode = "200", description = "What became of each")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "For operators, app managers, administrators")
  Fate unacknowledge(HttpRequest<?> request, Authentication person, @Body Withdrawal wish) {
    return say(
        request,
        person,
        wish.alerts(),
        Map.of("withdrawn", true),
        seen ->
            new AlertAcknowledge(
                AlertId.parse(seen.alert()),
                seen.episode(),
                person.getName(),
                "",
                null,
                false,
                true));
  }

  private interface Command {
    AlertAcknowledge of(Seen seen);
  }

  private Fate say(
      HttpRequest<?> request,
      Authentication person,
      List<Seen> named,
      Map<String, Object> said,
      Command command) {
    List<Seen> all = complete(Saying.several("alerts", named));
    Fate fate = fate(all, sights.of(person));
    if (fate.done() > 0) {
      acts.run(Person.of(person).from(request), act -> order(act, all, fate, said, command));
    }
    return fate;
  }

  private static List<Seen> complete(List<Seen> all) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).alert() == null || all.get(i).episode() == null) {
        throw Refusal.wrong(
            "alerts["
                + i
                + "] needs alert and episode, as rows of /api/v1/alerts have them: id and episode");
      }
    }
    return all;
  }

  private Fate fate(List<Seen> all, Sight sight) {
    List<String> ids = all.stream().map(Seen::alert).distinct().toList();
    Map<String, AlertRow> rows =
        snapshots.read(tables -> Saying.seen(tables, AlertTable.TABLE, ids, sight));
    return Fate.of(
        all.stream()
            .map(seen -> new Item(seen.alert(), outcome(seen, rows.get(seen.alert()), sight)))
            .toList());
  }

  private static Outcome outcome(Seen seen, AlertRow row, Sight sight) {
    if (row == null) {
      return Outcome.MISSING;
    }
    if (!sight.takes(row.scope())) {
      return Outcome.NOT_YOURS;
    }
    if (row.episode() != seen.episode()) {
      return Outcome.OTHER_EPISODE;
    }
    return row.state() == AlertState.OPEN ? Outcome.DONE : Outcome.RESOLVED;
  }

  private static int order(
      Act act, List<Seen> all, Fate fate, Map<String, Object> said, Command command)
      throws SQLException {
    List<String> done = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (fate.items().get(i).outcome() == Outcome.DONE) {
        act.order(command.of(all.get(i)));
        done.add(all.get(i).alert());
      }
    }
    Saying.note(act, AuditAct.ACKNOWLEDGE, KIND, done, said);
    return done.size();
  }
}
