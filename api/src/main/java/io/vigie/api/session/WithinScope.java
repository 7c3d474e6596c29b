package io.vigie.api.session;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import io.vigie.api.web.Refusals;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * A token does no more than its scope says, whatever its owner may. Asked before any other rule.
 */
@Singleton
final class WithinScope implements SecurityRule<HttpRequest<?>> {
  private static final String READS =
      "this API token only reads; for a request that changes something make one of scope act";
  private static final String FEEDS =
      "this API token only reads feeds, such as /api/v1/alerts.atom; for anything else make one of"
          + " scope read or act";

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public Publisher<SecurityRuleResult> check(
      HttpRequest<?> request, @Nullable Authentication authentication) {
    String why = authentication instanceof Person person ? why(person.scope(), request) : null;
    if (why == null) {
      return Mono.just(SecurityRuleResult.UNKNOWN);
    }
    request.setAttribute(Refusals.WHY, why);
    return Mono.just(SecurityRuleResult.REJECTED);
  }

  /** Why not; null when it may go on. */
  private static String why(TokenScope scope, HttpRequest<?> request) {
    boolean reads = Forgery.HARMLESS.contains(request.getMethod());
    return switch (scope) {
      case FEED -> reads && FeedAddress.is(request) ? null : FEEDS;
      case READ -> reads ? null : READS;
      case ACT -> null;
    };
  }
}
