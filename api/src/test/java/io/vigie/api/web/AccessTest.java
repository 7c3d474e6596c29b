package io.vigie.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AccessTest {
  /** Whoever adds a line here lets the whole network in. */
  private static final Set<String> PUBLIC =
      Set.of(
          "GET /login",
          "GET /favicon.ico",
          "GET /assets/public/{+path}",
          "GET /health/liveness",
          "GET /health/readiness",
          "GET /health/pulse",
          // lets in who is on this machine, and the test is
          "GET /metrics",
          "POST /api/v1/session");

  @Test
  void whoIsNotSignedInGetsNothingButWhatIsListedHere() {
    Client stranger = Lab.get().client().with("x-vigie-request", "1");
    Set<String> open = new TreeSet<>();

    for (UriRouteInfo<?, ?> route : routes()) {
      String method = route.getHttpMethodName();
      String path = route.getUriMatchTemplate().toString();
      String filled = path.replaceAll("\\{[^}]*}", "x");
      int status = stranger.send(method, filled, method.equals("POST") ? "{}" : null).statusCode();
      if (status != 401 && !(filled.equals("/") && status == 303)) {
        open.add(method + ' ' + path);
      }
    }

    assertThat(open).isEqualTo(new TreeSet<>(PUBLIC));
  }

  @Test
  void theMatrixSeesTheRoutes() {
    assertThat(routes().stream().map(route -> route.getUriMatchTemplate().toString()).toList())
        .contains("/api/v1/session", "/api/v1/events", "/api/v1/tokens/{name}", "/");
  }

  private static Set<UriRouteInfo<?, ?>> routes() {
    return Lab.get()
        .part(Router.class)
        .uriRoutes()
        // a HEAD goes with each GET
        .filter(route -> !route.getHttpMethodName().equals("HEAD"))
        .collect(Collectors.toSet());
  }
}
