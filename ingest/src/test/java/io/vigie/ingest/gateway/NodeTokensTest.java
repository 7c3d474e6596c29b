package io.vigie.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.id.NodeId;
import io.vigie.ingest.Outage;
import io.vigie.ingest.gateway.NodeTokens.Verdict;
import io.vigie.ingest.recorder.Lab;
import io.vigie.store.Digest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class NodeTokensTest {
  private static final NodeId NODE = NodeId.parse("tokens/n1");

  private final Outage outage = new Outage("tokens", Level.WARN, () -> {});
  private final NodeTokens asksEachTime = new NodeTokens(Lab.database(), Duration.ZERO, outage);
  private final NodeTokens believes = new NodeTokens(Lab.database(), Duration.ofMinutes(1), outage);

  @AfterEach
  void close() {
    asksEachTime.close();
    believes.close();
  }

  @Test
  void aTokenThatWasReplacedOrTakenBackIsGoodNoMore() {
    give("first");
    assertThat(check(asksEachTime, "first")).isEqualTo(Verdict.GOOD);
    assertThat(check(believes, "first")).isEqualTo(Verdict.GOOD);

    give("second");

    assertThat(check(asksEachTime, "first")).isEqualTo(Verdict.UNKNOWN);
    assertThat(check(asksEachTime, "second")).isEqualTo(Verdict.GOOD);
    assertThat(check(believes, "second")).as("a new one is good at once").isEqualTo(Verdict.GOOD);
    assertThat(check(believes, "first")).isEqualTo(Verdict.UNKNOWN);

    Lab.update("DELETE FROM node_token WHERE node=?", NODE.toString());

    assertThat(check(asksEachTime, "second")).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void whileTheDatabaseIsAwayWhoWasKnownStaysKnownAndNobodyElseIsDecided() {
    give("token");
    assertThat(check(asksEachTime, "token")).isEqualTo(Verdict.GOOD);
    Lab.update("RENAME TABLE node_token TO node_token_away");
    try {
      assertThat(check(asksEachTime, "token")).isEqualTo(Verdict.GOOD);
      assertThat(check(asksEachTime, "other")).isEqualTo(Verdict.UNDECIDED);
      assertThat(check(believes, "token")).isEqualTo(Verdict.UNDECIDED);
      assertThat(outage.reason()).isPresent();
    } finally {
      Lab.update("RENAME TABLE node_token_away TO node_token");
    }
  }

  private static Verdict check(NodeTokens tokens, String token) {
    return tokens.check(NODE, token).join();
  }

  private static void give(String token) {
    Lab.update(
        "REPLACE INTO node_token (node, digest, made_by, created) VALUES (?, ?, 'test', 0)",
        NODE.toString(),
        Digest.of(token));
  }
}
