package io.vigie.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.act.Acts;
import io.vigie.api.list.Lists;
import io.vigie.api.list.Moment;
import io.vigie.api.session.Person;
import io.vigie.api.table.Tables;
import io.vigie.api.web.Problem;
import java.time.Instant;
import java.util.List;

/** Views of lists that people keep. One that is not shared is nobody's but its owner's. */
@Controller("/api/v1/views")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "lists")
final class ViewController {
  private static final int LONGEST_NAME = 100;
  private static final int MOST = 100;

  private final Views views;
  private final Lists lists;
  private final Acts acts;

  ViewController(Views views, Lists lists, Acts acts) {
    this.views = views;
    this.lists = lists;
    this.acts = acts;
  }

  @Schema(name = "ViewWish")
  record Wish(
      @Schema(example = "q=avail!%3Dup&sort=-since&columns=service,node") String query,
      @Schema(description = "Whether others read it") boolean shared) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "View")
  record Known(
      @Schema(description = "Account") String owner,
      @Schema(example = "instances") String list,
      String name,
      @Schema(description = "q, sort and columns, as in an address") String query,
      boolean shared,
      @Moment Instant changed,
      @Schema(description = "Whether you may change and delete it") boolean editable) {}

  @Get
  @Operation(operationId = "listViews", summary = "Your views, and those that others share")
  List<Known> list(
      Authentication person,
      @Nullable @QueryValue @Parameter(description = "Of this list only") String list) {
    return views.readBy(person.getName()).stream()
        .filter(view -> list == null || view.list().equals(list))
        .map(view -> known(view, person))
        .toList();
  }

  @Put("/{list}/{name}")
  @Operation(operationId = "putView", summary = "Keep a view, in the place of the one before")
  @ApiResponse(
      responseCode = "200",
      description = "Kept",
      content = @Content(schema = @Schema(implementation = Known.class)))
  @ApiResponse(responseCode = "400", description = "The detail says what is wrong")
  @ApiResponse(responseCode = "403", description = "It is another's, and you no administrator")
  @ApiResponse(responseCode = "404", description = "Another has no such view, or there is no list")
  @ApiResponse(responseCode = "409", description = "You have too many")
  HttpResponse<?> put(
      HttpRequest<?> request,
      Authentication person,
      String list,
      String name,
      @Nullable @QueryValue @Parameter(description = "Whose; yours without it") String owner,
      @Body Wish wish) {
    String whose = owner == null ? person.getName() : owner;
    HttpResponse<?> refusal = refusal(person, whose, list, name);
    if (refusal != null) {
      return refusal;
    }
    if (name.isBlank()
        || name.length() > LONGEST_NAME
        || !name.equals(name.strip())
        || name.chars().anyMatch(Character::isISOControl)) {
      return Problem.answer(
          HttpStatus.BAD_REQUEST, "a view's name is one line of 1 to 100 characters");
    }
    String query;
    try {
      query = ViewQuery.check(lists, Tables.of(list), wish.query());
    } catch (IllegalArgumentException e) {
      return Problem.answer(HttpStatus.BAD_REQUEST, e.getMessage());
    }
    if (views.findByOwnerAndListAndName(whose, list, name).isEmpty()
        && views.countByOwner(whose) >= MOST) {
      return Problem.answer(
          HttpStatus.CONFLICT, "an account has " + MOST + " views at most; delete one first");
    }
    View kept = new View(whose, list, name, query, wish.shared(), System.currentTimeMillis());
    acts.run(
        Person.of(person).from(request),
        act -> {
          KeptViews.put(act, kept);
          return null;
        });
    return HttpResponse.ok(known(kept, person));
  }

  @Delete("/{list}/{name}")
  @Operation(operationId = "deleteView", summary = "Delete a view")
  @ApiResponse(responseCode = "204", description = "Deleted")
  @ApiResponse(responseCode = "403", description = "It is another's, and you no administrator")
  @ApiResponse(responseCode = "404", description = "There is none of that name")
  HttpResponse<?> delete(
      HttpRequest<?> request,
      Authentication person,
      String list,
      String name,
      @Nullable @QueryValue @Parameter(description = "Whose; yours without it") String owner) {
    String whose = owner == null ? person.getName() : owner;
    HttpResponse<?> refusal = refusal(person, whose, list, name);
    if (refusal != null) {
      return refusal;
    }
    return acts.run(
            Person.of(person).from(request), act -> KeptViews.delete(act, whose, list, name))
        ? HttpResponse.noContent()
        : none(whose, list, name);
  }

  /** Null when the person may write the view: it is their own, or a shared one. */
  private HttpResponse<?> refusal(Authentication person, String owner, String list, String name) {
    if (owner.equals(person.getName())) {
      return null;
    }
    if (views.findByOwnerAndListAndName(owner, list, name).filter(View::shared).isEmpty()) {
      return none(owner, list, name);
    }
    return administers(person)
        ? null
        : Problem.answer(
            HttpStatus.FORBIDDEN,
            "this view is " + owner + "'s: only they and administrators change it");
  }

  private static HttpResponse<?> none(String owner, String list, String name) {
    return Problem.answer(
        HttpStatus.NOT_FOUND, owner + " has no view of " + list + " named " + name);
  }

  private static Known known(View view, Authentication person) {
    return new Known(
        view.owner(),
        view.list(),
        view.name(),
        view.query(),
        view.shared(),
        Instant.ofEpochMilli(view.changed()),
        view.owner().equals(person.getName()) || administers(person));
  }

  private static boolean administers(Authentication person) {
    return person.getRoles().contains(Person.ADMINISTRATOR);
  }
}
