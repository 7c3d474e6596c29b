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

/** A token that only reads changes nothing, whatever its owner may. Asked before any other rule. */
@Singleton
final class ReadOnly implements SecurityRule<HttpRequest<?>> {
  private static final String WHY =
      "this API token only reads; for a request that changes something make one of scope act";

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public Publisher<SecurityRuleResult> check(
      HttpRequest<?> request, @Nullable Authentication authentication) {
    boolean refused =
        authentication instanceof Person person
            && person.readOnly()
            && !Forgery.HARMLESS.contains(request.getMethod());
    if (refused) {
      request.setAttribute(Refusals.WHY, WHY);
    }
    return Mono.just(refused ? SecurityRuleResult.REJECTED : SecurityRuleResult.UNKNOWN);
  }
}
