package io.vigie.api.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
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
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.act.Acts;
import io.vigie.api.list.Moment;
import io.vigie.api.web.Problem;
import io.vigie.contract.event.AuditAct;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One's own sessions and password. */
@Controller("/api/v1/session")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "session")
final class OwnSessionController {
  private final Sessions sessions;
  private final Door door;
  private final Passwords passwords;
  private final Acts acts;

  OwnSessionController(Sessions sessions, Door door, Passwords passwords, Acts acts) {
    this.sessions = sessions;
    this.door = door;
    this.passwords = passwords;
    this.acts = acts;
  }

  @Schema(name = "OpenSession", description = "A browser that is signed in")
  record Open(
      String id,
      @Moment Instant began,
      @Schema(description = "Up to a minute late") @Moment Instant lastUsed,
      @Schema(description = "Where it was begun") String address,
      @Schema(description = "Whether it is the one that asks") boolean current) {
    /** Of the secrets of one session. */
    static Open of(List<StoredSession> secrets, Person person) {
      StoredSession any = secrets.get(0);
      long used = secrets.stream().mapToLong(StoredSession::used).max().orElseThrow();
      return new Open(
          any.session(),
          Instant.ofEpochMilli(any.began()),
          Instant.ofEpochMilli(used),
          any.address(),
          any.session().equals(person.session()));
    }
  }

  @Schema(name = "NewPassword")
  record Wish(
      @Schema(format = "password", description = "The one that is good now") String old,
      @Schema(format = "password", description = "8 to 1024 characters") @JsonProperty("new")
          String fresh) {
    /** Without the passwords. */
    @Override
    public String toString() {
      return "new password";
    }
  }

  @Get("/all")
  @Operation(operationId = "listSessions", summary = "Your sessions, the newest first")
  List<Open> all(Authentication authentication) {
    Person person = Person.of(authentication);
    return sessions.of(person.user()).stream()
        .collect(Collectors.groupingBy(StoredSession::session))
        .values()
        .stream()
        .map(secrets -> Open.of(secrets, person))
        .sorted(Comparator.comparing(Open::began).reversed().thenComparing(Open::id))
        .toList();
  }

  @Delete("/{id}")
  @Operation(operationId = "endSession", summary = "End one of your sessions")
  @ApiResponse(responseCode = "204", description = "Ended")
  @ApiResponse(responseCode = "404", description = "You have no such session")
  HttpResponse<?> end(HttpRequest<?> request, Authentication authentication, String id) {
    Person person = Person.of(authentication);
    return acts.run(
        person.from(request),
        act -> {
          if (act.update(
                  "DELETE FROM console_session WHERE person=? AND session=?", person.user(), id)
              == 0) {
            return Problem.answer(HttpStatus.NOT_FOUND, "you have no session " + id);
          }
          act.note(AuditAct.SIGN_OUT, "session", id, Map.of(), Map.of());
          return HttpResponse.noContent();
        });
  }

  @Put("/password")
  @Operation(
      operationId = "changePassword",
      summary = "Change your password",
      description = "Your other sessions end; API tokens stay good.")
  @ApiResponse(responseCode = "204", description = "Changed")
  @ApiResponse(responseCode = "400", description = "The new one breaks a rule; the detail says it")
  @ApiResponse(responseCode = "403", description = "The old one is another")
  @ApiResponse(responseCode = "409", description = "The directory keeps your password")
  @ApiResponse(responseCode = "429", description = "Too many tries; Retry-After says how long")
  HttpResponse<?> password(HttpRequest<?> request, Authentication authentication, @Body Wish wish) {
    if (wish.old() == null || wish.fresh() == null || wish.old().length() > Passwords.LONGEST) {
      return Problem.answer(
          HttpStatus.BAD_REQUEST, "old and new are needed, of at most 1024 characters");
    }
    Person person = Person.of(authentication);
    if (door.knownElsewhere(person.user())) {
      return Problem.answer(
          HttpStatus.CONFLICT, "you have no password here: change it where you prove who you are");
    }
    Door.Answer answer = door.password(person.user(), wish.old(), Origins.address(request));
    if (answer instanceof Door.Answer.Wait wait) {
      return Gate.tooMany(wait);
    }
    if (!(answer instanceof Door.Answer.Welcome)) {
      acts.run(
          person.from(request),
          act -> {
            act.refused(AuditAct.CHANGE, "person", person.user());
            return null;
          });
      return Problem.answer(HttpStatus.FORBIDDEN, "old is not your password");
    }
    String hash = passwords.hashNew(wish.fresh());
    acts.run(
        person.from(request),
        act -> {
          act.update(
              "UPDATE person SET password_hash=?,password_changed=?,n=? WHERE name=?",
              hash,
              System.currentTimeMillis(),
              act.n(),
              person.user());
          act.update(
              "DELETE FROM console_session WHERE person=? AND session<>?",
              person.user(),
              person.session());
          act.note(AuditAct.CHANGE, "person", person.user(), Map.of(), Map.of("password", "set"));
          return null;
        });
    return HttpResponse.noContent();
  }
}
