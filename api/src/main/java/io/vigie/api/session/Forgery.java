package io.vigie.api.session;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.vigie.api.web.Problem;
import java.util.Set;

/**
 * Refuses what another site made a browser send: it cannot set our header. A request that carries
 * its own credentials, no cookie, proves itself.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class Forgery {
  static final String HEADER = "x-vigie-request";
  static final Set<HttpMethod> HARMLESS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  @RequestFilter
  @Nullable
  HttpResponse<?> refuse(HttpRequest<?> request) {
    if (HARMLESS.contains(request.getMethod())
        || request.getHeaders().contains(HttpHeaders.AUTHORIZATION)) {
      return null;
    }
    if (!"1".equals(request.getHeaders().get(HEADER))) {
      return Problem.answer(
          HttpStatus.FORBIDDEN,
          "a request that changes something needs the header " + HEADER + ": 1");
    }
    return Origins.ours(request)
        ? null
        : Problem.answer(HttpStatus.FORBIDDEN, "the request comes from a page of another site");
  }
}
