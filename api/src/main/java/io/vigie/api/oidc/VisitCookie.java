package io.vigie.api.oidc;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.vigie.api.ApiSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Keeps a visit in the browser that makes it, while it is at the provider. */
@Singleton
final class VisitCookie {
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final String name;
  private final boolean tls;

  VisitCookie(ApiSettings settings) {
    this.tls = settings.tls();
    this.name = tls ? "__Host-vigie-visit" : "vigie-visit";
  }

  Optional<Visit> read(HttpRequest<?> request) {
    return request.getCookies().findCookie(name).map(Cookie::getValue).flatMap(Visit::parse);
  }

  Cookie of(Visit visit) {
    return cookie(visit.text()).maxAge(LONGEST);
  }

  Cookie none() {
    return cookie("").maxAge(Duration.ZERO);
  }

  /** Lax: it is the provider's page that leads back. */
  private Cookie cookie(String value) {
    return Cookie.of(name, value).path("/").httpOnly(true).secure(tls).sameSite(SameSite.Lax);
  }
}
