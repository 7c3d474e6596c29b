package io.vigie.api.app;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import io.micronaut.security.rules.SecurityRule;
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
import io.vigie.api.list.Sight;
import io.vigie.api.list.Sights;
import io.vigie.api.list.Snapshots;
import io.vigie.api.people.Answers;
import io.vigie.api.people.Who;
import io.vigie.api.session.Person;
import java.util.List;
import java.util.Optional;

/** Applications, and who answers for them. */
@Controller("/api/v1/apps")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "apps")
final class AppController {
  private final Lists lists;
  private final Sights sights;
  private final Snapshots snapshots;
  private final Acts acts;

  AppController(Lists lists, Sights sights, Snapshots snapshots, Acts acts) {
    this.lists = lists;
    this.sights = sights;
    this.snapshots = snapshots;
    this.acts = acts;
  }

  @Introspected
  @Schema(name = "AppWish")
  record Wish(
      String description,
      @Schema(description = "Everyone who is signed in may see it") boolean shared,
      @Schema(description = "Get its mails and tickets, act on it as their role lets them")
          Who responsibles,
      @Schema(description = "See it") Who readers,
      @Schema(description = "Who else is told of an alert that nobody took; 10 steps at most")
          List<AppStep> chain,
      @Schema(description = "n as it was read: refused when it is older than the last change")
          Long n) {
    AppEdit edit() {
      return new AppEdit(description, shared, new Answers(responsibles, readers), chain);
    }
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "App", description = "One application, and who answers for it")
  record App(
      @Schema(description = "Its row in the list") AppRow app,
      Who responsibles,
      Who readers,
      @Schema(description = "Who else is told of an alert that nobody took, soonest first")
          List<AppStep> chain,
      @Schema(description = "Whether you may change it") boolean editable) {}

  @Get
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @Operation(operationId = "listApps", summary = "Applications, by code")
  @ApiResponse(responseCode = "200", description = "One page")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  ListAnswer<AppRow> list(@RequestBean ListQuery query, Authentication person) {
    return lists.read(Apps.TABLE, query.request().getParameters(), sights.of(person));
  }

  @Get("/{name}")
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @Operation(operationId = "readApp", summary = "One application")
  @ApiResponse(responseCode = "200", description = "The application")
  @ApiResponse(responseCode = "404", description = "There is none you may see")
  App one(String name, Authentication person) {
    Sight sight = sights.of(person);
    return snapshots
        .read(
            tables -> {
              Optional<AppRow> row = Apps.row(tables, name).filter(a -> sight.sees(a.scope()));
              Answers answers = Answers.read(tables, new Answers.Of(Answers.APP, name));
              List<AppStep> chain =
                  Apps.known(tables, name).map(known -> known.edit().chain()).orElse(List.of());
              return row.map(
                  app ->
                      new App(
                          app,
                          answers.responsibles(),
                          answers.readers(),
                          chain,
                          sights.edits(person, name)));
            })
        .orElseThrow(() -> Refusal.missing("app", name));
  }

  @Put("/{name}")
  @Secured(Person.APP_MANAGER)
  @Operation(
      operationId = "putApp",
      summary = "Make an app, or change one; who is no administrator changes their own")
  @ApiResponse(responseCode = "200", description = "Changed, or as it was")
  @ApiResponse(responseCode = "201", description = "Made")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "You do not answer for it")
  @ApiResponse(responseCode = "409", description = "It was changed meanwhile")
  HttpResponse<Made> put(
      HttpRequest<?> request, Authentication person, String name, @Body Wish wish) {
    requireOwn(name, person);
    return Made.answer(
        acts.run(
            Person.of(person).from(request),
            act -> Made.by(act, Apps.put(act, name, wish.edit(), wish.n()))));
  }

  @Delete("/{name}")
  @Secured(Person.ADMINISTRATOR)
  @Operation(
      operationId = "deleteApp",
      summary = "Forget what people set of an app; services that name it go on to")
  @ApiResponse(responseCode = "204", description = "Deleted")
  @ApiResponse(responseCode = "404", description = "There is no such app")
  HttpResponse<?> delete(HttpRequest<?> request, Authentication person, String name) {
    return acts.run(
        Person.of(person).from(request),
        act -> {
          Apps.delete(act, name);
          return HttpResponse.noContent();
        });
  }

  private void requireOwn(String name, Authentication person) {
    if (!sights.edits(person, name)) {
      throw Refusal.foreign("you do not answer for app " + name);
    }
  }
}
