package io.vigie.api.web;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.vigie.api.ApiSettings;

/** What a browser is told about every answer, the refused ones too. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SecurityHeaders {
  private final ContentPolicy policy;
  private final boolean tls;

  SecurityHeaders(ContentPolicy policy, ApiSettings settings) {
    this.policy = policy;
    this.tls = settings.tls();
  }

  @ResponseFilter
  void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
    MutableHttpHeaders headers = response.getHeaders();
    headers.set("Content-Security-Policy", policyOf(request.getPath(), response));
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
    if (tls) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
    if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
      headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    }
  }

  private String policyOf(String path, MutableHttpResponse<?> response) {
    if (response.code() >= 300 && response.code() != 304) {
      return ContentPolicy.NOTHING;
    }
    return switch (path) {
      case "/" -> policy.console();
      case "/login" -> policy.signIn();
      default ->
          // a worker runs under the policy of its own script
          path.startsWith("/assets/js/live/") ? policy.signIn() : ContentPolicy.NOTHING;
    };
  }
}
