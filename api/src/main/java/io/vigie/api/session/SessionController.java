package io.vigie.api.session;

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
import io.vigie.api.web.Problem;
import io.vigie.contract.event.AuditAct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in and out. */
@Controller("/api/v1/session")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "session")
final class SessionController {
  private static final Logger LOG = LoggerFactory.getLogger(SessionController.class);
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_PASSWORD = 1024;

  private final Door door;
  private final Sessions sessions;
  private final Cookies cookies;
  private final Welcome welcome;

  SessionController(Door door, Sessions sessions, Cookies cookies, Welcome welcome) {
    this.welcome = welcome;
    this.door = door;
    this.sessions = sessions;
    this.cookies = cookies;
  }

  @Schema(name = "SignIn")
  record SignIn(String user, @Schema(format = "password") String password) {
    boolean complete() {
      return user != null
          && password != null
          && user.length() <= LONGEST_NAME
          && password.length() <= LONGEST_PASSWORD;
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "sign-in of " + user;
    }
  }

  @Schema(name = "Session", description = "Who is signed in")
  record Who(
      @Schema(example = "admin") String user, @Schema(example = "administrator") String role) {
    static Who of(Person person) {
      return new Who(person.user(), person.role().wire());
    }
  }

  @Post
  @Secured(SecurityRule.IS_ANONYMOUS)
  @Operation(
      summary = "Sign in",
      description = "Wants the header x-vigie-request: 1. Answers a cookie.")
  @ApiResponse(responseCode = "200", description = "Signed in")
  @ApiResponse(responseCode = "401", description = "No such user and password")
  @ApiResponse(responseCode = "429", description = "Too many tries; Retry-After says how long")
  @ApiResponse(responseCode = "503", description = "The directory of people does not answer")
  HttpResponse<?> signIn(HttpRequest<?> request, @Body SignIn form) {
    if (!form.complete()) {
      return Problem.answer(
          HttpStatus.BAD_REQUEST,
          "user and password are needed, of at most 255 and 1024 characters");
    }
    String address = Origins.address(request);
    Door.Answer answer = door.password(form.user(), form.password(), address);
    if (answer instanceof Door.Answer.Welcome known) {
      return welcome.begin(request, known.person(), HttpResponse.ok(Who.of(known.person())));
    }
    LOG.atWarn()
        .addKeyValue("address", address)
        .addKeyValue("answer", answer.getClass().getSimpleName())
        .log("sign-in refused");
    if (answer instanceof Door.Answer.Wait wait) {
      return Gate.tooMany(wait);
    }
    welcome.refused(request, form.user());
    return Problem.answer(HttpStatus.UNAUTHORIZED, "this user and password are not known");
  }

  @Get
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @Operation(summary = "Who is signed in")
  Who who(Authentication person) {
    return Who.of(Person.of(person));
  }

  @Delete
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @Operation(summary = "Sign out", description = "Wants the header x-vigie-request: 1.")
  @ApiResponse(responseCode = "204", description = "Signed out")
  HttpResponse<?> signOut(HttpRequest<?> request, Authentication authentication) {
    if (authentication instanceof Person person && !person.session().isEmpty()) {
      sessions.end(person.session());
      welcome.note(person.from(request), AuditAct.SIGN_OUT);
      LOG.atInfo().addKeyValue("user", person.user()).log("signed out");
    }
    return HttpResponse.noContent().cookie(cookies.none());
  }
}
