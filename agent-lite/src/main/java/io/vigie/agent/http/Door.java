package io.vigie.agent.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** One address of a collector. Over TLS with certificate and name checked, or to this machine. */
public final class Door {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int CONNECT_MILLIS = 10_000;
  private static final int LONGEST_ANSWER = 1 << 20;
  private static final int LONGEST_SAID = 200;

  private final URI base;
  private final SSLSocketFactory trust;
  private final int patienceMillis;

  /**
   * @param ca PEM certificates its own is checked against; null: those Java trusts
   * @param patience how long an answer may take
   * @throws IOException when these cannot be used
   */
  public Door(URI base, Path ca, Duration patience) throws IOException {
    this.base = base;
    this.trust = ca == null ? null : trust(ca);
    this.patienceMillis = Math.toIntExact(patience.toMillis());
  }

  /** What came back. */
  public record Reply(int status, String body, String retryAfter) {}

  /** What a problem of RFC 9457 says; of anything else its beginning. */
  public static String detail(Reply reply) {
    try {
      String detail = Json.MAPPER.readTree(reply.body()).path("detail").asText();
      if (!detail.isEmpty()) {
        return detail;
      }
    } catch (JsonProcessingException e) {
      // a proxy's page, say
    }
    String text = reply.body().replaceAll("[\\p{Cntrl}\\s]+", " ");
    return text.substring(0, Math.min(LONGEST_SAID, text.length()));
  }

  /**
   * @throws IllegalArgumentException unless it is https://host[:port], or http:// to this machine
   */
  public static URI address(String text) {
    String rule = "must be https://host or https://host:port, or http:// to 127.0.0.1";
    URI uri;
    try {
      uri = URI.create(text.strip().replaceFirst("/$", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(rule + "; got \"" + text + '"', e);
    }
    boolean bare =
        uri.getHost() != null
            && uri.getRawUserInfo() == null
            && uri.getRawPath().isEmpty()
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null;
    boolean safe =
        "https".equals(uri.getScheme())
            || "http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost());
    if (!bare || !safe) {
      throw new IllegalArgumentException(rule + "; got \"" + text + '"');
    }
    return uri;
  }

  /**
   * @throws IOException when there was no answer, see {@link HttpTrouble}
   */
  public Reply post(String path, Map<String, String> headers, byte[] body) throws IOException {
    HttpURLConnection call = (HttpURLConnection) base.resolve(path).toURL().openConnection();
    if (call instanceof HttpsURLConnection secure && trust != null) {
      secure.setSSLSocketFactory(trust);
    }
    call.setRequestMethod("POST");
    call.setInstanceFollowRedirects(false);
    call.setConnectTimeout(CONNECT_MILLIS);
    call.setReadTimeout(patienceMillis);
    call.setDoOutput(true);
    call.setFixedLengthStreamingMode(body.length);
    headers.forEach(call::setRequestProperty);
    try (OutputStream out = call.getOutputStream()) {
      out.write(body);
    }
    int status = call.getResponseCode();
    String retryAfter = call.getHeaderField("Retry-After");
    return new Reply(status, text(call, status), retryAfter == null ? "" : retryAfter);
  }

  private static String text(HttpURLConnection call, int status) throws IOException {
    // read to its end, or the connection cannot be used again
    try (InputStream in = status < 400 ? call.getInputStream() : call.getErrorStream()) {
      return in == null
          ? ""
          : new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8).strip();
    }
  }

  private static SSLSocketFactory trust(Path ca) throws IOException {
    try (InputStream in = Files.newInputStream(ca)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca" + number++, each);
      }
      if (number == 0) {
        throw new IOException(ca + " has no certificate; it must be PEM");
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException(ca + " cannot be used, it must be PEM certificates: " + e, e);
    }
  }
}
