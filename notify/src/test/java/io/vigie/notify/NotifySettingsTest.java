package io.vigie.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.setting.Environment;
import io.vigie.notify.channel.ChannelSettings;
import io.vigie.notify.mail.MailSettings;
import io.vigie.notify.mail.MailSettings.Tls;
import io.vigie.notify.web.Networks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotifySettingsTest {
  @TempDir Path dir;

  @Test
  void aServerElsewhereIsTalkedToByStartTlsUnlessSaidOtherwise() throws Exception {
    Path secret = Files.writeString(dir.resolve("password"), "s3cret\n");
    NotifySettings settings =
        NotifySettings.from(
            with(
                "VIGIE_SMTP_USER",
                "vigie",
                "VIGIE_SMTP_PASSWORD_FILE",
                secret.toString(),
                "VIGIE_URL",
                "https://vigie.example.org/ha/"));
    MailSettings mail = settings.mail();
    assertThat(mail.tls()).isEqualTo(Tls.STARTTLS);
    assertThat(mail.port()).isEqualTo(587);
    assertThat(mail.password()).isEqualTo("s3cret");
    assertThat(mail.domain()).isEqualTo("example.org");
    assertThat(settings.console()).hasToString("https://vigie.example.org/ha");
    assertThat(settings.toString()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource({"tls,465", "none,25", "starttls,587"})
  void eachWayHasItsPort(String word, int port) {
    assertThat(NotifySettings.from(with("VIGIE_SMTP_TLS", word)).mail().port()).isEqualTo(port);
  }

  @Test
  void aServerOfThisMachineNeedsNoTls() {
    MailSettings mail = NotifySettings.from(with("VIGIE_SMTP_HOST", "127.0.0.1")).mail();
    assertThat(mail.tls()).isEqualTo(Tls.NONE);
    assertThat(mail.port()).isEqualTo(25);
  }

  @Test
  void withoutAHostThereIsNoMail() {
    assertThat(MailSettings.from(new Environment(Map.of()))).isEmpty();
    assertThat(NotifySettings.from(with("VIGIE_SMTP_HOST", "")).mail()).isNull();
  }

  @Test
  void channelsHaveTheirSecretsAndNetworks() {
    ChannelSettings channels =
        NotifySettings.from(
                with("VIGIE_SECRETS_DIR", dir.toString(), "VIGIE_ALLOWED_NETWORKS", "10.0.0.0/8"))
            .channels();
    assertThat(channels.secrets()).isEqualTo(dir);
    assertThat(channels.networks()).isEqualTo(Networks.parse("10.0.0.0/8"));
    assertThat(NotifySettings.from(with()).channels()).isEqualTo(ChannelSettings.NONE);
  }

  @Test
  void aPasswordNeverGoesElsewhereInTheClear() throws Exception {
    Path secret = Files.writeString(dir.resolve("password"), "s3cret");
    Environment clear =
        with(
            "VIGIE_SMTP_TLS", "none",
            "VIGIE_SMTP_USER", "vigie",
            "VIGIE_SMTP_PASSWORD_FILE", secret.toString());
    assertThatThrownBy(() -> NotifySettings.from(clear))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("VIGIE_SMTP_TLS=starttls or tls")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VIGIE_SMTP_TLS=ssl",
        "VIGIE_SMTP_HOST=mail:25/x",
        "VIGIE_SMTP_PORT=99999",
        "VIGIE_SMTP_PORT=0",
        "VIGIE_SMTP_CA=/nowhere/ca.pem",
        "VIGIE_MAIL_FROM=nobody",
        "VIGIE_MAIL_FROM=a@example.org, b@example.org",
        "VIGIE_FALLBACK_MAIL=nobody",
        "VIGIE_SECRETS_DIR=/nowhere",
        "VIGIE_ALLOWED_NETWORKS=10.0.0.0/8,inside",
        "VIGIE_CHANNEL_CA=/nowhere/ca.pem",
        "VIGIE_URL=javascript:alert(1)",
        "VIGIE_URL=https://zoe:s3cret@vigie.example.org",
        "VIGIE_URL=https://vigie.example.org/?x",
      })
  void whatIsWrongIsNamedWithItsVariable(String setting) {
    String name = setting.substring(0, setting.indexOf('='));
    String value = setting.substring(setting.indexOf('=') + 1);
    assertThatThrownBy(() -> NotifySettings.from(with(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"VIGIE_KAFKA", "VIGIE_MAIL_FROM"})
  void whatIsMissingIsNamed(String name) {
    assertThatThrownBy(() -> NotifySettings.from(with(name, "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name + " is not set");
  }

  private static Environment with(String... settings) {
    Map<String, String> all = new HashMap<>();
    all.put("VIGIE_KAFKA", "broker:9092");
    all.put("VIGIE_SMTP_HOST", "mail.invalid");
    all.put("VIGIE_MAIL_FROM", "Vigie <vigie@example.org>");
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return new Environment(all);
  }
}
