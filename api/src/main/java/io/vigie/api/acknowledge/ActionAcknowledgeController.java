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
import io.vigie.api.action.ActionRow;
import io.vigie.api.action.ActionTable;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Sights;
import io.vigie.api.list.Snapshots;
import io.vigie.api.session.Person;
import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.id.ServiceId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody knows of failed actions, with all their lines. */
@Controller("/api/v1/actions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Person.OPERATOR)
@Tag(name = "actions")
final class ActionAcknowledgeController {
  private static final String KIND = "action";

  private final Sights sights;
  private final Snapshots snapshots;
  private final Acts acts;

  ActionAcknowledgeController(Sights sights, Snapshots snapshots, Acts acts) {
    this.sights = sights;
    this.snapshots = snapshots;
    this.acts = acts;
  }

  @Introspected
  @Schema(name = "ActionsAcknowledgeWish")
  record Wish(
      @Schema(description = "Ids, 1 to 1000") List<String> actions,
      @Schema(description = "Why; up to 2000 characters") String comment) {}

  @Introspected
  @Schema(name = "ActionsUnacknowledgeWish")
  record Withdrawal(@Schema(description = "Ids, 1 to 1000") List<String> actions) {}

  @Post("/acknowledge")
  @Operation(
      operationId = "acknowledgeActions",
      summary = "Acknowledge failed actions one answers for, with all their lines")
  @ApiResponse(responseCode = "200", description = "What became of each")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "For operators, app managers, administrators")
  Fate acknowledge(HttpRequest<?> request, Authentication person, @Body Wish wish) {
    String comment = Saying.comment(wish.comment());
    return say(request, person, wish.actions(), Map.of("comment", comment), comment, false);
  }

  @Post("/unacknowledge")
  @Operation(
      operationId = "unacknowledgeActions",
      summary = "Take acknowledgements of failed actions back")
  @ApiResponse(responseCode = "200", description = "What became of each")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "For operators, app managers, administrators")
  Fate unacknowledge(HttpRequest<?> request, Authentication person, @Body Withdrawal wish) {
    return say(request, person, wish.actions(), Map.of("withdrawn", true), "", true);
  }

  private Fate say(
      HttpRequest<?> request,
      Authentication person,
      List<String> named,
      Map<String, Object> said,
      String comment,
      boolean withdrawn) {
    List<String> ids = Saying.several("actions", named);
    Sight sight = sights.of(person);
    Map<String, ActionRow> rows =
        snapshots.read(tables -> Saying.seen(tables, ActionTable.TABLE, ids, sight));
    Fate fate =
        Fate.of(ids.stream().map(id -> new Item(id, outcome(rows.get(id), sight))).toList());
    if (fate.done() > 0) {
      acts.run(
          Person.of(person).from(request),
          act -> {
            List<String> done = new ArrayList<>();
            for (Item item : fate.items()) {
              if (item.outcome() == Outcome.DONE) {
                order(act, rows.get(item.id()), person.getName(), comment, withdrawn);
                done.add(item.id());
              }
            }
            Saying.note(act, AuditAct.ACKNOWLEDGE, KIND, done, said);
            return done.size();
          });
    }
    return fate;
  }

  private static Outcome outcome(ActionRow row, Sight sight) {
    if (row == null) {
      return Outcome.MISSING;
    }
    if (!sight.takes(row.scope())) {
      return Outcome.NOT_YOURS;
    }
    return row.status().equals(ActionStatus.ERR.wire()) ? Outcome.DONE : Outcome.NOT_FAILED;
  }

  private static void order(Act act, ActionRow row, String by, String comment, boolean withdrawn)
      throws SQLException {
    ServiceId service = new ServiceId(row.cluster(), row.service());
    act.order(new ActionAcknowledge(service, row.id(), by, comment, withdrawn));
  }
}
