package io.vigie.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.event.AuditEntry;
import io.vigie.contract.event.AuditOutcome;
import io.vigie.contract.event.EventType;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.Rid;
import io.vigie.contract.wire.Samples.Variant;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Golden samples of every released version stay readable for ever: never edit one, add another. */
class SampleTest {
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Schema ENVELOPE = schema("envelope.v1");

  @ParameterizedTest
  @EnumSource
  void everySampleIsValid(EventType type) throws IOException {
    Schema schema = schema(type.wire());
    for (Variant variant : Variant.values()) {
      byte[] sample = Samples.v1(type, variant);
      assertValid(ENVELOPE, new String(sample, UTF_8), type + " " + variant);
      assertValid(
          schema, Json.MAPPER.readTree(sample).path("data").toString(), type + " " + variant);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everySampleIsReadAndWrittenAsAnEqualEvent(EventType type) {
    for (Variant variant : Variant.values()) {
      Envelope<?> sample = read(Samples.v1(type, variant));
      assertThat(sample.data()).isInstanceOf(type.record());
      assertThat(sample.data().type()).isEqualTo(type);
      assertThat(read(EventCodec.encode(sample))).isEqualTo(sample);
    }
  }

  @ParameterizedTest
  @EnumSource
  void noFieldOfAFullSampleIsLostInWriting(EventType type) throws IOException {
    byte[] full = Samples.v1(type, Variant.FULL);
    byte[] written = EventCodec.encode(read(full));
    assertThat(Json.MAPPER.readTree(written)).isEqualTo(Json.MAPPER.readTree(full));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsValid(EventType type) throws IOException {
    Schema schema = schema(type.wire());
    for (Variant variant : Variant.values()) {
      byte[] written = EventCodec.encode(read(Samples.v1(type, variant)));
      assertValid(ENVELOPE, new String(written, UTF_8), "written " + variant);
      JsonNode data = Json.MAPPER.readTree(written).path("data");
      assertValid(schema, data.toString(), "written " + variant);
      assertThat(data).allSatisfy(field -> assertThat(field.isNull()).isFalse());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFullSampleHasEveryFieldOfItsSchema(EventType type) throws IOException {
    JsonNode data = Json.MAPPER.readTree(Samples.v1(type, Variant.FULL)).path("data");
    JsonNode properties = Json.MAPPER.readTree(Samples.schema(type.wire())).path("properties");
    assertThat(data.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(properties::fieldNames);
  }

  @Test
  void wordsOfANewerVersionReadAsWhatClaimsNothing() {
    InstanceStatus status = (InstanceStatus) future(EventType.INSTANCE_STATUS);
    assertThat(status.avail()).isEqualTo(Availability.UNDEF);
    assertThat(status.topology()).isEqualTo(Topology.FAILOVER);
    assertThat(status.resources().get(Rid.parse("ip#0")).status()).isEqualTo(Availability.UNDEF);
    assertThat(status.resources().get(Rid.parse("ip#0")).log().get(0).level())
        .isEqualTo(LogLevel.INFO);
    assertThat(((NodeHealth) future(EventType.NODE_HEALTH)).state()).isEqualTo(NodeState.KNOWN);
    ActionEnd end = (ActionEnd) future(EventType.ACTION_END);
    assertThat(end.status()).isEqualTo(ActionStatus.WARN);
    assertThat(end.origin()).isEqualTo(ActionOrigin.USER);
    assertThat(((ActionLine) future(EventType.ACTION_LINE)).level()).isEqualTo(LogLevel.INFO);
    AuditEntry entry = (AuditEntry) future(EventType.AUDIT_ENTRY);
    assertThat(entry.act()).isEqualTo(AuditAct.UNKNOWN);
    assertThat(entry.outcome()).isEqualTo(AuditOutcome.UNKNOWN);
  }

  @Test
  void aResourceOfAGroupToComeKeepsItsRidAndItsStatus() {
    InstanceStatus status = (InstanceStatus) future(EventType.INSTANCE_STATUS);
    assertThat(status.resources().get(Rid.read("volume#0")).status()).isEqualTo(Availability.UP);
    InstanceHealth health = (InstanceHealth) future(EventType.INSTANCE_HEALTH);
    assertThat(health.groups())
        .containsEntry(ResourceGroup.IP, Availability.UP)
        .containsEntry(ResourceGroup.OTHER, Availability.UNDEF);
  }

  private static Object future(EventType type) {
    return read(Samples.v1(type, Variant.FUTURE)).data();
  }

  private static Envelope<?> read(byte[] bytes) {
    Decoded decoded = EventCodec.decode(bytes);
    assertThat(decoded).isInstanceOf(Decoded.Read.class);
    return ((Decoded.Read) decoded).envelope();
  }

  private static Schema schema(String name) {
    return SCHEMAS.getSchema(new String(Samples.schema(name), UTF_8));
  }

  private static void assertValid(Schema schema, String json, String what) {
    assertThat(
            schema.validate(
                json,
                InputFormat.JSON,
                run -> run.executionConfig(config -> config.formatAssertionsEnabled(true))))
        .as(what)
        .isEmpty();
  }
}
