package io.vigie.api.oidc;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** A provider of identities that is in use elsewhere: Spring's, with its own sign-in form. */
final class AuthorizationServer implements AutoCloseable {
  static final String SECRET = "the client's secret";
  static final String PASSWORD = "zoe's password";

  /** Claims of people, by the name they sign in with there; a test changes them. */
  static final Map<String, Map<String, Object>> CLAIMS = new ConcurrentHashMap<>();

  private final ServletWebServerApplicationContext context;

  private AuthorizationServer(ServletWebServerApplicationContext context) {
    this.context = context;
  }

  /**
   * @param port of the server
   * @param back where it sends people back to
   */
  static AuthorizationServer start(int port, String back) {
    SpringApplication application = new SpringApplication(Config.class);
    application.setWebApplicationType(WebApplicationType.SERVLET);
    application.setDefaultProperties(
        Map.of(
            "server.address",
            "127.0.0.1",
            "server.port",
            port,
            "vigie.back",
            back,
            "spring.main.banner-mode",
            "off",
            "spring.security.oauth2.authorizationserver.issuer",
            "http://127.0.0.1:" + port));
    return new AuthorizationServer((ServletWebServerApplicationContext) application.run());
  }

  @Override
  public void close() {
    context.close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Config {
    @Bean
    UserDetailsService people() {
      return new InMemoryUserDetailsManager(
          List.of(person("zoe"), person("yan"), person("admin"), person("nameless")));
    }

    private static org.springframework.security.core.userdetails.UserDetails person(String name) {
      return User.withUsername(name).password("{noop}" + PASSWORD).roles("person").build();
    }

    @Bean
    RegisteredClientRepository clients(
        @org.springframework.beans.factory.annotation.Value("${vigie.back}") String back) {
      return new InMemoryRegisteredClientRepository(
          client("vigie", back)
              .clientSecret("{noop}" + SECRET)
              .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
              .build(),
          client("vigie-public", back)
              .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
              .build());
    }

    /** Without PKCE neither gets a code. */
    private static RegisteredClient.Builder client(String id, String back) {
      return RegisteredClient.withId(UUID.randomUUID().toString())
          .clientId(id)
          .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
          .redirectUri(back)
          .scopes(scopes -> scopes.addAll(List.of("openid", "profile", "email")))
          .clientSettings(ClientSettings.builder().requireProofKey(true).build());
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
      return token -> {
        if (token.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
          String name = token.getPrincipal().getName();
          token.getClaims().claims(all -> all.putAll(CLAIMS.getOrDefault(name, Map.of())));
        }
      };
    }
  }
}
