package io.vigie.api.session;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Who is signed in is told that a path is not there, or what is wrong with the request; a stranger
 * is told nothing.
 */
@Singleton
final class NoRoute implements SecurityRule<HttpRequest<?>> {
  @Override
  public Publisher<SecurityRuleResult> check(
      HttpRequest<?> request, @Nullable Authentication authentication) {
    return Mono.just(
        authentication != null && RouteAttributes.getRouteMatch(request).isEmpty()
            ? SecurityRuleResult.ALLOWED
            : SecurityRuleResult.UNKNOWN);
  }
}
