package io.vigie.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.agent.action.Verb;
import io.vigie.agent.config.RequestConf;
import io.vigie.contract.event.ActionRequest;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.wire.RequestKey;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DoorTest {
  private static final KeyPair PAIR = RequestKey.make();
  private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
  private static final Door DOOR =
      new Door(
          new NodeId("prod", "n1"),
          new RequestConf(Set.of(Verb.STOP, Verb.START), Path.of("request.pub")),
          List.of(PAIR.getPublic()));

  @Test
  void whatTheCollectorAsksInTimeForTheFirstTimeIsDone() {
    Door.Verdict verdict = DOOR.check(request("start", NOW, 120, 8), 7, NOW.plusSeconds(120));
    assertThat(verdict).isEqualTo(new Door.Verdict(true, ""));
  }

  static Stream<Arguments> bad() {
    ActionRequest good = request("start", NOW, 120, 8);
    return Stream.of(
        Arguments.of(good.signed(""), 7, 0, false, "its signature is not the collector's"),
        Arguments.of(
            signed(RequestKey.make().getPrivate(), "n1", "start", NOW, 120, 8),
            7,
            0,
            false,
            "its signature is not the collector's"),
        Arguments.of(
            signed(PAIR.getPrivate(), "n2", "start", NOW, 120, 8),
            7,
            0,
            false,
            "it is for node prod/n2"),
        Arguments.of(
            good, 8, 0, false, "it came before: its counter is 8, the last one here was 8"),
        Arguments.of(
            good, 9, 0, false, "it came before: its counter is 8, the last one here was 9"),
        Arguments.of(
            good, 7, 121, true, "it expired at 2026-11-30T08:02:00Z, now is 2026-11-30T08:02:01Z"),
        Arguments.of(good, 7, -61, true, "it was issued at 2026-11-30T08:00:00Z, but now is"),
        Arguments.of(
            request("freeze", NOW, 120, 8),
            7,
            0,
            true,
            "freeze is not allowed on request here; [requests] allows start, stop"),
        Arguments.of(
            request("sh -c reboot", NOW, 120, 8), 7, 0, true, "sh -c reboot is not allowed"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void anythingElseIsRefusedWithItsReason(
      ActionRequest request, long counter, int seconds, boolean genuine, String why) {
    Door.Verdict verdict = DOOR.check(request, counter, NOW.plusSeconds(seconds));
    assertThat(verdict.genuine()).isEqualTo(genuine);
    assertThat(verdict.refusal()).startsWith(why);
  }

  private static ActionRequest request(String action, Instant issued, int seconds, long counter) {
    return signed(PAIR.getPrivate(), "n1", action, issued, seconds, counter);
  }

  private static ActionRequest signed(
      PrivateKey key, String node, String action, Instant issued, int seconds, long counter) {
    return RequestKey.sign(
        key,
        new ActionRequest(
            "a-1",
            "r-1",
            new NodeId("prod", node),
            "web",
            action,
            List.of(),
            List.of(),
            List.of(),
            "zoe",
            issued,
            issued.plusSeconds(seconds),
            counter,
            ""));
  }
}
