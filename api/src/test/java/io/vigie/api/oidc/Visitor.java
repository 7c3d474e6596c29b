package io.vigie.api.oidc;

import io.vigie.api.Client;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser that goes from Vigie to the provider, fills in its form, and comes back. */
final class Visitor {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private final Client vigie;
  private final URI question;

  /**
   * @param query of the first request, {@code ?screen=…}
   */
  Visitor(Client vigie, String query) {
    HttpResponse<String> sent = vigie.get("/api/v1/session/oidc" + query);
    this.vigie = vigie.with("Cookie", cookie(sent, "vigie-visit="));
    this.question = URI.create(sent.headers().firstValue("Location").orElseThrow());
  }

  String state() {
    return question.getRawQuery().replaceFirst(".*state=([^&]+).*", "$1");
  }

  /** Signs in at the provider; where it sends the browser then. */
  URI signIn(String name) {
    return signIn(question, name);
  }

  static URI signIn(URI question, String name) {
    HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    send(browser, HttpRequest.newBuilder(question).header("Accept", "text/html"));
    URI login = question.resolve("/login");
    String page = send(browser, HttpRequest.newBuilder(login)).body();
    Matcher csrf = CSRF.matcher(page);
    if (!csrf.find()) {
      throw new IllegalStateException("no form of a sign-in: " + page);
    }
    String form =
        "username=%s&password=%s&_csrf=%s"
            .formatted(name, encode(AuthorizationServer.PASSWORD), encode(csrf.group(1)));
    send(
        browser,
        HttpRequest.newBuilder(login)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
    HttpResponse<String> answer =
        send(browser, HttpRequest.newBuilder(question).header("Accept", "text/html"));
    return URI.create(answer.headers().firstValue("Location").orElseThrow());
  }

  HttpResponse<String> comeBack(URI back) {
    return vigie.get(back.getRawPath() + '?' + back.getRawQuery());
  }

  /** name=value of the cookie that an answer set and whose name begins so. */
  static String cookie(HttpResponse<?> answer, String prefix) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(set -> set.startsWith(prefix))
        .findFirst()
        .orElseThrow()
        .replaceFirst(";.*", "");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> send(HttpClient browser, HttpRequest.Builder request) {
    try {
      return browser.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
