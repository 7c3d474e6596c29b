package io.vigie.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChatsTest {
  @Test
  void whatOthersWroteCallsNobodyAndLinksNowhere() {
    String said = Chats.plain("<!channel> @all <https://evil.example.org|console> a&b");
    assertThat(said).doesNotContain("<", ">", "@all").contains("&lt;!channel&gt;", "a&amp;b");
  }
}
