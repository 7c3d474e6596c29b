package io.vigie.api.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
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
import io.vigie.api.list.Moment;
import io.vigie.api.web.Problem;
import io.vigie.contract.event.AuditAct;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** One's own API tokens, for scripts: Basic with one's name and a token. */
@Controller("/api/v1/tokens")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "session")
final class TokenController {
  private static final int LONGEST_NAME = 100;
  private static final int MOST = 50;
  private static final int DAYS = 90;
  private static final int MOST_DAYS = 366;

  private final Tokens tokens;
  private final Acts acts;

  TokenController(Tokens tokens, Acts acts) {
    this.tokens = tokens;
    this.acts = acts;
  }

  @Schema(name = "NewToken")
  record Wish(
      @Schema(example = "nightly-report") String name,
      @Schema(
              example = "read",
              description =
                  "read: sees; act: does everything you may; feed: reads feeds, also as token= of"
                      + " their address. Absent: read")
          String scope,
      @Schema(example = "90", description = "It is good for so many, 1 to 366. Absent: 90")
          Integer days) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "Token")
  record Known(
      String name,
      @Schema(description = "feed, read or act") String scope,
      @Moment Instant created,
      @Schema(description = "It is refused from then on") @Moment Instant expires,
      @Schema(description = "Up to a minute late; null: never") @Moment Instant lastUsed) {
    static Known of(Token token) {
      return new Known(
          token.name(),
          TokenScope.stored(token.scope()).wire(),
          Instant.ofEpochMilli(token.created()),
          Instant.ofEpochMilli(token.expires()),
          token.used() == 0 ? null : Instant.ofEpochMilli(token.used()));
    }
  }

  @Schema(name = "MadeToken")
  record Made(
      String name,
      String scope,
      @Moment Instant expires,
      @Schema(description = "Shown this once; only its digest is kept") String token) {}

  @Get
  @Operation(summary = "Your API tokens")
  List<Known> list(Authentication person) {
    return tokens.findByPersonOrderByName(person.getName()).stream().map(Known::of).toList();
  }

  @Post
  @Operation(summary = "Make an API token")
  @ApiResponse(responseCode = "201", description = "The token; it is shown this once")
  @ApiResponse(responseCode = "409", description = "There is one of that name")
  HttpResponse<?> make(HttpRequest<?> request, Authentication person, @Body Wish wish) {
    String name = wish.name() == null ? "" : wish.name().strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return Problem.answer(
          HttpStatus.BAD_REQUEST, "name must say what it is for, in 1 to 100 characters");
    }
    TokenScope scope = wish.scope() == null ? TokenScope.READ : TokenScope.wished(wish.scope());
    int days = wish.days() == null ? DAYS : wish.days();
    if (days < 1 || days > MOST_DAYS) {
      return Problem.answer(
          HttpStatus.BAD_REQUEST, "days must be 1 to " + MOST_DAYS + "; got " + days);
    }
    if (tokens.existsByPersonAndName(person.getName(), name)) {
      return Problem.answer(HttpStatus.CONFLICT, "there is a token of that name; delete it first");
    }
    if (tokens.findByPersonOrderByName(person.getName()).size() >= MOST) {
      return Problem.answer(
          HttpStatus.CONFLICT, "an account has " + MOST + " tokens at most; delete one first");
    }
    String secret = Secret.make();
    Instant now = Instant.now();
    Instant expires = now.plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.MILLIS);
    acts.run(
        Person.of(person).from(request),
        act -> {
          act.update(
              "INSERT INTO api_token (id,person,name,created,scope,expires) VALUES (?,?,?,?,?,?)",
              Secret.digest(secret),
              person.getName(),
              name,
              now.toEpochMilli(),
              scope.wire(),
              expires.toEpochMilli());
          act.note(
              AuditAct.TOKEN_MAKE,
              "token",
              name,
              Map.of(),
              Map.of("scope", scope.wire(), "expires", expires.toString()));
          return null;
        });
    return HttpResponse.created(new Made(name, scope.wire(), expires, secret));
  }

  @Delete("/{name}")
  @Operation(summary = "Delete an API token; it is refused from then on")
  @ApiResponse(responseCode = "204", description = "Deleted")
  @ApiResponse(responseCode = "404", description = "There is none of that name")
  HttpResponse<?> delete(HttpRequest<?> request, Authentication person, String name) {
    return acts.run(
        Person.of(person).from(request),
        act -> {
          String owner = person.getName();
          if (act.update("DELETE FROM api_token WHERE person=? AND name=?", owner, name) == 0) {
            return Problem.answer(HttpStatus.NOT_FOUND, "you have no token named " + name);
          }
          act.note(AuditAct.TOKEN_DELETE, "token", name, Map.of(), Map.of());
          return HttpResponse.noContent();
        });
  }
}
