package io.vigie.api.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldif.LDIFException;
import com.unboundid.util.ssl.PEMFileKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import io.micronaut.http.exceptions.HttpStatusException;
import io.vigie.api.Api;
import io.vigie.api.ApiSettings;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.contract.setting.Environment;
import io.vigie.embedded.SelfSigned;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a directory that speaks LDAP over sockets, with TLS. */
class LdapTest {
  private static final String PASSWORD = "zoe's password";
  private static final String ZOE = "uid=zoe,ou=people,dc=example,dc=org";

  @TempDir static Path folder;
  private static SelfSigned certificate;
  private static InMemoryDirectoryServer directory;
  private static Api api;
  private static Client stranger;

  @BeforeAll
  static void begin() throws Exception {
    certificate = SelfSigned.make(folder);
    Files.writeString(folder.resolve("bind-password"), "service secret\n");
    SSLUtil keys =
        new SSLUtil(
            new PEMFileKeyManager(certificate.cert().toFile(), certificate.key().toFile()), null);
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
    config.setSchema(null);
    config.addAdditionalBindCredentials("cn=vigie", "service secret");
    config.setAuthenticationRequiredOperationTypes(OperationType.SEARCH);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig(
            "starttls", loopback, 0, keys.createSSLSocketFactory()),
        InMemoryListenerConfig.createLDAPSConfig(
            "ldaps", loopback, 0, keys.createSSLServerSocketFactory(), null));
    directory = new InMemoryDirectoryServer(config);
    directory.startListening();
    fill();
    api = Api.start(settings("ldaps", Map.of()));
    stranger = new Client(api.uri());
  }

  private static void fill() throws LDAPException, LDIFException {
    directory.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
    directory.add("dn: ou=people,dc=example,dc=org", "objectClass: organizationalUnit");
    directory.add("dn: ou=groups,dc=example,dc=org", "objectClass: organizationalUnit");
    directory.add(
        "dn: cn=night,ou=groups,dc=example,dc=org", "objectClass: groupOfNames", "member: " + ZOE);
    directory.add(
        "dn: " + ZOE,
        "objectClass: inetOrgPerson",
        "cn: Zoé Martin",
        "mail: zoe@example.org",
        "memberOf: cn=Ops,ou=groups,dc=example,dc=org",
        "userPassword: " + PASSWORD);
    for (String name : List.of("yan", "admin")) {
      directory.add(
          "dn: uid=" + name + ",ou=people,dc=example,dc=org",
          "objectClass: inetOrgPerson",
          "cn: " + name,
          "userPassword: " + PASSWORD);
    }
  }

  @AfterAll
  static void end() {
    api.close();
    directory.shutDown(true);
    TestDatabase.update("DELETE FROM person_group WHERE name='on-call'");
    TestDatabase.update("DELETE FROM person WHERE name IN ('zoe','yan')");
  }

  @Test
  void aPersonOfTheDirectoryIsMadeAtTheFirstSignInAndKeptAsItSaysAtEach() throws Exception {
    Client zoe = signedIn("ZOE");

    assertThat(zoe.json("/api/v1/session").get("user").asText())
        .as("as the directory writes it")
        .isEqualTo("zoe");
    assertThat(zoe.json("/api/v1/session").get("role").asText()).isEqualTo("app-manager");
    JsonNode row = zoe.json("/api/v1/people/zoe");
    assertThat(row.get("fullName").asText()).isEqualTo("Zoé Martin");
    assertThat(row.get("mail").asText()).isEqualTo("zoe@example.org");
    assertThat(row.get("source").asText()).isEqualTo("ldap");
    assertThat(row.get("groups").toString()).isEqualTo("[\"on-call\"]");

    directory.modify(
        ZOE,
        new Modification(
            ModificationType.REPLACE, "memberOf", "cn=bosses,ou=groups,dc=example,dc=org"));
    Client later = signedIn("zoe");
    JsonNode now = later.json("/api/v1/people/zoe");

    assertThat(later.json("/api/v1/session").get("role").asText()).isEqualTo("administrator");
    assertThat(now.get("groups")).isEmpty();
    assertThat(
            later
                .with("x-vigie-request", "1")
                .send("PUT", "/api/v1/people/zoe", "{\"password\":\"another password\"}")
                .statusCode())
        .as("the directory keeps the password")
        .isEqualTo(409);
    assertThat(
            later
                .with("x-vigie-request", "1")
                .send("PUT", "/api/v1/session/password", "{\"old\":\"x\",\"new\":\"y\"}")
                .statusCode())
        .isEqualTo(409);
    directory.modify(
        ZOE,
        new Modification(
            ModificationType.REPLACE, "memberOf", "cn=Ops,ou=groups,dc=example,dc=org"));
  }

  @Test
  void whatIsTypedFindsNobodyElse() {
    assertThat(stranger.signIn("yan", "not the password").statusCode()).isEqualTo(401);
    assertThat(stranger.signIn("yan", "").statusCode()).as("no password").isEqualTo(401);
    for (String typed : List.of("*", "y*", "yan)(uid=*", "yan,ou=people", "")) {
      assertThat(stranger.signIn(typed, PASSWORD).statusCode()).as(typed).isEqualTo(401);
    }
    assertThat(stranger.signIn("admin", PASSWORD).statusCode())
        .as("a name that Vigie knows itself")
        .isEqualTo(401);
    assertThat(stranger.signIn("ADMIN", PASSWORD).statusCode()).as("in any case").isEqualTo(401);
  }

  @Test
  void whoIsDisabledStaysDisabled() {
    TestDatabase.update(
        "REPLACE INTO person (name,role,disabled,created,password_changed)"
            + " VALUES ('yan','operator',TRUE,0,0)");

    assertThat(stranger.signIn("yan", PASSWORD).statusCode()).isEqualTo(401);

    TestDatabase.update("UPDATE person SET disabled=FALSE WHERE name='yan'");
    assertThat(stranger.signIn("yan", PASSWORD).statusCode()).isEqualTo(200);
  }

  @Test
  void aNameThatSomebodyOfAProviderHasIsNobodysElse() {
    TestDatabase.update(
        "REPLACE INTO person (name,role,source,subject,created,password_changed)"
            + " VALUES ('yan','operator','oidc','17',0,0)");

    assertThat(stranger.signIn("yan", PASSWORD).statusCode()).isEqualTo(401);

    TestDatabase.update("DELETE FROM person WHERE name='yan'");
  }

  @Test
  void whileTheDirectoryIsAwayThoseOfVigieSignInAndOthersAreToldWhy() {
    int port = directory.getListenPort("ldaps");
    directory.shutDown("ldaps", true);
    try {
      HttpResponse<String> answer = stranger.signIn("zoe", PASSWORD);

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("the directory of people does not answer");
      assertThat(stranger.signIn("admin", Lab.PASSWORD).statusCode()).isEqualTo(200);
    } finally {
      restart(port);
    }
    signedIn("zoe");
  }

  private static void restart(int port) {
    try {
      directory.startListening("ldaps");
      assertThat(directory.getListenPort("ldaps")).isEqualTo(port);
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aDirectoryThatSaysNothingIsLeftAfterSeconds() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      for (String scheme : List.of("ldaps", "ldap")) {
        LdapDirectory other =
            new LdapDirectory(
                settings(
                    "ldaps",
                    Map.of("VIGIE_LDAP_URL", scheme + "://localhost:" + silent.getLocalPort())));
        assertTimeoutPreemptively(
            Duration.ofSeconds(30),
            () ->
                assertThatThrownBy(() -> other.find("zoe", PASSWORD))
                    .as(scheme)
                    .isInstanceOf(HttpStatusException.class));
      }
    }
  }

  @Test
  void startTlsIsTlsTooAndGroupsMayNameTheirMembers() {
    LdapDirectory other =
        new LdapDirectory(
            settings(
                "starttls",
                Map.of(
                    "VIGIE_LDAP_GROUP_BASE", "ou=groups,dc=example,dc=org",
                    "VIGIE_LDAP_ROLES", "night=operator")));

    assertThat(other.find("zoe", PASSWORD).orElseThrow().role().orElseThrow().wire())
        .isEqualTo("operator");
  }

  @Test
  void aDirectoryWhoseCertificateNobodySignedIsNotSpokenTo() {
    for (String listener : List.of("ldaps", "starttls")) {
      LdapDirectory other = new LdapDirectory(settings(listener, Map.of("VIGIE_LDAP_CA", "")));

      assertThatThrownBy(() -> other.find("zoe", PASSWORD))
          .as(listener)
          .isInstanceOf(HttpStatusException.class);
    }
  }

  @Test
  void noPasswordTravelsInPlainText() {
    assertThatThrownBy(
            () ->
                settings(
                    "starttls",
                    Map.of(
                        "VIGIE_LDAP_URL", "ldap://directory.example",
                        "VIGIE_LDAP_TLS", "none")))
        .hasMessageContaining("VIGIE_LDAP_TLS=none goes with ldap:// to the loopback address only");
  }

  private static Client signedIn(String name) {
    HttpResponse<String> answer = stranger.signIn(name, PASSWORD);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return stranger.with("Cookie", Client.cookie(answer));
  }

  private static ApiSettings settings(String listener, Map<String, String> other) {
    Map<String, String> variables = new HashMap<>();
    String scheme = listener.equals("ldaps") ? "ldaps" : "ldap";
    variables.put("VIGIE_LDAP_URL", scheme + "://localhost:" + directory.getListenPort(listener));
    variables.put("VIGIE_LDAP_CA", certificate.cert().toString());
    variables.put("VIGIE_LDAP_BASE", "ou=people,dc=example,dc=org");
    variables.put("VIGIE_LDAP_BIND_DN", "cn=vigie");
    variables.put("VIGIE_LDAP_BIND_PASSWORD_FILE", folder.resolve("bind-password").toString());
    variables.put(
        "VIGIE_LDAP_ROLES", "ops=app-manager;cn=bosses,ou=groups,dc=example,dc=org=administrator");
    variables.put("VIGIE_LDAP_GROUPS", "ops=on-call");
    variables.putAll(other);
    return Lab.get()
        .settings("ldap")
        .withAdminPassword(Lab.PASSWORD)
        .withLdap(LdapSettings.from(new Environment(variables)).orElseThrow());
  }
}
