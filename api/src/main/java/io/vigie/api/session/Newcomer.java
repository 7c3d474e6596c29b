package io.vigie.api.session;

import java.util.Map;
import java.util.Optional;

/**
 * A person as somebody else knows them who has just checked who they are.
 *
 * @param name as it is written there, however it was typed
 * @param fullName empty when it is not known
 * @param mail empty when it is not known
 * @param role empty: stays as it is
 * @param groups of Vigie: whether they are a member; in those not named nothing changes
 * @param source {@code ldap}, {@code oidc}
 * @param subject what they are there for ever, whatever they are called; empty: their name is all
 *     that is known
 */
public record Newcomer(
    String name,
    String fullName,
    String mail,
    Optional<Role> role,
    Map<String, Boolean> groups,
    String source,
    String subject) {
  public Newcomer {
    groups = Map.copyOf(groups);
  }
}
