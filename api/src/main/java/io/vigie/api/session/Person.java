package io.vigie.api.session;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.vigie.api.act.Actor;
import java.util.List;
import java.util.Map;

/**
 * Who asks.
 *
 * @param session id of the session; empty when a token or password came with the request
 * @param scope of the token it came with
 */
public record Person(String user, Role role, String session, TokenScope scope)
    implements Authentication {
  /** Words of the roles, see {@link Role}. */
  public static final String VIEWER = "viewer";

  public static final String OPERATOR = "operator";
  public static final String APP_MANAGER = "app-manager";
  public static final String ADMINISTRATOR = "administrator";

  private static final long serialVersionUID = 1L;

  /** The person of a request: {@link Gate} lets nobody else in. */
  public static Person of(Authentication authentication) {
    return (Person) authentication;
  }

  /** Who does something, from where. */
  public Actor from(HttpRequest<?> request) {
    return new Actor(user, role.wire(), Origins.address(request));
  }

  @Override
  public String getName() {
    return user;
  }

  @Override
  public List<String> getRoles() {
    return role.including();
  }

  @Override
  public Map<String, Object> getAttributes() {
    return Map.of();
  }
}
