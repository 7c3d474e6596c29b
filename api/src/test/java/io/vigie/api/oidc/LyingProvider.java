package io.vigie.api.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** A provider that answers what a test wants. */
final class LyingProvider implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final RSAKey key;
  private volatile Supplier<String> token = () -> "";
  private volatile Map<String, Object> info = Map.of();

  LyingProvider() throws IOException, JOSEException {
    key = new RSAKeyGenerator(2048).keyID("own").generate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    answer(
        "/.well-known/openid-configuration",
        () ->
            json(
                Map.of(
                    "issuer",
                    issuer(),
                    "authorization_endpoint",
                    issuer() + "/authorize",
                    "token_endpoint",
                    issuer() + "/token",
                    "userinfo_endpoint",
                    issuer() + "/info",
                    "jwks_uri",
                    issuer() + "/keys",
                    "response_types_supported",
                    new String[] {"code"},
                    "subject_types_supported",
                    new String[] {"public"},
                    "id_token_signing_alg_values_supported",
                    new String[] {"RS256", "HS256"})));
    answer("/keys", () -> new JWKSet(key.toPublicJWK()).toString());
    answer(
        "/token",
        () -> json(Map.of("access_token", "a", "token_type", "Bearer", "id_token", token.get())));
    answer("/info", () -> json(info));
    server.start();
  }

  private void answer(String path, Supplier<String> body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private static String json(Object value) {
    return Json.MAPPER.valueToTree(value).toString();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  RSAKey key() {
    return key;
  }

  void tells(Map<String, Object> userInfo) {
    info = userInfo;
  }

  void gives(String idToken) {
    token = () -> idToken;
  }

  /** Its token comes when it is closed. */
  void hangs() {
    token =
        () -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return "";
        };
  }

  /** All true, unless changed. */
  JWTClaimsSet.Builder claims(Visit visit) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .audience("vigie")
        .subject("17")
        .issueTime(new Date())
        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
        .claim("nonce", visit.nonce().getValue())
        .claim("preferred_username", "zoe")
        .claim("groups", new String[] {"ops"});
  }

  static String signed(JWTClaimsSet claims, RSAKey key) throws JOSEException {
    SignedJWT jwt =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("own").build(), claims);
    jwt.sign(new RSASSASigner(key));
    return jwt.serialize();
  }

  /** With a secret that both sides know. */
  static String sealed(JWTClaimsSet claims, byte[] secret) throws JOSEException {
    SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    jwt.sign(new MACSigner(secret));
    return jwt.serialize();
  }

  static String unsigned(JWTClaimsSet claims) {
    return new PlainJWT(claims).serialize();
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
