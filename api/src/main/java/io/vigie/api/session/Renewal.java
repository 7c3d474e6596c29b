package io.vigie.api.session;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Gives the browser the successor of its session's secret. */
@ServerFilter(Renewal.WHERE + "**")
final class Renewal {
  /** Only answers that no cache keeps carry one. */
  static final String WHERE = "/api/";

  /** Attribute of a request: the successor of the secret it came with. */
  static final String SUCCESSOR = "vigie.successor";

  private final Cookies cookies;

  Renewal(Cookies cookies) {
    this.cookies = cookies;
  }

  @ResponseFilter
  void give(HttpRequest<?> request, MutableHttpResponse<?> response) {
    // a sign-in or sign-out has set another one
    if (!response.getHeaders().contains(HttpHeaders.SET_COOKIE)) {
      request
          .getAttribute(SUCCESSOR, String.class)
          .ifPresent(secret -> response.cookie(cookies.of(secret)));
    }
  }
}
