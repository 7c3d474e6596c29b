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
import io.vigie.api.session.Attempts;
import io.vigie.api.session.Passwords;
import io.vigie.api.session.Person;
import io.vigie.contract.event.OnCall;

/** People: who may sign in, and whom mails go to. */
@Controller("/api/v1/people")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "people")
final class PersonController {
  private final Lists lists;
  private final Sights sights;
  private final Snapshots snapshots;
  private final Acts acts;
  private final Passwords passwords;
  private final Attempts attempts;

  PersonController(
      Lists lists,
      Sights sights,
      Snapshots snapshots,
      Acts acts,
      Passwords passwords,
      Attempts attempts) {
    this.lists = lists;
    this.sights = sights;
    this.snapshots = snapshots;
    this.acts = acts;
    this.passwords = passwords;
    this.attempts = attempts;
  }

  @Introspected
  @Schema(name = "PersonWish")
  record Wish(
      @Schema(description = "For people to read") String fullName,
      @Schema(example = "zoe@example.org", description = "Empty: no mail") String mail,
      @Schema(description = "Of their mails: en or fr") String language,
      @Schema(description = "viewer, operator, app-manager or administrator") String role,
      @Schema(description = "Signs in no more and gets no mail") boolean disabled,
      @Schema(
              description =
                  "Least severity they are told of: info, warning, error, critical; empty: any")
          String least,
      @Schema(description = "When they are told; left out, or without hours: always") OnCall onCall,
      @Schema(format = "password", description = "Absent: stays as it is") String password,
      @Schema(description = "n as it was read: refused when it is older than the last change")
          Long n) {
    PersonEdit edit() {
      return new PersonEdit(fullName, mail, language, role, disabled, least, onCall);
    }

    /** Without the password. */
    @Override
    public String toString() {
      return edit().toString();
    }
  }

  @Get
  @Secured(Person.APP_MANAGER)
  @Operation(operationId = "listPeople", summary = "People, by name")
  @ApiResponse(responseCode = "200", description = "One page")
  @ApiResponse(responseCode = "400", description = "A parameter is wrong; the detail says how")
  ListAnswer<PersonRow> list(@RequestBean ListQuery query, Authentication person) {
    return lists.read(People.TABLE, query.request().getParameters(), sights.of(person));
  }

  @Get("/{name}")
  @Secured(Person.APP_MANAGER)
  @Operation(operationId = "readPerson", summary = "One of the people")
  @ApiResponse(responseCode = "200", description = "The person")
  @ApiResponse(responseCode = "404", description = "There is no such person")
  PersonRow one(String name) {
    return snapshots
        .read(tables -> People.one(tables, name))
        .orElseThrow(() -> Refusal.missing("person", name));
  }

  @Put("/{name}")
  @Secured(Person.ADMINISTRATOR)
  @Operation(operationId = "putPerson", summary = "Make a person, or change one")
  @ApiResponse(responseCode = "200", description = "Changed, or as it was")
  @ApiResponse(responseCode = "201", description = "Made")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "409", description = "It does not go with what is there")
  HttpResponse<Made> put(
      HttpRequest<?> request, Authentication person, String name, @Body Wish wish) {
    PersonEdit edit = wish.edit();
    String hash = wish.password() == null ? null : passwords.hashNew(wish.password());
    Made made =
        acts.run(
            Person.of(person).from(request),
            act -> Made.by(act, People.put(act, name, edit, hash, wish.n())));
    if (hash != null) {
      attempts.forgive(name);
    }
    return Made.answer(made);
  }

  @Delete("/{name}")
  @Secured(Person.ADMINISTRATOR)
  @Operation(
      operationId = "deletePerson",
      summary = "Delete a person; they answer for nothing any more, their sessions and tokens end")
  @ApiResponse(responseCode = "204", description = "Deleted")
  @ApiResponse(responseCode = "404", description = "There is no such person")
  HttpResponse<?> delete(HttpRequest<?> request, Authentication person, String name) {
    return acts.run(
        Person.of(person).from(request),
        act -> {
          People.delete(act, name);
          return HttpResponse.noContent();
        });
  }
}
