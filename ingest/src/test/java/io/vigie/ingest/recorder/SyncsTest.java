package io.vigie.ingest.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.SyncHealth;
import io.vigie.contract.event.SyncResult;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.sync.SyncState;
import io.vigie.contract.wire.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How copies of data stand, and every run of them once. */
class SyncsTest {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final Instant END = Instant.ofEpochMilli(1_790_000_500_250L);

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
  void aCopyHasOneRowAsItStandsNowUntilNobodyMakesItAnyMore() {
    tell(health("n9.élo", SyncState.OK, END, false));
    tell(health("n9.élo", SyncState.LATE, END, false));
    tell(health("n2", SyncState.NEVER, null, false));

    assertThat(
            Lab.rows(
                "SELECT id,service,rid,target,source,app,env,disaster,state,badness,status,bytes,"
                    + "last_good,good,max_delay,lag_seconds FROM sync_copy WHERE cluster='syncs' ORDER BY id"))
        .containsExactly(
            row("n2", "never", "60", null, "-1"),
            row("n9.élo", "late", "50", END.toEpochMilli() + "", END.toEpochMilli() + ""));

    tell(health("n2", SyncState.NEVER, null, true));
    assertThat(Lab.rows("SELECT target FROM sync_copy WHERE cluster='syncs'"))
        .containsExactly(List.of("n9.élo"));
  }

  @Test
  void aRunIsKeptOnceHoweverOftenAndWheneverItIsSent() {
    Lab.send(run("run-1", "n9", ActionStatus.OK), new Order(7, 1));
    Lab.send(run("run-1", "n9", ActionStatus.OK), new Order(7, 2));
    Lab.awaitRecorded(LIMIT);
    Lab.send(run("run-2", "n9", ActionStatus.OFF), new Order(7, 3));
    // as if it had been read in another month
    Lab.update("UPDATE sync_run SET month=month-1 WHERE id='run-1'");
    Lab.send(run("run-1", "n9", ActionStatus.OK), new Order(8, 1));
    Lab.awaitRecorded(LIMIT);

    assertThat(
            Lab.rows(
                "SELECT id,copy,node,status,reason,bytes,end_at-begin_at FROM sync_run"
                    + " WHERE copy LIKE 'syncs/%' ORDER BY id"))
        .containsExactly(
            List.of("run-1", "syncs/web:sync#drp/n9", "n1", "ok", "", "4096", "4000"),
            List.of("run-2", "syncs/web:sync#drp/n9", "n1", "off", "not up here", "4096", "4000"));
  }

  private static List<String> row(
      String target, String state, String badness, String lastGood, String good) {
    return Arrays.asList(
        "syncs/web:sync#drp/" + target,
        "web",
        "sync#drp",
        target,
        "n1",
        "crm",
        "PRD",
        "1",
        state,
        badness,
        "ok",
        "4096",
        lastGood,
        good,
        "7200",
        null);
  }

  private static void tell(SyncHealth health) {
    Lab.send(health);
    Lab.awaitRecorded(LIMIT);
  }

  private static SyncHealth health(String target, SyncState state, Instant good, boolean removed) {
    return Story.copy(new ServiceId("syncs", "web"), target, state, removed, good, END);
  }

  private static SyncResult run(String id, String target, ActionStatus status) {
    return Story.run(id, new InstanceId("syncs", "web", "n1"), target, status, END);
  }
}
