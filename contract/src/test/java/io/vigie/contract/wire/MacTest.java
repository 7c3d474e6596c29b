package io.vigie.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MacTest {
  private static final byte[] MASTER = "a master key of 32 bytes or more".getBytes(UTF_8);
  private static final byte[] NODE = Mac.nodeKey(MASTER, "prod/n1", 1);
  private static final Stamp STAMP =
      new Stamp(new Order(1795507200, 7), Instant.ofEpochMilli(1795507200123L), "a1b2");
  private static final byte[] VALUE = "{\"a\":1}".getBytes(UTF_8);

  private final Mac mac = Mac.withKey(NODE);
  private final String signature = mac.sign("topic", "key", STAMP, VALUE);

  @Test
  void whatANodeSignedIsVerifiedWithItsKeyOnly() {
    assertThat(signature).matches("[0-9a-f]{64}");
    assertThat(mac.verify("topic", "key", STAMP, VALUE, signature)).isTrue();
    for (byte[] other :
        new byte[][] {
          Mac.nodeKey(MASTER, "prod/n2", 1), Mac.nodeKey(MASTER, "prod/n1", 2), MASTER
        }) {
      assertThat(Mac.withKey(other).verify("topic", "key", STAMP, VALUE, signature)).isFalse();
    }
  }

  /** Computed with another implementation: the bytes that are signed are part of the contract. */
  @Test
  void theSignatureIsTheOneOtherLanguagesCompute() {
    assertThat(HexFormat.of().formatHex(NODE))
        .isEqualTo("7bda88328861894419e7cf554f435c929de0c787f62bb85d2df03b04f4a79a8e");
    assertThat(signature)
        .isEqualTo("d15ddcf7152f3d1565780d6f424e140dee4b378ad3d375e735e09f3d780fd8f5");
  }

  @Test
  void aChangeAnywhereBreaksTheSignature() {
    assertThat(mac.verify("topic2", "key", STAMP, VALUE, signature)).isFalse();
    assertThat(mac.verify("topic", "key2", STAMP, VALUE, signature)).isFalse();
    assertThat(mac.verify("topic", "key", stamp(1795507201, 7, 123, "a1b2"), VALUE, signature))
        .isFalse();
    assertThat(mac.verify("topic", "key", stamp(1795507200, 8, 123, "a1b2"), VALUE, signature))
        .isFalse();
    assertThat(mac.verify("topic", "key", stamp(1795507200, 7, 124, "a1b2"), VALUE, signature))
        .isFalse();
    assertThat(mac.verify("topic", "key", stamp(1795507200, 7, 123, "a1b3"), VALUE, signature))
        .isFalse();
    assertThat(mac.verify("topic", "key", STAMP, "{\"a\":2}".getBytes(UTF_8), signature)).isFalse();
    assertThat(
            mac.verify("topic", "key", STAMP, VALUE, signature.toUpperCase(java.util.Locale.ROOT)))
        .isFalse();
    assertThat(mac.verify("topic", "key", STAMP, VALUE, "")).isFalse();
    assertThat(mac.verify("topic", "key", stamp(1795507200, 7, 123, "a1b2"), VALUE, signature))
        .isTrue();
  }

  @Test
  void noTwoRecordsShareTheBytesThatAreSigned() {
    assertThat(mac.sign("ab", "c", STAMP, VALUE)).isNotEqualTo(mac.sign("a", "bc", STAMP, VALUE));
    Stamp bare = stamp(1795507200, 7, 123, "");
    Stamp named = stamp(1795507200, 7, 123, "v");
    assertThat(mac.sign("t", "k", named, "alue".getBytes(UTF_8)))
        .isNotEqualTo(mac.sign("t", "k", bare, "value".getBytes(UTF_8)));
    // a node "a" of generation g and one named "a\0…" cannot meet: names hold no zero byte
    assertThat(Mac.nodeKey(MASTER, "prod/n1", 1)).isNotEqualTo(Mac.nodeKey(MASTER, "prod/n", 1));
  }

  @Test
  void aShortKeyIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mac.withKey(new byte[15]))
        .withMessageContaining("got 15 bytes");
    assertThat(Mac.withKey(new byte[16]).sign("t", "k", STAMP, VALUE)).hasSize(64);
  }

  @Test
  void manyThreadsMaySignAtOnce() {
    assertThat(
            IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(i -> mac.sign("topic", "key", STAMP, VALUE)))
        .containsOnly(signature);
  }

  private static Stamp stamp(long epoch, long seq, long millis, String install) {
    return new Stamp(new Order(epoch, seq), Instant.ofEpochMilli(1795507200000L + millis), install);
  }
}
