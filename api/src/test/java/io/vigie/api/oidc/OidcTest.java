package io.vigie.api.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Api;
import io.vigie.api.ApiSettings;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.contract.setting.Environment;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Spring's authorisation server, which demands PKCE; the browser is played. */
class OidcTest {
  @TempDir static Path folder;
  private static int providerPort;
  private static AuthorizationServer provider;
  private static Api api;
  private static Client vigie;

  @BeforeAll
  static void begin() throws Exception {
    providerPort = freePort();
    Files.writeString(folder.resolve("secret"), AuthorizationServer.SECRET + "\n");
    int port = freePort();
    provider =
        AuthorizationServer.start(providerPort, "http://127.0.0.1:" + port + OidcSettings.BACK);
    api = Api.start(settings(port, "vigie", true));
    vigie = new Client(api.uri());
  }

  @AfterAll
  static void end() {
    api.close();
    provider.close();
    TestDatabase.update("DELETE FROM person_group WHERE name='on-call'");
    TestDatabase.update("DELETE FROM person WHERE name IN ('zoe','yan')");
  }

  @BeforeEach
  void people() {
    AuthorizationServer.CLAIMS.clear();
    said("zoe", Map.of("groups", List.of("ops"), "name", "Zoé Martin", "email", "zoe@example.org"));
    said("yan", Map.of());
    said("admin", Map.of());
  }

  private static void said(String name, Map<String, Object> more) {
    Map<String, Object> claims = new HashMap<>(Map.of("preferred_username", name));
    claims.putAll(more);
    AuthorizationServer.CLAIMS.put(name, claims);
  }

  @Test
  void aPersonOfTheProviderIsMadeAtTheFirstSignInAndKeptAsItSaysAtEach() {
    Client zoe = signedIn("zoe");

    assertThat(zoe.json("/api/v1/session").get("role").asText()).isEqualTo("app-manager");
    JsonNode row = zoe.json("/api/v1/people/zoe");
    assertThat(row.get("fullName").asText()).isEqualTo("Zoé Martin");
    assertThat(row.get("mail").asText()).isEqualTo("zoe@example.org");
    assertThat(row.get("source").asText()).isEqualTo("oidc");
    assertThat(row.get("groups").toString()).isEqualTo("[\"on-call\"]");

    HttpResponse<String> own =
        zoe.with("x-vigie-request", "1")
            .send("PUT", "/api/v1/session/password", "{\"old\":\"x\",\"new\":\"a new password\"}");
    assertThat(own.statusCode()).isEqualTo(409);
    assertThat(own.body()).contains("you have no password here");

    said("zoe", Map.of("groups", List.of("bosses")));
    Client later = signedIn("zoe");

    assertThat(later.json("/api/v1/session").get("role").asText()).isEqualTo("administrator");
    assertThat(later.json("/api/v1/people/zoe").get("groups")).isEmpty();
  }

  @Test
  void theScreenThatWasAskedForIsShownAfterwards() {
    Visitor visitor = new Visitor(vigie, "?screen=%23%2Fservices%3Fq%3Davail%253Ddown");

    HttpResponse<String> answer = visitor.comeBack(visitor.signIn("zoe"));

    assertThat(answer.headers().firstValue("Refresh"))
        .contains("0; url=/#/services?q=avail%3Ddown");
  }

  @Test
  void aNameThatVigieKnowsItselfIsNobodysElse() {
    assertThat(refusal("admin")).isEqualTo("/login?why=refused");
  }

  @Test
  void whoIsDisabledStaysDisabled() {
    TestDatabase.update(
        "REPLACE INTO person (name,role,disabled,created,password_changed)"
            + " VALUES ('yan','operator',TRUE,0,0)");

    assertThat(refusal("yan")).isEqualTo("/login?why=refused");

    TestDatabase.update("UPDATE person SET disabled=FALSE WHERE name='yan'");
    assertThat(signedIn("yan").json("/api/v1/session").get("user").asText()).isEqualTo("yan");
  }

  @Test
  void aNameThatWasSomebodysStaysTheirs() {
    signedIn("yan");
    said("zoe", Map.of("preferred_username", "yan"));

    assertThat(refusal("zoe")).isEqualTo("/login?why=refused");
  }

  @Test
  void aNameOfTheDirectoryIsNobodysElse() {
    TestDatabase.update(
        "REPLACE INTO person (name,role,source,created,password_changed)"
            + " VALUES ('yan','operator','ldap',0,0)");

    assertThat(refusal("yan")).isEqualTo("/login?why=refused");

    TestDatabase.update("DELETE FROM person WHERE name='yan'");
  }

  @Test
  void aGroupThatOnlyLooksLikeAnotherMakesNobodyGreater() {
    said("yan", Map.of("groups", List.of("x=bosses", "Bosses", "cn=bosses,dc=example")));

    assertThat(signedIn("yan").json("/api/v1/session").get("role").asText()).isEqualTo("viewer");
  }

  @Test
  void aNameThatVigieCannotTakeAndWhatTheProviderRefusesLeadBackToTheSignIn() {
    said("yan", Map.of("preferred_username", "y:an"));
    assertThat(refusal("yan")).isEqualTo("/login?why=refused");

    Visitor visitor = new Visitor(vigie, "");
    assertThat(
            visitor
                .comeBack(
                    URI.create(OidcSettings.BACK + "?error=access_denied&state=" + visitor.state()))
                .headers()
                .firstValue("Location"))
        .contains("/login?why=refused");
  }

  @Test
  void whoHasNoNameThereIsNobody() {
    assertThat(refusal("nameless")).isEqualTo("/login?why=refused");
  }

  @Test
  void onlyTheBrowserThatWentComesBack() {
    Visitor visitor = new Visitor(vigie, "");
    URI back = visitor.signIn("zoe");

    HttpResponse<String> other = vigie.get(back.getRawPath() + '?' + back.getRawQuery());
    HttpResponse<String> forged =
        visitor.comeBack(URI.create(back.toString().replaceFirst("state=[^&]+", "state=forged")));

    assertThat(other.headers().firstValue("Location")).contains("/login?why=late");
    assertThat(forged.headers().firstValue("Location")).contains("/login?why=late");
    assertThat(forged.headers().allValues("Set-Cookie")).noneMatch(set -> set.startsWith("vigie="));
  }

  @Test
  void aCodeIsGoodOnceAndForWhoBeganOnly() {
    Visitor visitor = new Visitor(vigie, "");
    URI back = visitor.signIn("zoe");
    assertThat(visitor.comeBack(back).statusCode()).isEqualTo(200);

    assertThat(visitor.comeBack(back).headers().firstValue("Location"))
        .contains("/login?why=refused");
    Visitor thief = new Visitor(vigie, "");
    String stolen =
        new Visitor(vigie, "").signIn("zoe").getRawQuery().replaceFirst(".*code=([^&]+).*", "$1");
    assertThat(
            thief
                .comeBack(
                    URI.create(OidcSettings.BACK + "?code=" + stolen + "&state=" + thief.state()))
                .headers()
                .firstValue("Location"))
        .as("without its verifier")
        .contains("/login?why=refused");
  }

  @Test
  void aClientWithoutASecretIsServedToo() throws IOException {
    int port = URI.create(api.uri().toString()).getPort();
    Provider other = Provider.find(settings(port, "vigie-public", false).oidc(), null);
    Visit visit = Visit.begin("");
    String code =
        Visitor.signIn(other.question(visit), "zoe")
            .getRawQuery()
            .replaceFirst(".*code=([^&]+).*", "$1");

    assertThat(other.answer(visit, code)).isInstanceOf(Provider.Answer.Somebody.class);
  }

  @Test
  void whileTheProviderIsAwayThoseOfVigieSignIn() throws IOException {
    try (Api alone =
        Api.start(
            settings(freePort(), "vigie", true)
                .withOidc(oidc(freePort(), freePort(), "vigie", true)))) {
      Client client = new Client(alone.uri());

      assertThat(client.get("/api/v1/session/oidc").headers().firstValue("Location"))
          .contains("/login?why=away");
      assertThat(client.signIn("admin", Lab.PASSWORD).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void thePageOfTheSignInKnowsTheWay() {
    assertThat(vigie.json("/api/v1/session/ways").get("provider").asText()).isEqualTo("Example");
    assertThat(
            new Client(Lab.get().api().uri())
                .json("/api/v1/session/ways")
                .path("provider")
                .asText())
        .isEmpty();
  }

  private static Client signedIn(String name) {
    Visitor visitor = new Visitor(vigie, "");
    HttpResponse<String> answer = visitor.comeBack(visitor.signIn(name));
    assertThat(answer.statusCode()).as(answer.headers().toString()).isEqualTo(200);
    return vigie.with("Cookie", Visitor.cookie(answer, "vigie="));
  }

  private static String refusal(String name) {
    Visitor visitor = new Visitor(vigie, "");
    return visitor.comeBack(visitor.signIn(name)).headers().firstValue("Location").orElseThrow();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static ApiSettings settings(int port, String client, boolean secret) {
    return Lab.get()
        .settings("oidc")
        .withListener("127.0.0.1", port, null, null)
        .withAdminPassword(Lab.PASSWORD)
        .withOidc(oidc(providerPort, port, client, secret));
  }

  private static OidcSettings oidc(int issuer, int port, String client, boolean secret) {
    Map<String, String> variables =
        new HashMap<>(
            Map.of(
                "VIGIE_OIDC_ISSUER",
                "http://127.0.0.1:" + issuer,
                "VIGIE_OIDC_CLIENT",
                client,
                "VIGIE_OIDC_CONSOLE",
                "http://127.0.0.1:" + port,
                "VIGIE_OIDC_LABEL",
                "Example",
                "VIGIE_OIDC_ROLES",
                "ops=app-manager;bosses=administrator",
                "VIGIE_OIDC_GROUPS",
                "ops=on-call"));
    if (secret) {
      variables.put("VIGIE_OIDC_SECRET_FILE", folder.resolve("secret").toString());
    }
    return OidcSettings.from(new Environment(variables)).orElseThrow();
  }
}
