package io.vigie.api.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Request;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocketFactory;

/**
 * What Vigie asks a provider: the authorisation code flow of OpenID Connect, with PKCE. Metadata
 * are those of its first answer; its keys are read again when a token names a new one.
 */
final class Provider {
  private static final int PATIENCE = (int) Duration.ofSeconds(5).toMillis();
  private static final int MOST_BYTES = 1 << 20;

  private final OidcSettings settings;
  private final SSLSocketFactory tls;
  private final OIDCProviderMetadata metadata;
  private final IDTokenValidator validator;

  private Provider(OidcSettings settings, SSLSocketFactory tls, OIDCProviderMetadata metadata)
      throws IOException {
    this.settings = settings;
    this.tls = tls;
    this.metadata = metadata;
    this.validator =
        new IDTokenValidator(
            metadata.getIssuer(),
            client(),
            new JWSVerificationKeySelector<>(signatures(metadata), keys(tls, metadata)),
            null);
  }

  /** What a provider says of somebody, and what it refused. */
  sealed interface Answer {
    /**
     * @param claims of the signed token, and, where it does not have them, of the user's info
     */
    record Somebody(Map<String, Object> claims) implements Answer {}

    record Refused(String why) implements Answer {}
  }

  /**
   * Asks it for its metadata.
   *
   * @throws IOException when it does not answer, or another issuer does
   */
  static Provider find(OidcSettings settings, SSLSocketFactory tls) throws IOException {
    try {
      return new Provider(
          settings,
          tls,
          OIDCProviderMetadata.resolve(
              new Issuer(settings.issuer()), request -> prepare(request, tls)));
    } catch (GeneralException e) {
      throw new IOException("its metadata are wrong: " + e.getMessage(), e);
    }
  }

  private static void prepare(HTTPRequest request, SSLSocketFactory tls) {
    request.setConnectTimeout(PATIENCE);
    request.setReadTimeout(PATIENCE);
    request.setFollowRedirects(false);
    if (tls != null) {
      request.setSSLSocketFactory(tls);
    }
  }

  private static JWKSource<SecurityContext> keys(
      SSLSocketFactory tls, OIDCProviderMetadata metadata) throws IOException {
    return JWKSourceBuilder.create(
            metadata.getJWKSetURI().toURL(),
            new DefaultResourceRetriever(PATIENCE, PATIENCE, MOST_BYTES, true, tls))
        .build();
  }

  /** Signatures that only the provider can make: not those with a secret that both sides know. */
  private static Set<JWSAlgorithm> signatures(OIDCProviderMetadata metadata) throws IOException {
    Set<JWSAlgorithm> known =
        metadata.getIDTokenJWSAlgs() == null
            ? Set.of(JWSAlgorithm.RS256)
            : metadata.getIDTokenJWSAlgs().stream()
                .filter(JWSAlgorithm.Family.SIGNATURE::contains)
                .collect(Collectors.toSet());
    if (known.isEmpty()) {
      throw new IOException(
          "it signs with " + metadata.getIDTokenJWSAlgs() + ", none of which has a public key");
    }
    return known;
  }

  private ClientID client() {
    return new ClientID(settings.client());
  }

  /** Where a browser asks who its user is. */
  URI question(Visit visit) {
    return new AuthenticationRequest.Builder(
            ResponseType.CODE,
            new Scope(settings.scopes().toArray(String[]::new)),
            client(),
            settings.back())
        .endpointURI(metadata.getAuthorizationEndpointURI())
        .state(visit.state())
        .nonce(visit.nonce())
        .codeChallenge(visit.verifier(), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /**
   * Who came back with that code.
   *
   * @throws IOException when the provider does not answer, or nothing that can be read
   */
  Answer answer(Visit visit, String code) throws IOException {
    try {
      AuthorizationCodeGrant grant =
          new AuthorizationCodeGrant(
              new AuthorizationCode(code), settings.back(), visit.verifier());
      TokenResponse response = OIDCTokenResponseParser.parse(send(token(grant)));
      if (!response.indicatesSuccess()) {
        return new Answer.Refused(
            "it takes the code for nothing: "
                + response.toErrorResponse().getErrorObject().getCode());
      }
      return somebody(visit, (OIDCTokenResponse) response.toSuccessResponse());
    } catch (BadJOSEException e) {
      return new Answer.Refused("its token is not believed: " + e.getMessage());
    } catch (JOSEException | ParseException e) {
      throw new IOException("its answer cannot be read: " + e.getMessage(), e);
    }
  }

  private TokenRequest token(AuthorizationCodeGrant grant) {
    return settings.secret().isEmpty()
        ? new TokenRequest.Builder(metadata.getTokenEndpointURI(), client(), grant).build()
        : new TokenRequest.Builder(
                metadata.getTokenEndpointURI(),
                new ClientSecretBasic(client(), new Secret(settings.secret())),
                grant)
            .build();
  }

  private Answer somebody(Visit visit, OIDCTokenResponse response)
      throws IOException, BadJOSEException, JOSEException, ParseException {
    IDTokenClaimsSet signed =
        validator.validate(response.getOIDCTokens().getIDToken(), visit.nonce());
    Map<String, Object> claims = new HashMap<>();
    if (!told(signed) && metadata.getUserInfoEndpointURI() != null) {
      UserInfoResponse info =
          UserInfoResponse.parse(
              send(
                  new UserInfoRequest(
                      metadata.getUserInfoEndpointURI(),
                      response.getOIDCTokens().getBearerAccessToken())));
      if (!info.indicatesSuccess() || info.toSuccessResponse().getUserInfo() == null) {
        return new Answer.Refused("it does not tell who its own token is about");
      }
      claims.putAll(info.toSuccessResponse().getUserInfo().toJSONObject());
      if (!signed.getSubject().getValue().equals(claims.get("sub"))) {
        return new Answer.Refused("it tells of somebody else than its token is about");
      }
    }
    claims.putAll(signed.toJSONObject());
    return new Answer.Somebody(claims);
  }

  private boolean told(IDTokenClaimsSet signed) {
    return signed.getClaim(settings.nameClaim()) != null
        && signed.getClaim(settings.groupsClaim()) != null;
  }

  private HTTPResponse send(Request request) throws IOException {
    HTTPRequest http = request.toHTTPRequest();
    prepare(http, tls);
    return http.send();
  }
}
