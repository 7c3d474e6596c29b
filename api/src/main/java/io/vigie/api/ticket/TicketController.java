package io.vigie.api.ticket;

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
import io.vigie.api.list.Sight;
import io.vigie.api.list.Sights;
import io.vigie.api.list.Snapshots;

/** Tickets, and the page of one. */
@Controller("/api/v1/tickets")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "tickets")
final class TicketController {
  private final Lists lists;
  private final Sights sights;
  private final Snapshots snapshots;

  TicketController(Lists lists, Sights sights, Snapshots snapshots) {
    this.lists = lists;
    this.sights = sights;
    this.snapshots = snapshots;
  }

  @Get
  @Operation(
      operationId = "listTickets",
      summary = "Tickets: the open ones worst first, then those that are closed, newest first")
  @ApiResponse(responseCode = "200", description = "One page")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  ListAnswer<TicketRow> list(@RequestBean ListQuery query, Authentication person) {
    return lists.read(TicketTable.TABLE, query.request().getParameters(), sights.of(person));
  }

  @Get("/{id}")
  @Operation(
      operationId = "readTicket",
      summary = "One ticket: its alerts, whom it is for, what became of its mails, its steps",
      description = "The id stands encoded in the address: mail%3A12.")
  @ApiResponse(responseCode = "200", description = "The ticket")
  @ApiResponse(responseCode = "404", description = "There is no such ticket")
  TicketAnswer one(String id, Authentication person) {
    Sight sight = sights.of(person);
    return snapshots
        .read(tables -> TicketReader.read(tables, id, sight))
        .orElseThrow(() -> Missing.ticket(id));
  }
}
