package io.vigie.api.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import io.vigie.contract.setting.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that lies, or hangs. */
class ProviderTest {
  private static final String SECRET = "a secret of thirty-two characters";

  @TempDir static Path folder;
  private static LyingProvider liar;
  private static Provider provider;

  @BeforeAll
  static void begin() throws Exception {
    liar = new LyingProvider();
    Files.writeString(folder.resolve("secret"), SECRET);
    provider = Provider.find(settings(Map.of()), null);
  }

  @AfterAll
  static void end() {
    liar.close();
  }

  private static OidcSettings settings(Map<String, String> other) {
    Map<String, String> variables =
        new HashMap<>(
            Map.of(
                "VIGIE_OIDC_ISSUER",
                liar.issuer(),
                "VIGIE_OIDC_CLIENT",
                "vigie",
                "VIGIE_OIDC_SECRET_FILE",
                folder.resolve("secret").toString(),
                "VIGIE_OIDC_CONSOLE",
                "https://vigie.example.org"));
    variables.putAll(other);
    return OidcSettings.from(new Environment(variables)).orElseThrow();
  }

  @Test
  void aTrueTokenIsBelieved() throws Exception {
    assertThat(answer(claims -> claims)).isInstanceOf(Provider.Answer.Somebody.class);
  }

  @Test
  void aTokenOfAnotherAudienceIssuerTimeOrVisitIsNotBelieved() throws Exception {
    assertRefused(answer(claims -> claims.audience("another")), "audience");
    assertRefused(answer(claims -> claims.issuer("https://another.example")), "issuer");
    assertRefused(
        answer(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600)))),
        "Expired");
    assertRefused(
        answer(claims -> claims.claim("nonce", Visit.begin("").nonce().getValue())), "nonce");
    assertRefused(answer(claims -> claims.claim("nonce", null)), "nonce");
  }

  @Test
  void aTokenThatTheProviderDidNotSignIsNotBelieved() throws Exception {
    Visit visit = Visit.begin("");
    JWTClaimsSet claims = liar.claims(visit).build();

    liar.gives(LyingProvider.signed(claims, new RSAKeyGenerator(2048).keyID("own").generate()));
    assertRefused(provider.answer(visit, "code"), "signature");
    liar.gives(LyingProvider.unsigned(claims));
    assertRefused(provider.answer(visit, "code"), "");
    liar.gives(LyingProvider.sealed(claims, SECRET.getBytes(StandardCharsets.UTF_8)));
    assertRefused(provider.answer(visit, "code"), "");
  }

  @Test
  void whatTheTokenDoesNotSayItsInfoDoesForTheSamePersonOnly() throws Exception {
    UnaryOperator<JWTClaimsSet.Builder> silent =
        claims -> claims.claim("groups", null).claim("preferred_username", null);

    liar.tells(Map.of("sub", "17", "preferred_username", "zoe"));
    Provider.Answer answer = answer(silent);
    assertThat(((Provider.Answer.Somebody) answer).claims())
        .containsEntry("preferred_username", "zoe");

    liar.tells(Map.of("sub", "18", "preferred_username", "boss"));
    assertRefused(answer(silent), "somebody else");
  }

  @Test
  void aProviderThatHangsIsLeftAfterFiveSeconds() {
    liar.hangs();
    Instant began = Instant.now();

    assertThatThrownBy(() -> provider.answer(Visit.begin(""), "code"))
        .isInstanceOf(IOException.class);
    assertThat(Instant.now()).isBefore(began.plusSeconds(20));
  }

  @Test
  void noSecretTravelsInPlainTextAndAWrongSettingIsNamed() {
    assertWrong("VIGIE_OIDC_ISSUER", "http://provider.example", "VIGIE_OIDC_ISSUER must be like");
    assertWrong("VIGIE_OIDC_CONSOLE", "http://vigie.example", "VIGIE_OIDC_CONSOLE must be like");
    assertWrong("VIGIE_OIDC_CONSOLE", "https://vigie.example/x", "without a path");
    assertWrong("VIGIE_OIDC_SCOPES", "profile", "VIGIE_OIDC_SCOPES must have openid");
    assertWrong("VIGIE_OIDC_ROLES", "ops=king", "VIGIE_OIDC_ROLES: a role must be one of");
  }

  @Test
  void anotherIssuerThanTheOneMeantIsNotSpokenTo() {
    assertThatThrownBy(
            () ->
                Provider.find(
                    settings(
                        Map.of(
                            "VIGIE_OIDC_ISSUER", liar.issuer().replace("127.0.0.1", "localhost"))),
                    null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("issuer");
  }

  private static void assertWrong(String variable, String value, String said) {
    assertThatThrownBy(() -> settings(Map.of(variable, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }

  private static void assertRefused(Provider.Answer answer, String why) {
    assertThat(answer).isInstanceOf(Provider.Answer.Refused.class);
    assertThat(((Provider.Answer.Refused) answer).why()).containsIgnoringCase(why);
  }

  private static Provider.Answer answer(UnaryOperator<JWTClaimsSet.Builder> lie) throws Exception {
    Visit visit = Visit.begin("");
    liar.gives(LyingProvider.signed(lie.apply(liar.claims(visit)).build(), liar.key()));
    return provider.answer(visit, "code");
  }
}
