package io.vigie.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vigie.contract.event.ActionRequest;
import io.vigie.contract.id.NodeId;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestKeyTest {
  private static final KeyPair PAIR = RequestKey.make();
  private static final List<PublicKey> KEYS = List.of(PAIR.getPublic());
  private static final Instant NOW = Instant.parse("2026-11-30T08:00:00.250Z");
  private static final ActionRequest SIGNED =
      RequestKey.sign(
          PAIR.getPrivate(),
          new ActionRequest(
              "a-1",
              "r-1",
              new NodeId("prod", "n1"),
              "web",
              "start",
              List.of("fs#1", "ip"),
              List.of("s"),
              List.of("t"),
              "zoé",
              NOW,
              NOW.plusSeconds(120),
              7,
              ""));

  @Test
  void whatTheCollectorSignedIsVerifiedWithItsKeyOnlyAlsoAfterItTravelled() {
    byte[] bytes = EventCodec.encode(new Envelope<>("1", "collector/api", NOW, SIGNED));
    Object travelled = ((Decoded.Read) EventCodec.decode(bytes)).envelope().data();
    assertThat(travelled).isEqualTo(SIGNED);
    assertThat(RequestKey.verify(KEYS, SIGNED)).isTrue();
    PublicKey other = RequestKey.make().getPublic();
    assertThat(RequestKey.verify(List.of(other), SIGNED)).isFalse();
    assertThat(RequestKey.verify(List.of(other, PAIR.getPublic()), SIGNED)).isTrue();
    assertThat(RequestKey.verify(List.of(), SIGNED)).isFalse();
  }

  static Stream<UnaryOperator<String>> changes() {
    return Stream.of(
        json -> json.replace("\"a-1\"", "\"a-2\""),
        json -> json.replace("\"r-1\"", "\"r-2\""),
        json -> json.replace("prod/n1", "prod/n2"),
        json -> json.replace("\"web\"", "\"db\""),
        json -> json.replace("\"start\"", "\"stop\""),
        json -> json.replace("[\"fs#1\",\"ip\"]", "[]"),
        json -> json.replace("\"fs#1\",\"ip\"", "\"fs#1\""),
        json -> json.replace("\"subsets\":[\"s\"]", "\"subsets\":[\"t\"]"),
        json ->
            json.replace(
                "\"subsets\":[\"s\"],\"tags\":[\"t\"]", "\"subsets\":[],\"tags\":[\"s\",\"t\"]"),
        json -> json.replace("zoé", "zoe"),
        json -> json.replace("08:00:00.250Z", "08:00:00.251Z"),
        json -> json.replace("08:02:00.250Z", "08:09:00.250Z"),
        json -> json.replace("\"counter\":7", "\"counter\":8"),
        json -> json.replaceAll("\"signature\":\"[^\"]+\"", "\"signature\":\"\""),
        json -> json.replaceAll("\"signature\":\"....", "\"signature\":\"?!?!"),
        json -> json.replaceAll("\"signature\":\"........", "\"signature\":\""));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void nothingOfARequestCanBeChanged(UnaryOperator<String> change) throws Exception {
    String before = Json.MAPPER.writeValueAsString(SIGNED);
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    ActionRequest changed = Json.MAPPER.readValue(after, ActionRequest.class);
    assertThat(RequestKey.verify(KEYS, changed)).isFalse();
  }

  @Test
  void keysOutliveTheirFilesAndAFileMayHoldAnOldAndANewOne() {
    PublicKey old = RequestKey.make().getPublic();
    String file = "# console of prod\n" + RequestKey.pem(old) + RequestKey.pem(PAIR.getPublic());
    assertThat(RequestKey.publicKeys(file)).containsExactly(old, PAIR.getPublic());
    assertThat(RequestKey.privateKey(RequestKey.pem(PAIR.getPrivate())))
        .isEqualTo(PAIR.getPrivate());
    assertThat(RequestKey.fingerprint(old)).startsWith("SHA256:").hasSize(50);
  }

  @Test
  void aFileThatHoldsNoSuchKeySaysSo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestKey.publicKeys("hello"))
        .withMessage("it holds no \"-----BEGIN PUBLIC KEY-----\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestKey.publicKeys(RequestKey.pem(PAIR.getPrivate())))
        .withMessageContaining("holds no");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RequestKey.publicKeys(
                    "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"))
        .withMessage("a key in it is no Ed25519 public key");
  }
}
