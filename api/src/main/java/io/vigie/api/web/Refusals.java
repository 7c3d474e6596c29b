package io.vigie.api.web;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;
import java.net.URI;

/** Who is not signed in is led to the sign-in when a page was asked for, and told so otherwise. */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
public final class Refusals
    implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {
  /** Attribute of a request: why it is refused, when that is known. */
  public static final String WHY = "vigie.refusal";

  @Override
  @SuppressWarnings("rawtypes")
  public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException refusal) {
    if (refusal.isForbidden()) {
      return Problem.answer(
          HttpStatus.FORBIDDEN,
          request.getAttribute(WHY, String.class).orElse("your account has no right to do this"));
    }
    if (request.getPath().equals("/")) {
      return HttpResponse.seeOther(URI.create("/login"));
    }
    // a browser shows its own dialog for Basic: only who came with it is asked for it again
    boolean basic = request.getHeaders().contains(HttpHeaders.AUTHORIZATION);
    return Problem.answer(
            HttpStatus.UNAUTHORIZED,
            request
                .getAttribute(WHY, String.class)
                .orElse("sign in at /login, or send Basic with your name and an API token"))
        .header(
            HttpHeaders.WWW_AUTHENTICATE,
            basic ? "Basic realm=\"vigie\"" : "Session realm=\"vigie\"");
  }
}
