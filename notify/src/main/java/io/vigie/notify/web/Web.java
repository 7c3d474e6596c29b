package io.vigie.notify.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Calls others by HTTP, and trusts none of them: addresses inside are not called, redirects not
 * followed, a call takes so long at most and reads so much, and each connects anew.
 */
public final class Web implements AutoCloseable {
  /** Of an answer, the rest is not read. */
  public static final int MOST_BYTES = 64 * 1024;

  /** Of all channels together. */
  private static final int MOST_CONNECTIONS = 200;

  private final Duration patience;
  private final int most;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "notify-web-watch");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param tls whose certificates are trusted
   * @param patience how long a call takes at most, whole
   */
  public Web(Networks networks, SSLContext tls, Duration patience) {
    this(networks, tls, patience, MOST_BYTES);
  }

  /**
   * @param most bytes of an answer that are read
   */
  public Web(Networks networks, SSLContext tls, Duration patience, int most) {
    this.patience = patience;
    this.most = most;
    Timeout wait = Timeout.of(patience);
    client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new Doors(networks))
                    .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                    .setMaxConnTotal(MOST_CONNECTIONS)
                    .setMaxConnPerRoute(MOST_CONNECTIONS)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(wait)
                            .setSocketTimeout(wait)
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(wait)
                    .setResponseTimeout(wait)
                    .build())
            // the addresses of a proxy's are not ours to check
            .setRoutePlanner(new DefaultRoutePlanner(null))
            .setConnectionReuseStrategy((request, response, context) -> false)
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .setUserAgent("Vigie")
            .build();
  }

  /**
   * An answer, whatever it says.
   *
   * @param body what was read of it
   * @param retryAfter seconds; 0 where it says nothing of it
   */
  public record Answer(int status, String body, long retryAfter) {}

  /**
   * @param body JSON; null for none
   * @throws IOException when there is no whole answer, with a reason for a person and without the
   *     address, which may have a secret in it
   */
  public Answer call(String method, URI address, Map<String, String> headers, String body)
      throws IOException {
    HttpUriRequestBase request = new HttpUriRequestBase(method, address);
    headers.forEach(request::setHeader);
    if (body != null) {
      request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
    }
    AtomicBoolean late = new AtomicBoolean();
    Future<?> end =
        watch.schedule(
            () -> {
              late.set(true);
              request.cancel();
            },
            patience.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      return answer(request);
    } catch (IOException e) {
      throw new IOException(
          late.get() ? "no whole answer within " + patience.toSeconds() + " s" : Faults.of(e), e);
    } catch (HttpException e) {
      throw new IOException("this is no address to call", e);
    } finally {
      end.cancel(false);
    }
  }

  private Answer answer(HttpUriRequestBase request) throws IOException, HttpException {
    ClassicHttpResponse response =
        client.executeOpen(RoutingSupport.determineHost(request), request, null);
    try {
      InputStream content = response.getEntity() == null ? null : response.getEntity().getContent();
      String body = content == null ? "" : read(content);
      return new Answer(response.getCode(), body, retryAfter(response));
    } finally {
      // to close it is to read what is left, which may never end
      request.cancel();
    }
  }

  private String read(InputStream content) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] some = new byte[8_192];
    int count;
    while (all.size() < most && (count = content.read(some)) >= 0) {
      all.write(some, 0, Math.min(count, most - all.size()));
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /** Moments in it are not read: nobody's clock is trusted. */
  private static long retryAfter(ClassicHttpResponse response) {
    Header header = response.getFirstHeader("Retry-After");
    String value = header == null || header.getValue() == null ? "" : header.getValue().strip();
    return value.matches("\\d{1,9}") ? Long.parseLong(value) : 0;
  }

  @Override
  public void close() {
    watch.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }
}
