package io.vigie.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.EventType;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.Rid;
import io.vigie.contract.wire.Samples.Variant;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final InstanceId INSTANCE = InstanceId.parse("prod/web@n1");

  @Test
  void dataMayStandBeforeItsType() {
    String sample = new String(Samples.v1(EventType.INSTANCE_STATUS, Variant.FULL), UTF_8);
    int data = sample.indexOf("\"data\"");
    String last = sample.substring(data, sample.lastIndexOf('}')).strip();
    String turned =
        '{'
            + last
            + ','
            + sample.substring(sample.indexOf('{') + 1, sample.lastIndexOf(',', data))
            + '}';
    assertThat(EventCodec.decode(turned.getBytes(UTF_8)))
        .isEqualTo(EventCodec.decode(sample.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          hello                                          | not-json
          {                                              | not-json
          {"specversion":"1.0"                           | not-json
          {"data":{"a":[1,2}}                            | not-json
          {"specversion":"1.0",,}                        | not-json
          NaN                                            | not-json
          [1]                                            | not-an-event
          "text"                                         | not-an-event
          null                                           | not-an-event
          12                                             | not-an-event
          {}                                             | not-an-event
          {"specversion":"2.0","id":"1","source":"s","type":"vigie.pulse.v1","time":"2026-11-24T08:00:00Z","data":{}} | not-an-event
          {"specversion":"1.0","id":7,"source":"s","type":"vigie.pulse.v1","time":"2026-11-24T08:00:00Z","data":{}}   | not-an-event
          {"id":{"specversion":"1.0","id":"1","source":"s","type":"vigie.pulse.v1","time":"2026-11-24T08:00:00Z","data":{}}} | not-an-event
          {"specversion":"1.0","id":"1","source":"s","type":"vigie.lunch.v1","time":"2026-11-24T08:00:00Z","data":{}} | unknown-type
          {"specversion":"1.0","id":"1","source":"s","type":"vigie.pulse.v1","time":"2026-11-24T08:00:00Z"}           | bad-field
          {"specversion":"1.0","id":"1","source":"s","type":"vigie.pulse.v1","time":"2026-11-24T08:00:00Z","data":[]} | bad-field
          {"specversion":"1.0","id":"1","source":"s","type":"vigie.pulse.v1","data":{}}                               | bad-field
          {"specversion":"1.0","id":"1","source":"s","type":"vigie.pulse.v1","time":"yesterday","data":{}}            | bad-field
          {"specversion":"1.0","id":"1","source":"s","type":"vigie.pulse.v1","time":"+12026-11-24T08:00:00Z","data":{}} | bad-field
          {"specversion":"1.0","id":"1","source":"s","type":"vigie.pulse.v1","time":"1969-12-31T23:59:59Z","data":{}} | bad-field
          {"specversion":"1.0","id":"","source":"s","type":"vigie.pulse.v1","time":"2026-11-24T08:00:00Z","data":{}}  | bad-field
          {"specversion":"1.0","id":"1","source":"s","type":"vigie.pulse.v1","time":"2026-11-24T08:00:00Z","data":{}} tail | not-json
          {"specversion":"1.0","id":"1","source":"s","type":"vigie.pulse.v1","time":"2026-11-24T08:00:00Z","data":{}}{}    | not-json
          """)
  void whatIsNoEventSaysWhy(String value, String reason) {
    Decoded decoded = EventCodec.decode(value.getBytes(UTF_8));
    assertThat(decoded).isInstanceOf(Decoded.Refused.class);
    assertThat(((Decoded.Refused) decoded).reason().wire()).isEqualTo(reason);
    assertThat(((Decoded.Refused) decoded).detail()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {}                                                                   | instance is missing
          {"instance":null}                                                    | instance is missing
          {"instance":"web"}                                                   | instance id needs a '/'
          {"instance":["prod/web@n1"]}                                         | instance
          {"instance":"prod/web@n1","flexMin":-1}                              | flexMin must be 0 or more; got -1
          {"instance":"prod/web@n1","flexMin":99999999999}                     | flexMin
          {"instance":"prod/web@n1","flexMin":1e99}                            | flexMin
          {"instance":"prod/web@n1","refreshSeconds":86401}                    | refreshSeconds must be 0 to 86400; got 86401
          {"instance":"prod/web@n1","frozen":"perhaps"}                        | frozen
          {"instance":"prod/web@n1","nodes":"n1"}                              | nodes
          {"instance":"prod/web@n1","nodes":["n1","no such name"]}             | nodes: node name must be
          {"instance":"prod/web@n1","supersedes":["a@b"]}                      | supersedes: node name must be
          {"instance":"prod/web@n1","resources":{"ip":{}}}                     | rid needs a '#'
          {"instance":"prod/web@n1","resources":[]}                            | resources
          {"instance":"prod/web@n1","avail":{"is":"up"}}                       | avail
          """)
  void aFieldThatBreaksItsRuleIsNamedWithTheRule(String data, String detail) {
    Decoded decoded = EventCodec.decode(event("vigie.instance-status.v1", data));
    assertThat(decoded).isInstanceOf(Decoded.Refused.class);
    assertThat(((Decoded.Refused) decoded).reason()).isEqualTo(Reason.BAD_FIELD);
    assertThat(((Decoded.Refused) decoded).detail()).contains(detail).hasSizeLessThan(500);
  }

  @Test
  void nothingAtAllIsANullValue() {
    assertThat(EventCodec.decode(null))
        .isEqualTo(new Decoded.Refused(Reason.NULL_VALUE, "the record has no value"));
  }

  @Test
  void nullsReadAsAbsent() {
    assertThat(
            status(
                """
                {"instance":"prod/web@n1","avail":null,"app":null,"topology":null,"nodes":["n1",null,"n2"],"frozen":null,
                 "flexMin":null,"supersedes":null,"resources":{"ip#0":null,"fs#a":{"status":null,"log":[null]}}}
                """))
        .isEqualTo(
            status(
                "{\"instance\":\"prod/web@n1\",\"nodes\":[\"n1\",\"n2\"],\"resources\":{\"fs#a\":{}}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"1e999999999\"",
        "1e999999999",
        "99999999999999999999",
        "12",
        "\"\"",
        "\"-1000000000-01-01T00:00:00Z\"",
        "\"+1000000000-12-31T23:59:59Z\""
      })
  void aMomentThatNoPartCanCountWithIsRefused(String moment) {
    Decoded decoded =
        EventCodec.decode(
            event(
                "vigie.service-config.v1",
                "{\"instance\":\"prod/web@n1\",\"checksum\":\"c\",\"stamp\":" + moment + '}'));
    assertThat(decoded).isInstanceOf(Decoded.Refused.class);
    assertThat(((Decoded.Refused) decoded).detail()).contains("stamp");
  }

  // "never created" and "the driver cannot tell" are two things; so are no lag and no replication
  @Test
  void falseAndZeroSurviveWhereAbsentMeansSomethingElse() {
    ResourceStatus never =
        new ResourceStatus(
            Availability.DOWN, "fs", "", false, false, false, false, false, List.of());
    InstanceStatus status =
        status(
            "{\"instance\":\"prod/web@n1\",\"resources\":{\"fs#a\":"
                + Json.MAPPER.valueToTree(never)
                + "}}");
    assertThat(status.resources().get(Rid.parse("fs#a"))).isEqualTo(never);
    SyncResult sync =
        new SyncResult(
            "1",
            INSTANCE,
            Rid.parse("sync#0"),
            "",
            "n2",
            NOW,
            NOW,
            ActionStatus.OK,
            "",
            0,
            0,
            0,
            "",
            null,
            null,
            0,
            0L);
    assertThat(again(sync)).isEqualTo(sync);
  }

  @Test
  void halfASurrogatePairIsRepairedSoThatItCanBeWrittenAgain() {
    InstanceStatus status =
        status(
            "{\"instance\":\"prod/web@n1\",\"app\":\"a\\ud83d!\\udd2d\",\"resources\":{\"ip#0\":{\"label\":\"\\udfff\"}}}");
    assertThat(status.app()).isEqualTo("a\uFFFD!\uFFFD");
    assertThat(again(status)).isEqualTo(status);
    assertThat(status("{\"instance\":\"prod/web@n1\",\"app\":\"\\ud83d\\udd2d\"}").app())
        .isEqualTo("🔭");
  }

  @Test
  void aTextOfAMegabyteIsCutNotRefused() {
    String long1 = "é".repeat(900_000);
    InstanceStatus status = status("{\"instance\":\"prod/web@n1\",\"app\":\"" + long1 + "\"}");
    assertThat(status.app()).hasSize(255).endsWith("é…");
    String pairs = "🔭".repeat(400);
    assertThat(status("{\"instance\":\"prod/web@n1\",\"app\":\"" + pairs + "\"}").app())
        .hasSize(255)
        .endsWith("🔭…");
    assertThat(
            EventCodec.decode(event("vigie.pulse.v1", "{\"x\":\"" + "y".repeat(2_000_000) + "\"}")))
        .isInstanceOf(Decoded.class);
  }

  @Test
  void aConfigurationKeepsAllItsLines() {
    String content = "line of a service file\n".repeat(15_000);
    ServiceConfig config =
        new ServiceConfig(
            INSTANCE, "", "", null, "", "", 0, 0, List.of(), List.of(), "", NOW, "c", content);
    assertThat(again(config)).isEqualTo(config);
  }

  @Test
  void nestingWithoutEndIsRefused() {
    for (String value : List.of("[".repeat(100_000), "{\"a\":".repeat(100_000))) {
      assertThat(EventCodec.decode(value.getBytes(UTF_8))).isInstanceOf(Decoded.Refused.class);
      assertThat(EventCodec.decode(event("vigie.pulse.v1", value)))
          .isInstanceOf(Decoded.Refused.class);
      assertThat(EventCodec.decode(("{\"data\":" + value).getBytes(UTF_8)))
          .isInstanceOf(Decoded.Refused.class);
      assertThat(EventCodec.decode(("{\"extension\":" + value).getBytes(UTF_8)))
          .isInstanceOf(Decoded.Refused.class);
    }
  }

  @Test
  void moreResourcesThanAnyServiceHasAreRefused() {
    StringBuilder resources =
        new StringBuilder("{\"instance\":\"prod/web@n1\",\"resources\":{\"app#x\":{}");
    for (int i = 0; i < 1_000; i++) {
      resources.append(",\"app#").append(i).append("\":{}");
    }
    assertThat(EventCodec.decode(event("vigie.instance-status.v1", resources + "}}")))
        .isInstanceOfSatisfying(
            Decoded.Refused.class,
            refused ->
                assertThat(refused.detail()).contains("resources must be at most 1000; got 1001"));
  }

  @Test
  void aReportIsReadAsItWasWritten() {
    for (int i = 0; i < 50; i++) {
      InstanceStatus status = CodecBench.status(i);
      assertThat(again(status)).isEqualTo(status);
    }
  }

  @Property(tries = 3_000)
  void randomBytesNeverThrow(@ForAll @Size(max = 400) byte[] bytes) {
    assertThat(EventCodec.decode(bytes)).isNotNull();
  }

  @Property(tries = 3_000)
  void aDamagedSampleNeverThrowsAndWhatIsStillReadCanBeWritten(
      @ForAll EventType type,
      @ForAll Variant variant,
      @ForAll @IntRange(max = 100_000) int at,
      @ForAll @Size(min = 1, max = 6) byte[] damage) {
    byte[] sample = Samples.v1(type, variant).clone();
    int from = at % sample.length;
    System.arraycopy(damage, 0, sample, from, Math.min(damage.length, sample.length - from));
    assertReadableOrRefused(sample);
  }

  @Property(tries = 3_000)
  void aSampleWithWordsSwappedNeverThrows(
      @ForAll EventType type,
      @ForAll @IntRange(max = 100_000) int at,
      @ForAll @IntRange(max = 12) int word) {
    String[] words = {
      "null",
      "0",
      "-1",
      "1e400",
      "9223372036854775808",
      "\"\"",
      "[]",
      "{}",
      "true",
      "[null]",
      "{\"\":null}",
      "\"\\ud800\"",
      "\"+1000000000-01-01T00:00:00Z\""
    };
    String sample = new String(Samples.v1(type, Variant.FULL), UTF_8);
    int colon = sample.indexOf(": ", at % sample.length());
    int end = colon < 0 ? -1 : firstOf(sample, colon);
    if (end > 0) {
      assertReadableOrRefused(
          (sample.substring(0, colon + 2) + words[word] + sample.substring(end)).getBytes(UTF_8));
    }
  }

  @Property(tries = 1_000)
  void aTruncatedSampleIsRefused(
      @ForAll EventType type, @ForAll Variant variant, @ForAll @IntRange(max = 100_000) int at) {
    byte[] sample = new String(Samples.v1(type, variant), UTF_8).strip().getBytes(UTF_8);
    byte[] cut = Arrays.copyOf(sample, at % sample.length);
    assertThat(EventCodec.decode(cut)).isInstanceOf(Decoded.Refused.class);
  }

  private static int firstOf(String sample, int from) {
    int line = sample.indexOf('\n', from);
    int end = line < 0 ? sample.length() : line;
    return sample.charAt(end - 1) == ',' ? end - 1 : end;
  }

  private static void assertReadableOrRefused(byte[] bytes) {
    Decoded decoded = EventCodec.decode(bytes);
    if (decoded instanceof Decoded.Read read) {
      assertThat(EventCodec.decode(EventCodec.encode(read.envelope()))).isEqualTo(decoded);
      assertThat(read.envelope().data().key()).isNotNull();
      assertThat(read.envelope().data().anchor()).isNotNull();
    }
  }

  private static InstanceStatus status(String data) {
    Decoded decoded = EventCodec.decode(event("vigie.instance-status.v1", data));
    assertThat(decoded).isInstanceOf(Decoded.Read.class);
    return (InstanceStatus) ((Decoded.Read) decoded).envelope().data();
  }

  private static Object again(io.vigie.contract.event.Event event) {
    Envelope<?> envelope = new Envelope<>("1", "prod/n1", NOW, event);
    Decoded decoded = EventCodec.decode(EventCodec.encode(envelope));
    assertThat(decoded).isInstanceOf(Decoded.Read.class);
    return ((Decoded.Read) decoded).envelope().data();
  }

  private static byte[] event(String type, String data) {
    return ("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"prod/n1\",\"type\":\""
            + type
            + "\",\"time\":\"2026-11-24T08:00:00Z\",\"data\":"
            + data
            + '}')
        .getBytes(UTF_8);
  }
}
