package io.vigie.api.oidc;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.session.Newcomer;
import io.vigie.api.session.Welcome;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in by a provider of identities: a browser goes there, and comes back with a code. */
@Controller("/api/v1/session")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "session")
final class OidcController {
  private static final Logger LOG = LoggerFactory.getLogger(OidcController.class);
  private static final int LONGEST_CODE = 4_096;

  private final Oidc oidc;
  private final Welcome welcome;
  private final VisitCookie cookie;

  OidcController(Oidc oidc, Welcome welcome, VisitCookie cookie) {
    this.oidc = oidc;
    this.welcome = welcome;
    this.cookie = cookie;
  }

  @Schema(name = "Ways", description = "How one can sign in")
  record Ways(
      @Schema(description = "Name of the provider of identities; empty: there is none")
          String provider) {}

  @Get("/ways")
  @Operation(summary = "How one can sign in")
  Ways ways() {
    return new Ways(oidc.there() ? oidc.label() : "");
  }

  @Get("/oidc")
  @Operation(
      summary = "Go to the provider of identities",
      description = "For browsers. The answer leads there, or back to the sign-in page.")
  @ApiResponse(responseCode = "303", description = "Leads there")
  HttpResponse<?> go(@QueryValue @Nullable String screen) {
    if (!oidc.there()) {
      return back("refused");
    }
    Visit visit = Visit.begin(screen == null ? "" : screen);
    try {
      return HttpResponse.seeOther(oidc.question(visit)).cookie(cookie.of(visit));
    } catch (HttpStatusException e) {
      return back("away");
    }
  }

  @Get("/oidc/back")
  @Operation(
      summary = "Come back from the provider of identities",
      description = "For browsers, which are led on to the console or to the sign-in page.")
  @ApiResponse(responseCode = "200", description = "Signed in; the browser is led to the console")
  @ApiResponse(responseCode = "303", description = "Not signed in; leads to the sign-in page")
  HttpResponse<?> back(
      HttpRequest<?> request,
      @QueryValue @Nullable String code,
      @QueryValue @Nullable String state,
      @QueryValue @Nullable String error) {
    Optional<Visit> visit = cookie.read(request).filter(begun -> same(begun, state));
    if (visit.isEmpty() || !oidc.there()) {
      return back("late");
    }
    String one = "visit " + visit.get().state();
    if (welcome.tooMany(request, one)) {
      return back("tooMany");
    }
    try {
      return arrive(request, visit.get(), one, code, error);
    } catch (HttpStatusException e) {
      LOG.atWarn().addKeyValue("why", e.getMessage()).log("sign-in refused");
      if (e.getStatus() == HttpStatus.SERVICE_UNAVAILABLE) {
        welcome.undone(request, one);
        return back("away");
      }
      welcome.refused(request, "");
      return back("refused");
    }
  }

  private HttpResponse<?> arrive(
      HttpRequest<?> request, Visit visit, String one, String code, String error) {
    if (code == null || code.isEmpty() || code.length() > LONGEST_CODE) {
      LOG.atWarn().addKeyValue("error", plain(error)).log("sign-in refused by the provider");
      welcome.refused(request, "");
      return back("refused");
    }
    Optional<Newcomer> newcomer = oidc.answer(visit, code);
    if (newcomer.isEmpty()) {
      welcome.refused(request, "");
      return back("refused");
    }
    return welcome
        .newcomer(request, one, newcomer.get(), onwards(visit))
        .<HttpResponse<?>>map(answer -> answer.cookie(cookie.none()))
        .orElseGet(() -> back("refused"));
  }

  /** A code of OAuth, such as access_denied; anything else is not for a log. */
  private static String plain(String error) {
    return error != null && error.matches("\\w{1,60}") ? error : "none";
  }

  private static boolean same(Visit visit, String state) {
    return state != null
        && MessageDigest.isEqual(
            visit.state().getValue().getBytes(StandardCharsets.UTF_8),
            state.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The session's cookie travels with requests of our own pages only, so it is one of ours that
   * leads on, no redirect.
   */
  private static MutableHttpResponse<?> onwards(Visit visit) {
    return HttpResponse.ok().header("Refresh", "0; url=/" + visit.screen());
  }

  private MutableHttpResponse<?> back(String why) {
    return HttpResponse.seeOther(URI.create("/login?why=" + why)).cookie(cookie.none());
  }
}
