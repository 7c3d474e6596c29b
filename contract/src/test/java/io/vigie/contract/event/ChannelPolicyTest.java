package io.vigie.contract.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.ticket.Channel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelPolicyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.org",
        "https://hooks.example.org:8443/vigie?queue=ops",
        "https://hooks.slack.com/services/{{secret}}",
        "https://[2001:db8::1]/x?token={{secret}}",
      })
  void addressesThatMayBeCalled(String address) {
    assertThatCode(() -> channel(address, false, "hook")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://hooks.example.org/|address must begin with https://; say plain",
        "ftp://hooks.example.org/|address must begin with https://",
        "https:hooks|address must have a host",
        "https://hooks.example.org/#x|address must have a host and no fragment",
        "https://zoe:hunter2@hooks.example.org/|address must have no name and password",
        "https://hunter2@hooks.example.org/ x|address is no URL",
        "https://{{secret}}.example.org/|address must have {{secret}} after its host only",
        "https://hooks.example.org:{{secret}}/|address",
      })
  void addressesThatMayNotAreRefusedWithoutTheirPasswords(String address, String why) {
    assertThatThrownBy(() -> channel(address, false, "hook"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void inTheClearOnlyWhereItIsSaid() {
    assertThatCode(() -> channel("http://127.0.0.1:8065/hooks/x", true, ""))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../shadow", "/etc/shadow", ".hidden", "a b", "a/b", "é"})
  void aSecretIsNamedByAFileOfTheFolderAndNoOther(String secret) {
    assertThatThrownBy(() -> channel("https://hooks.example.org/", false, secret))
        .hasMessageContaining("secret must be 1 to 100 of A-Z");
  }

  @Test
  void whatConcernsOneOfItsAppsConcernsIt() {
    assertThat(channel("https://hooks.example.org/", false, "").hears(List.of("any"))).isTrue();
    ChannelPolicy ofPay = of("https://hooks.example.org/", false, "", List.of("pay"));
    assertThat(ofPay.hears(List.of("erp", "pay"))).isTrue();
    assertThat(ofPay.hears(List.of("erp"))).isFalse();
  }

  @Test
  void aChannelIsNoPersonOfThatName() {
    Recipient person = new Recipient("ops", "ops@example.org", "en", "responsible");
    Recipient channel = new Recipient(Channel.CHAT, "ops", "", "en", "channel");
    assertThat(channel.key()).isNotEqualTo(person.key());
    assertThat(Recipient.isChannel(channel.key())).isTrue();
    assertThat(Recipient.isChannel(person.key())).isFalse();
  }

  private static ChannelPolicy channel(String address, boolean plain, String secret) {
    return of(address, plain, secret, List.of());
  }

  private static ChannelPolicy of(String address, boolean plain, String secret, List<String> apps) {
    return new ChannelPolicy(
        "ops",
        Channel.WEBHOOK,
        address,
        plain,
        secret,
        "",
        Map.of(),
        "",
        "en",
        apps,
        null,
        true,
        "zoe");
  }
}
