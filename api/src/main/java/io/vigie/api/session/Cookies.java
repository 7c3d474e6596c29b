package io.vigie.api.session;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.vigie.api.ApiSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** The cookie of a session: no script reads it, no other site sends it. */
@Singleton
final class Cookies {
  private final String name;
  private final boolean tls;

  Cookies(ApiSettings settings) {
    this.tls = settings.tls();
    // the prefix keeps other hosts of the same domain from setting it; browsers take it over TLS
    // only
    this.name = tls ? "__Host-vigie" : "vigie";
  }

  Optional<String> read(HttpRequest<?> request) {
    return request.getCookies().findCookie(name).map(Cookie::getValue);
  }

  Cookie of(String secret) {
    return cookie(secret).maxAge(StoredSession.LONGEST);
  }

  /** Makes the browser forget it. */
  Cookie none() {
    return cookie("").maxAge(Duration.ZERO);
  }

  private Cookie cookie(String value) {
    return Cookie.of(name, value).path("/").httpOnly(true).secure(tls).sameSite(SameSite.Strict);
  }
}
