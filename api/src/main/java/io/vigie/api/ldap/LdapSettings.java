package io.vigie.api.ldap;

import io.vigie.api.session.GroupMap;
import io.vigie.contract.setting.Environment;
import io.vigie.contract.setting.Listening;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A directory of people.
 *
 * @param url {@code ldaps://host:port}, or {@code ldap://host:port} for StartTLS
 * @param plain without TLS, to the loopback address only
 * @param ca PEM certificates its own is checked against; null: those the JVM trusts
 * @param base below which people are, a DN
 * @param nameAttribute that has a person's name
 * @param filter finds a person; {@code {user}} is what was typed
 * @param bindDn Vigie searches as; empty: as nobody
 * @param groupBase below which groups name their members, a DN; empty: people name their groups in
 *     memberOf
 * @param roles what their groups make of people
 * @param groups groups of Vigie that groups of the directory fill
 */
public record LdapSettings(
    URI url,
    boolean plain,
    Path ca,
    String base,
    String nameAttribute,
    String filter,
    String bindDn,
    String bindPassword,
    String groupBase,
    GroupMap roles,
    GroupMap groups) {
  static final String USER = "{user}";

  public LdapSettings {
    boolean known = "ldaps".equals(url.getScheme()) || "ldap".equals(url.getScheme());
    if (!known || url.getHost() == null) {
      throw new IllegalArgumentException(
          "VIGIE_LDAP_URL must be like ldaps://host:636 or ldap://host:389; got \"" + url + '"');
    }
    if (plain && (url.getScheme().equals("ldaps") || !Listening.isLoopback(url.getHost()))) {
      throw new IllegalArgumentException(
          "VIGIE_LDAP_TLS=none goes with ldap:// to the loopback address only; VIGIE_LDAP_URL is "
              + url);
    }
    if (!filter.contains(USER)) {
      throw new IllegalArgumentException(
          "VIGIE_LDAP_FILTER must have {user} where the typed name belongs; got \"" + filter + '"');
    }
  }

  /**
   * From {@code VIGIE_LDAP_URL} and, with it, {@code VIGIE_LDAP_BASE}, and, all optional, {@code
   * VIGIE_LDAP_TLS} (starttls or none), {@code VIGIE_LDAP_CA}, {@code VIGIE_LDAP_NAME} (uid),
   * {@code VIGIE_LDAP_FILTER}, {@code VIGIE_LDAP_BIND_DN}, {@code VIGIE_LDAP_BIND_PASSWORD_FILE},
   * {@code VIGIE_LDAP_GROUP_BASE}, {@code VIGIE_LDAP_ROLES}, {@code VIGIE_LDAP_GROUPS}.
   *
   * @return empty without VIGIE_LDAP_URL
   * @throws IllegalArgumentException naming the variable and what it must be
   */
  public static Optional<LdapSettings> from(Environment environment) {
    return environment.uri("VIGIE_LDAP_URL").map(url -> from(environment, url));
  }

  private static LdapSettings from(Environment environment, URI url) {
    String name = environment.optional("VIGIE_LDAP_NAME").orElse("uid");
    String bindDn = environment.optional("VIGIE_LDAP_BIND_DN").orElse("");
    return new LdapSettings(
        url,
        plain(environment.optional("VIGIE_LDAP_TLS").orElse("starttls")),
        environment.file("VIGIE_LDAP_CA").orElse(null),
        environment.required("VIGIE_LDAP_BASE", "the DN people are below"),
        name,
        environment.optional("VIGIE_LDAP_FILTER").orElse('(' + name + '=' + USER + ')'),
        bindDn,
        bindDn.isEmpty() ? "" : environment.secret("VIGIE_LDAP_BIND_PASSWORD_FILE"),
        environment.optional("VIGIE_LDAP_GROUP_BASE").orElse(""),
        GroupMap.parse("VIGIE_LDAP_ROLES", environment.optional("VIGIE_LDAP_ROLES").orElse(""))
            .ofRoles("VIGIE_LDAP_ROLES"),
        GroupMap.parse("VIGIE_LDAP_GROUPS", environment.optional("VIGIE_LDAP_GROUPS").orElse("")));
  }

  private static boolean plain(String word) {
    return switch (word) {
      case "starttls" -> false;
      case "none" -> true;
      default ->
          throw new IllegalArgumentException(
              "VIGIE_LDAP_TLS must be starttls or none; got \"" + word + '"');
    };
  }

  boolean tlsFromTheStart() {
    return url.getScheme().equals("ldaps");
  }

  int port() {
    return url.getPort() > 0 ? url.getPort() : tlsFromTheStart() ? 636 : 389;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url + ", people below " + base;
  }
}
