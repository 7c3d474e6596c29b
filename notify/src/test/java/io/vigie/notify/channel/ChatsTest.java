package io.vigie.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.ticket.Cause;
import io.vigie.contract.ticket.Channel;
import io.vigie.notify.Told;
import io.vigie.notify.text.Brief;
import java.net.URI;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatsTest {
  private static final Recipient OPS = new Recipient(Channel.CHAT, "ops", "", "en", "channel");
  private final Bodies bodies =
      new Bodies(new Brief(URI.create("https://vigie.example.org"), ZoneId.of("UTC")));

  @Test
  void whatOthersWroteCallsNobodyAndLinksNowhere() {
    String said =
        Chats.plain(
            "<!channel> @all <https://evil.example.org|console> a&b [console](/evil)"
                + " http://evil.example.org WWW.evil.example.org mailto:zoe");
    assertThat(said)
        .doesNotContain("<", ">", "@all", "://", "](", "WWW.", "mailto:")
        .contains("&lt;!channel&gt;", "a&amp;b");
    assertThat(said.replace("\u200b", "")).contains("[console](/evil) http://evil.example.org");
  }

  @Test
  void onlyTheConsolesOwnLinkIsOne() {
    Map<String, String> facts = Map.of("summary", "see https://evil.example.org/");
    String body =
        bodies.of(
            channel(),
            Told.message(
                OPS,
                Told.of(
                    "n1",
                    Cause.RAISED,
                    Told.alert("custom:prod/web:queue", Severity.ERROR, facts),
                    null,
                    OPS)));
    assertThat(body)
        .contains("https://vigie.example.org/#/alerts/custom%3Aprod%2Fweb%3Aqueue")
        .contains("evil.example.org")
        .doesNotContain("https://evil");
  }

  @ParameterizedTest
  @CsvSource({"en, Vigie reaches this channel", "fr, Vigie atteint ce canal"})
  void aTestSpeaksOfTheChannelAndNotOfMail(String language, String words) {
    Recipient to = new Recipient(Channel.CHAT, "ops", "", language, "channel");
    assertThat(bodies.of(channel(), Told.message(to, Told.test("t1", to))))
        .contains(words)
        .doesNotContain("mail", "courriel");
  }

  private static ChannelPolicy channel() {
    return new ChannelPolicy(
        "ops",
        Channel.CHAT,
        "https://chat.example.org/",
        false,
        "",
        "",
        null,
        "",
        "en",
        null,
        null,
        true,
        "zoe");
  }
}
