package io.vigie.api.action;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.list.ListAnswer;
import io.vigie.api.list.ListQuery;
import io.vigie.api.list.Lists;
import io.vigie.api.list.Missing;
import io.vigie.api.list.Sights;

/** The audit: actions, and one with its log. */
@Controller("/api/v1/actions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "actions")
final class ActionController {
  private final Lists lists;
  private final Sights sights;
  private final ActionReader actions;

  ActionController(Lists lists, Sights sights, ActionReader actions) {
    this.lists = lists;
    this.sights = sights;
    this.actions = actions;
  }

  @Get
  @Operation(operationId = "listActions", summary = "Actions, newest first")
  @ApiResponse(responseCode = "200", description = "One page")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  ListAnswer<ActionRow> list(@RequestBean ListQuery query, Authentication person) {
    return lists.read(ActionTable.TABLE, query.request().getParameters(), sights.of(person));
  }

  @Get("/{id}")
  @Operation(operationId = "readAction", summary = "One action with its log")
  @ApiResponse(responseCode = "200", description = "The action")
  @ApiResponse(responseCode = "404", description = "There is no such action")
  ActionAnswer one(String id, Authentication person) {
    return actions.read(id, sights.of(person)).orElseThrow(() -> Missing.action(id));
  }
}
