package io.vigie.ingest.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.contract.check.CheckState;
import io.vigie.contract.event.CheckHealth;
import io.vigie.contract.id.NodeId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nodes measured last. */
class ChecksTest {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final Instant READ = Instant.ofEpochMilli(1_790_000_500_250L);

  private Recorder recorder;

  @BeforeEach
  void start() {
    recorder = Recorder.start(Lab.settings(), new SimpleMeterRegistry());
  }

  @AfterEach
  void stop() {
    recorder.close();
  }

  @Test
  void eachRecordHasAllOfANode() {
    tell("m1", value("/", "", "40.125"), value("/srv/données", "checks/web", "91"));
    tell("m2", value("/", "", "10"));

    assertThat(
            Lab.rows(
                "SELECT id,node,kind,instance,service,value,unit,read_at,low,high,threshold,state,"
                    + "badness FROM check_value WHERE cluster='checks' AND node='m1' ORDER BY id"))
        .containsExactly(
            row("checks/m1:checks/web fs_u /srv/données", "/srv/données", "web", "91.000", "high"),
            row("checks/m1:fs_u /", "/", "", "40.125", "ok"));

    tell("m1", value("/", "", "41"));
    assertThat(Lab.rows("SELECT id,value FROM check_value WHERE cluster='checks' ORDER BY id"))
        .containsExactly(
            List.of("checks/m1:fs_u /", "41.000"), List.of("checks/m2:fs_u /", "10.000"));

    tell("m1");
    assertThat(Lab.number("SELECT COUNT(*) FROM check_value WHERE cluster='checks'")).isEqualTo(1);
  }

  private static List<String> row(
      String id, String instance, String service, String value, String state) {
    boolean high = state.equals("high");
    return Arrays.asList(
        id,
        "m1",
        "fs_u",
        instance,
        service,
        value,
        "%",
        Long.toString(READ.toEpochMilli()),
        null,
        "90.000",
        "",
        state,
        high ? "1" : "0");
  }

  private static void tell(String node, CheckHealth.Value... values) {
    Lab.send(
        new CheckHealth(new NodeId("checks", node), List.of(values), "vigie.check.v1-0@" + node));
    Lab.awaitRecorded(LIMIT);
  }

  private static CheckHealth.Value value(String instance, String service, String percent) {
    BigDecimal value = new BigDecimal(percent);
    BigDecimal high = BigDecimal.valueOf(90);
    CheckState state = value.compareTo(high) > 0 ? CheckState.HIGH : CheckState.OK;
    return new CheckHealth.Value(
        "fs_u", instance, service, value, "%", READ, null, high, "", state);
  }
}
