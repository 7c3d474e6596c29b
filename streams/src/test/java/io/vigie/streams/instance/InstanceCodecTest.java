package io.vigie.streams.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.ServiceConfig;
import io.vigie.contract.id.InstanceId;
import io.vigie.streams.flow.Moment;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a store of an earlier version holds is still read. */
class InstanceCodecTest {
  private static final InstanceId ID = new InstanceId("default", "web", "n1");
  private static final Instant THEN = Instant.parse("2026-03-01T08:00:00Z");
  private static final ServiceConfig CONFIG =
      new ServiceConfig(
          ID,
          "erp",
          "PRD",
          Topology.FAILOVER,
          "ha",
          "nodes order",
          0,
          0,
          List.of("n1", "n2"),
          List.of(),
          "",
          THEN,
          "c1",
          "");

  @Test
  void whatIsWrittenIsReadAgain() {
    Instance stored = InstanceCodec.decode(ID.toString(), stored(true), null);

    assertThat(stored.shown().servedElsewhere()).isTrue();
    assertThat(stored.shown().misplaced()).isFalse();
    assertThat(stored.shown().since()).isEqualTo(THEN);
  }

  @Test
  void anInstanceOfVersion1WasNotYetKnownToBeServedElsewhere() {
    Instance stored = InstanceCodec.decode(ID.toString(), asVersion1(), null);

    assertThat(stored.shown().servedElsewhere()).isFalse();
    assertThat(stored.shown().since()).isEqualTo(THEN);
    assertThat(stored.shown().nodes()).containsExactly("n1", "n2");
  }

  @Test
  void aNewerVersionIsRefusedByName() {
    byte[] newer = stored(false);
    newer[0] = 9;

    assertThatThrownBy(() -> InstanceCodec.decode(ID.toString(), newer, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("instance is stored in version 9; this program reads 1 to 2");
  }

  private static byte[] stored(boolean servedElsewhere) {
    Instance instance = new Instance(ID, Report.named(ID, CONFIG));
    InstanceChange.of(
            instance,
            instance.freshness(null),
            new Role(false, servedElsewhere),
            new Moment(THEN, THEN, "cause"))
        .apply();
    return InstanceCodec.encode(instance);
  }

  /** Version 1 lacked the byte in which these two differ. */
  private static byte[] asVersion1() {
    byte[] bytes = stored(false);
    int flag = Arrays.mismatch(bytes, stored(true));
    ByteArrayOutputStream before = new ByteArrayOutputStream();
    before.write(1);
    before.write(bytes, 1, flag - 1);
    before.write(bytes, flag + 1, bytes.length - flag - 1);
    return before.toByteArray();
  }
}
