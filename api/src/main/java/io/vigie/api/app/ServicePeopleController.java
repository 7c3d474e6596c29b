package io.vigie.api.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
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
import io.vigie.api.act.Outcome;
import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Missing;
import io.vigie.api.list.Scope;
import io.vigie.api.list.Sights;
import io.vigie.api.list.Snapshot;
import io.vigie.api.list.Snapshots;
import io.vigie.api.people.Answers;
import io.vigie.api.people.Who;
import io.vigie.api.session.Person;
import io.vigie.contract.id.ServiceId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Who answers for one service, beside those of its app. */
@Controller("/api/v1/services/{cluster}/{name}/people")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "apps")
final class ServicePeopleController {
  private final Sights sights;
  private final Snapshots snapshots;
  private final Acts acts;

  ServicePeopleController(Sights sights, Snapshots snapshots, Acts acts) {
    this.sights = sights;
    this.snapshots = snapshots;
    this.acts = acts;
  }

  @Introspected
  @Schema(name = "ServicePeopleWish")
  record Wish(
      @Schema(description = "Added to those of the app") Who responsibles,
      @Schema(description = "See it") Who readers) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "ServicePeople", description = "Who answers for one service")
  record Known(
      String app,
      @Schema(description = "Those of its app") Who ofApp,
      @Schema(description = "Added to those of the app") Who responsibles,
      @Schema(description = "See it") Who readers,
      @Schema(description = "Whether you may change it") boolean editable) {}

  @Get
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @Operation(operationId = "readServicePeople", summary = "Who answers for a service")
  @ApiResponse(responseCode = "200", description = "They")
  @ApiResponse(responseCode = "404", description = "There is no such service you may see")
  Known read(String cluster, String name, Authentication person) {
    String id = cluster + '/' + name;
    return snapshots
        .read(
            tables -> {
              Optional<String> app =
                  app(tables, id)
                      .filter(
                          code ->
                              sights
                                  .of(person)
                                  .sees(new Scope(List.of(code), List.of(id), List.of())));
              return app.isEmpty()
                  ? Optional.<Known>empty()
                  : Optional.of(known(tables, id, app.get(), person));
            })
        .orElseThrow(() -> Missing.object("service", id));
  }

  private Known known(Snapshot tables, String id, String app, Authentication person)
      throws SQLException {
    Answers own = Answers.read(tables, new Answers.Of(Answers.SERVICE, id));
    Answers ofApp = Answers.read(tables, new Answers.Of(Answers.APP, Apps.code(app)));
    return new Known(
        app,
        ofApp.responsibles(),
        own.responsibles(),
        own.readers(),
        sights.edits(person, Apps.code(app)));
  }

  @Put
  @Secured(Person.APP_MANAGER)
  @Operation(
      operationId = "putServicePeople",
      summary = "Say who answers for a service; who is no administrator does so in their own apps")
  @ApiResponse(responseCode = "200", description = "Changed, or as it was")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "You do not answer for its app")
  @ApiResponse(responseCode = "404", description = "There is no such service")
  HttpResponse<Made> put(
      HttpRequest<?> request, Authentication person, String cluster, String name, @Body Wish wish) {
    String id = cluster + '/' + name;
    Answers answers = new Answers(wish.responsibles(), wish.readers());
    return Made.answer(
        acts.run(
            Person.of(person).from(request),
            act -> {
              String app = app(act.tables(), id).orElseThrow(() -> Missing.object("service", id));
              if (!sights.edits(person, Apps.code(app))) {
                throw Refusal.foreign("you do not answer for the app of service " + id);
              }
              boolean changed =
                  answers.change(
                      act, new Answers.Of(Answers.SERVICE, ServiceId.parse(id).toString()));
              return Made.by(act, changed ? Outcome.CHANGED : Outcome.UNCHANGED);
            }));
  }

  private static Optional<String> app(Snapshot tables, String id) throws SQLException {
    return tables.one(
        Sql.of("SELECT app FROM service WHERE id=" + Sql.place(id), id), row -> row.text("app"));
  }
}
