package io.vigie.api.session;

import io.micronaut.security.authentication.Authentication;
import java.util.List;
import java.util.Map;

/**
 * Who asks.
 *
 * @param session id of the session; empty when a token or password came with the request
 */
public record Person(String user, String role, String session) implements Authentication {
  /** The role that may do everything. */
  public static final String ADMINISTRATOR = "administrator";

  private static final long serialVersionUID = 1L;

  @Override
  public String getName() {
    return user;
  }

  @Override
  public List<String> getRoles() {
    return List.of(role);
  }

  @Override
  public Map<String, Object> getAttributes() {
    return Map.of();
  }
}
