package io.vigie.ingest.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.NodeRetire;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alerts, their transitions, and acknowledgements of failed actions. */
class AlertsTest {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final Instant SAID = Instant.ofEpochMilli(1_790_000_500_250L);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Recorder recorder;

  @BeforeEach
  void start() {
    recorder = Recorder.start(Lab.settings(), registry);
  }

  @AfterEach
  void stop() {
    recorder.close();
  }

  @Test
  void anAlertHasItsLastStateAndEveryTransition() {
    tell("alerts", 5);

    assertThat(
            Lab.rows(
                "SELECT kind,anchor,detail,cluster,service,node,app,apps,severity,state,badness,"
                    + "held_by,silenced_by,n,episode,ack_by,facts FROM alert WHERE id=?",
                Story.alertId("alerts", "web").toString()))
        .containsExactly(
            List.of(
                "service-unavailable",
                "alerts/web",
                "",
                "alerts",
                "web",
                "",
                "shop",
                "[\"shop\"]",
                "3",
                "open",
                "4",
                "",
                "s1",
                "5",
                "2",
                "zoe",
                "{\"avail\":\"down\"}"));
    assertThat(changes("alerts"))
        .containsExactly(
            "1 raised open 1  202609",
            "2 acknowledged open 1 zoe 202609",
            "3 resolved resolved 1 zoe 202609",
            "4 raised open 2  202609",
            "5 acknowledged open 2 zoe 202609");
    assertThat(
            Lab.rows(
                "SELECT silenced_by FROM alert_change WHERE alert LIKE '%:alerts/web' ORDER BY n"))
        .extracting(row -> row.get(0))
        .containsExactly("", "s1", "", "", "s1");
    assertThat(Lab.rows("SELECT evidence FROM alert_change WHERE alert LIKE '%:alerts/web'"))
        .allMatch(row -> row.get(0).contains("\"after\":{\"avail\":\"down\"}"));
  }

  @Test
  void howAnAlertEndedStaysWhenStreamsForgetItAndItsNextLifeIsRecordedToo() {
    tell("forgotten", 3);
    String id = Story.alertId("forgotten", "web").toString();
    Lab.sendRaw(Topic.ALERT, Partition.of("forgotten/web", Lab.PARTITIONS), id, null);
    Lab.awaitRecorded(LIMIT);
    assertThat(Lab.rows("SELECT state,badness,reason,n FROM alert WHERE id=?", id))
        .containsExactly(List.of("resolved", "0", "cleared", "3"));

    // change numbers begin anew with what nobody remembers; the moment is another one
    Lab.send(Story.alert("forgotten", "web", 1, 1_000));
    Lab.awaitRecorded(LIMIT);
    assertThat(Lab.rows("SELECT state,n FROM alert WHERE id=?", id))
        .containsExactly(List.of("open", "1"));
    assertThat(changes("forgotten")).hasSize(4);
  }

  @Test
  void anAcknowledgementIsKeptBeforeItsActionIsKnownUntilItIsWithdrawn() {
    acknowledge("late-1", "on it", false);
    Lab.awaitRecorded(LIMIT);
    fail("late-1");
    Lab.awaitRecorded(LIMIT);
    assertThat(
            Lab.rows(
                "SELECT a.status,k.by_whom,k.at,k.comment FROM action a"
                    + " JOIN action_ack k ON k.action=a.id WHERE a.id='late-1'"))
        .containsExactly(List.of("err", "zoe", Long.toString(SAID.toEpochMilli()), "on it"));

    acknowledge("late-1", "", true);
    Lab.awaitRecorded(LIMIT);
    assertThat(knows("late-1")).isEmpty();

    acknowledge("late-1", "again", false);
    Lab.awaitRecorded(LIMIT);
    assertThat(Lab.rows("SELECT comment FROM action_ack WHERE action='late-1'"))
        .containsExactly(List.of("again"));
  }

  @Test
  void aNodeAcknowledgesWhatFailedThereAndNothingElse() {
    fail("there-1");
    acknowledgeOn("n2", "there-1");
    acknowledgeOn("n1", "there-2");
    Lab.awaitRecorded(LIMIT);
    assertThat(knows("there-1")).isEmpty();
    assertThat(Lab.number("SELECT COUNT(*) FROM action_ack WHERE action LIKE 'there-%'")).isZero();
    long before = Lab.number("SELECT n FROM action WHERE id='there-1'");

    acknowledgeOn("n1", "there-1");
    Lab.awaitRecorded(LIMIT);
    assertThat(knows("there-1")).isEqualTo("zoe@n1");
    assertThat(Lab.number("SELECT n FROM action WHERE id='there-1'")).isGreaterThan(before);
  }

  @Test
  void aNodeTakesBackWhatWasSaidThereAndOnNoNodeOfALikeName() {
    fail("like-1", "dbx1");
    acknowledgeOn("dbx1", "like-1", false);
    Lab.awaitRecorded(LIMIT);
    acknowledgeOn("db_1", "like-1", true);
    Lab.awaitRecorded(LIMIT);
    assertThat(knows("like-1")).isEqualTo("zoe@dbx1");

    acknowledgeOn("dbx1", "like-1", true);
    Lab.awaitRecorded(LIMIT);
    assertThat(knows("like-1")).isEmpty();
  }

  @Test
  void whatWasSaidAtTheConsoleStandsWhateverANodeSays() {
    fail("both-1");
    acknowledge("both-1", "on it", false);
    Lab.awaitRecorded(LIMIT);
    acknowledgeOn("n1", "both-1");
    Lab.awaitRecorded(LIMIT);
    assertThat(knows("both-1")).isEqualTo("zoe");

    acknowledge("both-1", "", true);
    Lab.awaitRecorded(LIMIT);
    acknowledgeOn("n1", "both-1");
    Lab.awaitRecorded(LIMIT);
    assertThat(knows("both-1")).isEqualTo("zoe@n1");
    acknowledge("both-1", "mine now", false);
    Lab.awaitRecorded(LIMIT);
    assertThat(knows("both-1")).isEqualTo("zoe");
  }

  private static String knows(String action) {
    return Lab.rows("SELECT by_whom FROM action_ack WHERE action=?", action).stream()
        .map(row -> row.get(0))
        .findFirst()
        .orElse("");
  }

  private static void acknowledgeOn(String node, String action) {
    acknowledgeOn(node, action, false);
  }

  private static void acknowledgeOn(String node, String action, boolean withdrawn) {
    Lab.send(
        new ActionAcknowledge(
            new ServiceId("acks", "web"),
            action,
            new NodeId("acks", node),
            "zoe@" + node,
            withdrawn ? "" : "seen on the node",
            withdrawn));
  }

  @Test
  void ofCommandsTheRecorderTakesNothingElseAndRefusesNone() {
    Lab.send(new NodeRetire(new NodeId("commands", "n1"), 7, "zoe"));
    Lab.awaitRecorded(LIMIT);

    assertThat(
            registry.find("vigie.recorder.rejected").tag("topic", Topic.COMMAND.wire()).counter())
        .isNull();
  }

  @Test
  void whatIsReadAgainChangesNothing() {
    tell("replayed", 7);
    acknowledge("replayed-1", "first", false);
    acknowledge("replayed-1", "second", false);
    acknowledge("replayed-2", "gone", false);
    acknowledge("replayed-2", "", true);
    Lab.awaitRecorded(LIMIT);
    List<List<List<String>>> before = everything();
    assertThat(before).noneMatch(List::isEmpty);
    recorder.close();
    Lab.update("UPDATE position SET next=0 WHERE topic IN (?,?)", alerts(), commands());

    start();
    Lab.awaitRecorded(LIMIT);
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void aDatabaseThatNeverReadTheseTopicsReadsThemFromTheirBeginning() {
    tell("upgraded", 2);
    recorder.close();
    // as the version before left it
    Lab.update("DELETE FROM position WHERE topic IN (?,?)", alerts(), commands());
    Lab.update("DELETE FROM alert");

    start();
    Lab.awaitRecorded(LIMIT);
    assertThat(Lab.number("SELECT COUNT(*) FROM position WHERE topic=?", alerts()))
        .isEqualTo(Lab.PARTITIONS);
    assertThat(Lab.number("SELECT n FROM alert WHERE cluster='upgraded'")).isEqualTo(2);
  }

  private static void tell(String cluster, long until) {
    LongStream.rangeClosed(1, until).forEach(n -> Lab.send(Story.alert(cluster, "web", n)));
    Lab.awaitRecorded(LIMIT);
  }

  private static List<String> changes(String cluster) {
    return Lab.rows(
            "SELECT CONCAT_WS(' ',n,move,state,episode,by_whom,month) FROM alert_change"
                + " WHERE alert=? ORDER BY at,n",
            Story.alertId(cluster, "web").toString())
        .stream()
        .map(row -> row.get(0))
        .toList();
  }

  private static void fail(String action) {
    fail(action, "n1");
  }

  private static void fail(String action, String node) {
    Lab.send(
        new ActionEnd(
            action,
            new InstanceId("acks", "web", node),
            "start",
            ActionOrigin.USER,
            "root",
            "",
            7,
            Story.at(1),
            Story.at(2),
            ActionStatus.ERR));
  }

  private static void acknowledge(String action, String comment, boolean withdrawn) {
    ServiceId service = new ServiceId("acks", "web");
    Lab.sendRaw(
        Topic.COMMAND,
        Partition.of(service.toString(), Lab.PARTITIONS),
        service.toString(),
        EventCodec.encode(
            new Envelope<>(
                action + comment,
                "collector/api",
                SAID,
                new ActionAcknowledge(service, action, "zoe", comment, withdrawn))));
  }

  private static List<List<List<String>>> everything() {
    return List.of(
        Lab.rows("SELECT * FROM alert ORDER BY id"),
        Lab.rows("SELECT * FROM alert_change ORDER BY alert,at,n"),
        Lab.rows("SELECT * FROM action_ack ORDER BY action"));
  }

  private static String alerts() {
    return Topic.ALERT.wire();
  }

  private static String commands() {
    return Topic.COMMAND.wire();
  }
}
