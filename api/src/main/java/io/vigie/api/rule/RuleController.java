package io.vigie.api.rule;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.act.Acts;
import io.vigie.api.act.Made;
import io.vigie.api.list.Snapshots;
import io.vigie.api.session.Person;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.event.AlertRule;
import java.util.List;

/** When each kind of alert is raised, and how severe it is. A change holds for open alerts too. */
@Controller("/api/v1/alert-rules")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "alerts")
final class RuleController {
  private final Snapshots snapshots;
  private final Acts acts;

  RuleController(Snapshots snapshots, Acts acts) {
    this.snapshots = snapshots;
    this.acts = acts;
  }

  @Get
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @Operation(operationId = "listAlertRules", summary = "Every kind of alert with its rule")
  @ApiResponse(responseCode = "200", description = "All of them")
  List<RuleAnswer> all() {
    return snapshots.read(Rules::all);
  }

  @Get("/{kind}")
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @Operation(operationId = "readAlertRule", summary = "The rule of one kind of alert")
  @ApiResponse(responseCode = "200", description = "The rule")
  @ApiResponse(responseCode = "404", description = "There is no such kind")
  RuleAnswer one(String kind) {
    AlertKind known = Rules.kind(kind);
    return snapshots.read(tables -> Rules.one(tables, known));
  }

  @Put("/{kind}")
  @Secured(Person.ADMINISTRATOR)
  @Operation(
      operationId = "putAlertRule",
      summary = "Say when a kind of alert is raised; what is left out is as by default")
  @ApiResponse(responseCode = "200", description = "Changed, or as it was")
  @ApiResponse(responseCode = "201", description = "Said for the first time")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "404", description = "There is no such kind")
  @ApiResponse(responseCode = "409", description = "It was changed meanwhile")
  HttpResponse<Made> put(
      HttpRequest<?> request, Authentication person, String kind, @Body RuleWish wish) {
    AlertRule rule = wish.rule(Rules.kind(kind));
    return Made.answer(
        acts.run(
            Person.of(person).from(request), act -> Made.by(act, Rules.put(act, rule, wish.n()))));
  }

  @Delete("/{kind}")
  @Secured(Person.ADMINISTRATOR)
  @Operation(operationId = "deleteAlertRule", summary = "Let the default hold again")
  @ApiResponse(responseCode = "204", description = "The default holds")
  @ApiResponse(responseCode = "404", description = "Nobody said otherwise, or no such kind")
  HttpResponse<?> delete(HttpRequest<?> request, Authentication person, String kind) {
    AlertKind known = Rules.kind(kind);
    return acts.run(
        Person.of(person).from(request),
        act -> {
          Rules.delete(act, known);
          return HttpResponse.noContent();
        });
  }
}
