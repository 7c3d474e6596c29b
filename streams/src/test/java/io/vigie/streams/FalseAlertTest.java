package io.vigie.streams;

import static io.vigie.contract.availability.Availability.DOWN;
import static io.vigie.contract.availability.Availability.UP;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Alert;
import io.vigie.streams.pulse.Gates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens in any night and wakes nobody, and what does. */
class FalseAlertTest {
  @TempDir Path dir;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private Spine spine;
  private Agent n1;
  private Agent n2;
  private int second;

  @BeforeEach
  void open() {
    Gates gates = (pulses, others) -> offset -> open.get();
    spine = new Spine(dir, 1, gates);
    n1 = new Agent(spine, "n1");
    n2 = new Agent(spine, "n2");
    n1.beat().up("web");
    n2.beat().says("web", DOWN);
    living(120, n1, n2);
    spine.forget();
  }

  @AfterEach
  void close() {
    spine.close();
  }

  @Test
  void aPlannedSwitchWakesNobody() {
    n1.begins("web", "switch", "a1").says("web", DOWN);
    living(40, n1, n2);
    n1.ends("web", "switch", "a1", ActionStatus.OK);
    n2.begins("web", "start", "a2");
    living(8, n1, n2);
    n2.up("web").ends("web", "start", "a2", ActionStatus.OK);
    living(300, n1, n2);

    assertThat(kinds()).isEmpty();
  }

  @Test
  void aServiceThatFailsOverWithinSecondsWakesNobody() {
    n1.says("web", DOWN);
    living(9, n1, n2);
    n2.up("web");
    living(300, n1, n2);

    assertThat(kinds()).isEmpty();
  }

  @Test
  void aNodeThatCrashesAndIsTakenOverFromIsToldAloneAndWhatItLeavesHangsOnIt() {
    living(5, n2);
    n2.say(n2.status("web").app(UP).supersedes("n1").build());
    living(300, n2);

    List<Alert> alerts = spine.alerts();
    assertThat(alerts)
        .filteredOn(alert -> alert.heldBy() == null)
        .extracting(alert -> alert.alert().toString())
        .containsExactly("node-silent:default/n1");
    assertThat(alerts)
        .filteredOn(alert -> alert.heldBy() != null)
        .extracting(alert -> alert.alert().toString())
        .containsExactly("service-degraded:default/web");
  }

  @Test
  void agentsThatAreUpgradedWakeNobody() {
    List<Agent> agents = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      agents.add(new Agent(spine, "m" + i).beat().up("svc" + i));
    }
    living(60, all(agents));
    spine.forget();
    for (Agent agent : agents) {
      agent.leaves(300);
    }
    living(120, n1, n2);
    for (Agent agent : agents) {
      agent.restarted().beat();
    }
    living(10, all(agents));
    agents.forEach(Agent::repeat);
    living(300, all(agents));

    assertThat(kinds()).isEmpty();
  }

  @Test
  void aBrokerThatWasAwayForTenMinutesWakesNobody() {
    spine.pause(600_000);
    // agents come back within ten seconds, the collector's pulse before them
    living(10);
    n1.beat().repeat();
    n2.beat().repeat();
    living(300, n1, n2);

    assertThat(kinds()).isEmpty();
  }

  @Test
  void whatEndedWhileTheStreamsWereAwayWakesNobodyThough() {
    open.set(false);
    n1.says("web", DOWN);
    living(200, n1, n2);
    assertThat(kinds()).as("nothing is raised before all was read").isEmpty();
    n1.up("web");
    open.set(true);
    living(200, n1, n2);

    assertThat(kinds()).isEmpty();
  }

  @Test
  void whatStillIsWhenTheStreamsAreBackIsTold() {
    open.set(false);
    n1.says("web", DOWN);
    living(200, n1, n2);
    open.set(true);
    living(1, n1, n2);

    assertThat(kinds()).containsExactly("service-unavailable:default/web");
  }

  private List<String> kinds() {
    return spine.alerts().stream().map(alert -> alert.alert().toString()).toList();
  }

  private Agent[] all(List<Agent> agents) {
    List<Agent> all = new ArrayList<>(agents);
    all.add(n1);
    all.add(n2);
    return all.toArray(Agent[]::new);
  }

  /** Seconds in which these nodes speak. */
  private void living(int seconds, Agent... agents) {
    for (int i = 0; i < seconds; i++) {
      second++;
      for (Agent agent : agents) {
        if (second % 10 == 0) {
          agent.beat();
        }
        if (second % 60 == 0) {
          agent.repeat();
        }
      }
      spine.pulse();
    }
  }
}
