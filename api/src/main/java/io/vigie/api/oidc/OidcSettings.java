package io.vigie.api.oidc;

import io.vigie.api.session.GroupMap;
import io.vigie.contract.setting.Environment;
import io.vigie.contract.setting.Listening;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A provider of identities, by OpenID Connect.
 *
 * @param issuer what it calls itself; its metadata are below it, at {@code
 *     .well-known/openid-configuration}
 * @param ca PEM certificates its own is checked against; null: those the JVM trusts
 * @param client id Vigie has there
 * @param secret of that client; empty for a public one, which PKCE alone protects
 * @param console where browsers find Vigie, {@code https://host}
 * @param label of the provider on the sign-in page
 * @param scopes asked for; {@code openid} is one of them
 * @param nameClaim that has a person's name; one that people cannot choose themselves
 * @param groupsClaim that has their groups
 * @param roles what their groups make of people
 * @param groups groups of Vigie that groups of the provider fill
 */
public record OidcSettings(
    URI issuer,
    Path ca,
    String client,
    String secret,
    URI console,
    String label,
    List<String> scopes,
    String nameClaim,
    String groupsClaim,
    GroupMap roles,
    GroupMap groups) {
  private static final String CONSOLE = "VIGIE_OIDC_CONSOLE";

  static final String BACK = "/api/v1/session/oidc/back";

  public OidcSettings {
    secure("VIGIE_OIDC_ISSUER", issuer);
    secure(CONSOLE, console);
    if (!console.getRawPath().matches("/?") || console.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "VIGIE_OIDC_CONSOLE must be like https://vigie.example.org, without a path; got \""
              + console
              + '"');
    }
    scopes = List.copyOf(scopes);
    if (!scopes.contains("openid")) {
      throw new IllegalArgumentException(
          "VIGIE_OIDC_SCOPES must have openid among them; got \"" + String.join(" ", scopes) + '"');
    }
  }

  /**
   * From {@code VIGIE_OIDC_ISSUER} and, with it, {@code VIGIE_OIDC_CLIENT}, {@code
   * VIGIE_OIDC_CONSOLE}, and, all optional, {@code VIGIE_OIDC_SECRET_FILE}, {@code VIGIE_OIDC_CA},
   * {@code VIGIE_OIDC_LABEL} (the issuer's host), {@code VIGIE_OIDC_SCOPES} (openid profile email),
   * {@code VIGIE_OIDC_NAME} (preferred_username), {@code VIGIE_OIDC_GROUP_CLAIM} (groups), {@code
   * VIGIE_OIDC_ROLES}, {@code VIGIE_OIDC_GROUPS}.
   *
   * @return empty without VIGIE_OIDC_ISSUER
   * @throws IllegalArgumentException naming the variable and what it must be
   */
  public static Optional<OidcSettings> from(Environment environment) {
    return environment.uri("VIGIE_OIDC_ISSUER").map(issuer -> from(environment, issuer));
  }

  private static OidcSettings from(Environment environment, URI issuer) {
    environment.required(CONSOLE, "where browsers find Vigie, like https://vigie.example.org");
    return new OidcSettings(
        issuer,
        environment.file("VIGIE_OIDC_CA").orElse(null),
        environment.required("VIGIE_OIDC_CLIENT", "the id that the provider gave Vigie"),
        environment.optional("VIGIE_OIDC_SECRET_FILE").isPresent()
            ? environment.secret("VIGIE_OIDC_SECRET_FILE")
            : "",
        environment.uri(CONSOLE).orElseThrow(),
        environment.optional("VIGIE_OIDC_LABEL").orElse(issuer.getHost()),
        List.of(
            environment.optional("VIGIE_OIDC_SCOPES").orElse("openid profile email").split(" +")),
        environment.optional("VIGIE_OIDC_NAME").orElse("preferred_username"),
        environment.optional("VIGIE_OIDC_GROUP_CLAIM").orElse("groups"),
        GroupMap.exact("VIGIE_OIDC_ROLES", environment.optional("VIGIE_OIDC_ROLES").orElse(""))
            .ofRoles("VIGIE_OIDC_ROLES"),
        GroupMap.exact("VIGIE_OIDC_GROUPS", environment.optional("VIGIE_OIDC_GROUPS").orElse("")));
  }

  private static void secure(String variable, URI uri) {
    boolean closed =
        "https".equals(uri.getScheme())
            || "http".equals(uri.getScheme()) && Listening.isLoopback(uri.getHost());
    if (uri.getHost() == null || !closed) {
      throw new IllegalArgumentException(
          variable
              + " must be like https://host; http:// goes with the loopback address only; got \""
              + uri
              + '"');
    }
  }

  /** Where the provider sends people back to; it has to be registered there. */
  URI back() {
    return console.resolve(BACK);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return issuer + ", client " + client;
  }
}
