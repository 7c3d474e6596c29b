package io.vigie.api.oidc;

import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import io.vigie.api.ApiSettings;
import io.vigie.api.session.Newcomer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** People whom a provider of identities vouches for. */
@Singleton
final class Oidc {
  private static final Logger LOG = LoggerFactory.getLogger(Oidc.class);

  private final OidcSettings settings;
  private volatile Provider found;

  Oidc(ApiSettings settings) {
    this.settings = settings.oidc();
  }

  boolean there() {
    return settings != null;
  }

  /** Of the provider, for people. */
  String label() {
    return settings.label();
  }

  /**
   * Where a browser asks who its user is.
   *
   * @throws HttpStatusException 503 when the provider does not answer
   */
  URI question(Visit visit) {
    try {
      return provider().question(visit);
    } catch (IOException e) {
      throw away(e);
    }
  }

  /**
   * Who came back with that code; empty when the provider does not vouch for them.
   *
   * @throws HttpStatusException 503 when the provider does not answer
   */
  Optional<Newcomer> answer(Visit visit, String code) {
    try {
      Provider.Answer answer = provider().answer(visit, code);
      if (answer instanceof Provider.Answer.Somebody somebody) {
        return newcomer(somebody.claims());
      }
      Provider.Answer.Refused refused = (Provider.Answer.Refused) answer;
      LOG.atWarn()
          .addKeyValue("provider", settings)
          .addKeyValue("why", refused.why())
          .log("sign-in refused");
      return Optional.empty();
    } catch (IOException e) {
      throw away(e);
    }
  }

  private Optional<Newcomer> newcomer(Map<String, Object> claims) {
    String name = text(claims, settings.nameClaim());
    if (name.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("provider", settings)
          .addKeyValue("claim", settings.nameClaim())
          .log("sign-in refused: the provider tells no name in this claim");
      return Optional.empty();
    }
    Collection<String> groups = texts(claims.get(settings.groupsClaim()));
    return Optional.of(
        new Newcomer(
            name,
            text(claims, "name"),
            Boolean.FALSE.equals(claims.get("email_verified")) ? "" : text(claims, "email"),
            settings.roles().role(groups),
            settings.groups().memberships(groups),
            "oidc",
            text(claims, "sub")));
  }

  private static String text(Map<String, Object> claims, String claim) {
    return claims.get(claim) instanceof String text ? text.strip() : "";
  }

  private static Collection<String> texts(Object claim) {
    if (claim instanceof Collection<?> many) {
      return many.stream().filter(String.class::isInstance).map(String.class::cast).toList();
    }
    return claim instanceof String one ? List.of(one) : List.of();
  }

  /** Asked for once; again while it does not answer. */
  private Provider provider() throws IOException {
    Provider provider = found;
    if (provider == null) {
      provider = Provider.find(settings, trust());
      found = provider;
    }
    return provider;
  }

  private SSLSocketFactory trust() throws IOException {
    try {
      return settings.ca() == null
          ? null
          : new SSLUtil(new PEMFileTrustManager(settings.ca().toFile())).createSSLSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException("VIGIE_OIDC_CA is of no use: " + e.getMessage(), e);
    }
  }

  private HttpStatusException away(IOException cause) {
    LOG.atWarn().addKeyValue("provider", settings).setCause(cause).log("the provider failed");
    return new HttpStatusException(
        HttpStatus.SERVICE_UNAVAILABLE,
        "the provider of identities does not answer; the collector's log says more");
  }
}
