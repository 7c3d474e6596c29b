package io.vigie.notify.post;

import static io.vigie.notify.Told.down;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.event.Notification;
import io.vigie.contract.event.Recipient;
import io.vigie.contract.ticket.Channel;
import io.vigie.notify.Hook;
import io.vigie.notify.channel.Calls;
import io.vigie.notify.channel.Channels;
import io.vigie.notify.channel.Secrets;
import io.vigie.notify.text.Brief;
import io.vigie.notify.web.Networks;
import io.vigie.notify.web.Trusted;
import io.vigie.notify.web.Web;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process finds that starts late, over a real broker. */
class BacklogOfCallsTest {
  private static final Duration SOON = Duration.ofSeconds(120);

  /** Nobody listens there. */
  private static final String DEAD = "http://127.0.0.1:1/";

  @TempDir Path dir;

  @Test
  void afterARestartWhatWaitsForTheDeadKeepsNothingFromTheLiving() {
    try (Desk desk = Desk.open(dir);
        Hook hook = Hook.open();
        Web web =
            new Web(Networks.parse("127.0.0.0/8"), Trusted.with("", null), Duration.ofSeconds(3));
        Channels channels = desk.channels()) {
      for (int n = 0; n < 5; n++) {
        desk.says(policy("dead" + n, DEAD));
      }
      desk.says(policy("alive", "http://127.0.0.1:" + hook.port() + "/"));
      desk.tell(
          IntStream.range(0, 24_000)
              .mapToObj(n -> down("d" + n, "prod/web", to("dead" + n % 5)))
              .toArray(Notification[]::new));
      desk.tell(down("a1", "prod/web", to("alive")));
      Calls calls =
          new Calls(
              channels,
              new Secrets(null),
              web,
              new Brief(null, ZoneId.of("UTC")),
              InstantSource.system());
      try (Post post = desk.calls(calls, Duration.ZERO)) {
        await().atMost(SOON).until(() -> hook.calls.size() == 1);
        assertThat(post.leads()).isTrue();
      }
    }
  }

  @Test
  void whatPeopleTookBackIsNeverTakenAtItsWord() {
    try (Desk desk = Desk.open(dir)) {
      desk.says(policy("ops", "http://127.0.0.1/old"));
      desk.says(
          IntStream.range(0, 20_000)
              .mapToObj(n -> policy("other", "http://127.0.0.1/" + n))
              .toArray(ChannelPolicy[]::new));
      desk.says(policy("ops", "http://127.0.0.1/new"));
      try (Channels channels = desk.channels()) {
        Optional<ChannelPolicy> first = channels.known("ops");
        long deadline = System.nanoTime() + SOON.toNanos();
        while (first.isEmpty() && System.nanoTime() < deadline) {
          Thread.onSpinWait();
          first = channels.known("ops");
        }
        assertThat(first)
            .get()
            .extracting(ChannelPolicy::address)
            .isEqualTo("http://127.0.0.1/new");
      }
    }
  }

  private static Recipient to(String name) {
    return new Recipient(Channel.WEBHOOK, name, "", "en", "channel");
  }

  private static ChannelPolicy policy(String name, String address) {
    return new ChannelPolicy(
        name, Channel.WEBHOOK, address, true, "", "", null, "", "en", null, null, true, "zoe");
  }
}
