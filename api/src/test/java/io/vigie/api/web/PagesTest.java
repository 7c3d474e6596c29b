package io.vigie.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.api.Client;
import io.vigie.api.Lab;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
  private final Client stranger = Lab.get().client();
  private final Client admin = stranger.signedIn();

  @Test
  void aStrangerWhoAsksForTheConsoleIsLedToTheSignIn() {
    HttpResponse<String> answer = stranger.get("/");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue("/login");
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/login",
        "/assets/public/login.js",
        "/assets/public/i18n/fr.js",
        "/assets/public/favicon.svg",
        "/health/liveness"
      })
  void whatTheSignInNeedsIsPublic(String path) {
    assertThat(stranger.get(path).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/js/main.js",
        "/assets/v/x/js/main.js",
        "/webjars/lit/3.3.2/index.js",
        "/nothing/here"
      })
  void everythingElseOfTheConsoleIsNot(String path) {
    assertThat(stranger.get(path).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "/assets/js/main.js,text/javascript",
    "/assets/css/list.css,text/css",
    "/assets/public/favicon.svg,image/svg+xml",
    "/webjars/lit/3.3.2/index.js,text/javascript",
    "/webjars/lit__reactive-element/2.1.2/reactive-element.js,text/javascript",
    "/webjars/echarts/5.5.0/echarts.esm.min.mjs,text/javascript",
  })
  void everyFileHasItsType(String path, String type) {
    HttpResponse<String> answer = admin.get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
    assertThat(answer.body()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/js/absent.js",
        "/assets/../index.html",
        "/assets/%2e%2e/index.html",
        "/assets/js/..%2f..%2f..%2findex.html",
        "/assets/public/..%2f..%2findex.html",
        "/webjars/..%2f..%2f..%2fpublic/index.html",
        "/webjars/lit/3.3.2/",
        "/assets//js/main.js",
        "/assets/v/x/..%2f..%2findex.html",
      })
  void noPathLeadsOutOfItsFolder(String path) {
    assertThat(admin.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void whatABrowserHoldsIsNotSentAgain() {
    String etag = admin.get("/assets/js/main.js").headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again = admin.with("If-None-Match", etag).get("/assets/js/main.js");

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void thePageNamesItsFilesByTheirContentAndABrowserKeepsThem() {
    String page = admin.get("/").body();

    Matcher main = Pattern.compile("\"(/assets/v/[0-9a-f]{32}/)js/main.js\"").matcher(page);
    assertThat(main.find()).isTrue();
    assertThat(page).doesNotContain("\"/assets/js", "\"/assets/public");
    HttpResponse<String> table = admin.get(main.group(1) + "js/parts/data-table.js");
    assertThat(table.statusCode()).isEqualTo(200);
    assertThat(table.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    assertThat(table.body()).isEqualTo(admin.get("/assets/js/parts/data-table.js").body());
  }

  @Test
  void aPageOfAnOlderVersionGetsWhatThereIsNow() {
    HttpResponse<String> script = admin.get("/assets/v/0123456789abcdef/js/main.js");

    assertThat(script.statusCode()).isEqualTo(200);
    assertThat(script.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
  }

  @Test
  void thePolicyNamesTheImportMapOfThePageAsServed() throws Exception {
    HttpResponse<String> page = admin.get("/");

    String policy = policy(page);
    Matcher inline = Pattern.compile("<script[^>]*>([^<]+)</script>").matcher(page.body());
    assertThat(inline.find()).isTrue();
    String hash =
        Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(inline.group(1).getBytes(StandardCharsets.UTF_8)));
    assertThat(policy).contains("script-src 'self' 'sha256-" + hash + "';");
    assertThat(policy).startsWith("default-src 'none';").doesNotContain("unsafe");
    assertThat(inline.find()).as("a second inline script").isFalse();
  }

  @Test
  void theSignInHasAPolicyWithoutAnyInlineScript() {
    assertThat(policy(stranger.get("/login"))).contains("script-src 'self';");
  }

  private static String policy(HttpResponse<?> page) {
    return page.headers().firstValue("Content-Security-Policy").orElseThrow();
  }
}
