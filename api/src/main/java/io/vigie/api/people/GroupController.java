package io.vigie.api.people;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.act.Acts;
import io.vigie.api.act.Made;
import io.vigie.api.act.Refusal;
import io.vigie.api.list.ListAnswer;
import io.vigie.api.list.ListQuery;
import io.vigie.api.list.Lists;
import io.vigie.api.list.Sights;
import io.vigie.api.list.Snapshots;
import io.vigie.api.session.Person;
import java.util.List;

/** Groups of people, which answer for things as one. */
@Controller("/api/v1/groups")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "people")
final class GroupController {
  private final Lists lists;
  private final Sights sights;
  private final Snapshots snapshots;
  private final Acts acts;

  GroupController(Lists lists, Sights sights, Snapshots snapshots, Acts acts) {
    this.lists = lists;
    this.sights = sights;
    this.snapshots = snapshots;
    this.acts = acts;
  }

  @Introspected
  @Schema(name = "GroupWish")
  record Wish(
      String description,
      @Schema(description = "Names of people") List<String> members,
      @Schema(description = "n as it was read: refused when it is older than the last change")
          Long n) {}

  @Get
  @Secured(Person.APP_MANAGER)
  @Operation(operationId = "listGroups", summary = "Groups, by name")
  @ApiResponse(responseCode = "200", description = "One page")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  ListAnswer<GroupRow> list(@RequestBean ListQuery query, Authentication person) {
    return lists.read(Groups.TABLE, query.request().getParameters(), sights.of(person));
  }

  @Get("/{name}")
  @Secured(Person.APP_MANAGER)
  @Operation(operationId = "readGroup", summary = "One group")
  @ApiResponse(responseCode = "200", description = "The group")
  @ApiResponse(responseCode = "404", description = "There is no such group")
  GroupRow one(String name) {
    return snapshots
        .read(tables -> Groups.one(tables, name))
        .orElseThrow(() -> Refusal.missing("group", name));
  }

  @Put("/{name}")
  @Secured(Person.ADMINISTRATOR)
  @Operation(operationId = "putGroup", summary = "Make a group, or change one")
  @ApiResponse(responseCode = "200", description = "Changed, or as it was")
  @ApiResponse(responseCode = "201", description = "Made")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "409", description = "It was changed meanwhile")
  HttpResponse<Made> put(
      HttpRequest<?> request, Authentication person, String name, @Body Wish wish) {
    GroupEdit edit = new GroupEdit(wish.description(), wish.members());
    return Made.answer(
        acts.run(
            Person.of(person).from(request),
            act -> Made.by(act, Groups.put(act, name, edit, wish.n()))));
  }

  @Delete("/{name}")
  @Secured(Person.ADMINISTRATOR)
  @Operation(
      operationId = "deleteGroup",
      summary = "Delete a group; it answers for nothing any more")
  @ApiResponse(responseCode = "204", description = "Deleted")
  @ApiResponse(responseCode = "404", description = "There is no such group")
  HttpResponse<?> delete(HttpRequest<?> request, Authentication person, String name) {
    return acts.run(
        Person.of(person).from(request),
        act -> {
          Groups.delete(act, name);
          return HttpResponse.noContent();
        });
  }
}
