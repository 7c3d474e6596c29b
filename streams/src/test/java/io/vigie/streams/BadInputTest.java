package io.vigie.streams;

import static io.vigie.contract.availability.Availability.UNDEF;
import static io.vigie.contract.availability.Availability.UP;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.event.Rejected;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.Reason;
import io.vigie.contract.wire.Stamp;
import io.vigie.streams.metric.Counter;
import io.vigie.streams.pulse.Gates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever stands on an agents' topic is set aside with a reason, or read safely; work goes on. */
class BadInputTest {
  private static final String KEY = "default/web@n1";

  @TempDir Path dir;
  private Spine spine;
  private Agent n1;

  @BeforeEach
  void open() {
    spine = new Spine(dir);
    n1 = new Agent(spine, "n1");
  }

  @AfterEach
  void close() {
    spine.close();
  }

  private void rejectedAs(Reason reason) {
    assertThat(spine.rejected())
        .singleElement()
        .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(reason.wire()));
    assertThat(spine.count(reason)).isEqualTo(1);
    theNextRecordIsRead();
  }

  private void theNextRecordIsRead() {
    n1.restarted().up("next");
    assertThat(spine.lastInstance().instance().service()).isEqualTo("next");
  }

  private void put(byte[] key, byte[] value) {
    spine.put(Topic.INSTANCE_STATUS, key, value, stamped(n1.order()));
  }

  private void put(String value) {
    put(bytes(KEY), bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private RecordHeaders stamped(Order order) {
    RecordHeaders headers = Spine.headers();
    new Stamp(order, spine.now(), "install-1").writeTo(headers);
    return headers;
  }

  private byte[] report() {
    return EventCodec.encode(
        new Envelope<>("e1", "default/n1", spine.now(), n1.status("web").app(UP).build()));
  }

  private String report(String was, String is) {
    String text = new String(report(), StandardCharsets.UTF_8);
    assertThat(text).contains(was);
    return text.replace(was, is);
  }

  @ParameterizedTest
  @EnumSource(names = {"NODE_HEARTBEAT", "NODE", "INSTANCE_STATUS", "SERVICE_CONFIG"})
  void whatIsNotJsonIsRejectedOnEveryTopic(Topic topic) {
    spine.put(topic, bytes("default/n1"), bytes("PING 1 2 3"), Spine.headers());

    Rejected rejected = spine.rejected().get(0);
    assertThat(rejected.reason()).isEqualTo("not-json");
    assertThat(rejected.topic()).isEqualTo(topic.wire());
    assertThat(rejected.offset()).isZero();
    assertThat(rejected.excerpt()).isEqualTo("PING 1 2 3");
    theNextRecordIsRead();
  }

  @Test
  void randomBytesAreRejected() {
    Random random = new Random(2);
    for (int i = 0; i < 200; i++) {
      byte[] value = new byte[random.nextInt(300)];
      random.nextBytes(value);
      put(bytes(KEY), value);
    }

    assertThat(spine.rejected()).hasSize(200);
    theNextRecordIsRead();
  }

  @Test
  void aCutReportIsRejectedWhereverItIsCut() {
    byte[] whole = report();
    for (int length = 0; length < whole.length; length++) {
      put(bytes(KEY), Arrays.copyOf(whole, length));
    }

    assertThat(spine.rejected()).hasSize(whole.length);
    assertThat(spine.instances()).isEmpty();
  }

  @Test
  void aRecordWithoutAKeyIsRejected() {
    put(null, report());
    rejectedAs(Reason.NULL_KEY);
  }

  @Test
  void aRecordWithoutAValueIsRejected() {
    put(bytes(KEY), null);
    rejectedAs(Reason.NULL_VALUE);
  }

  @Test
  void fiveMegabytesAreRejectedAndNotKept() {
    put("{\"specversion\":\"1.0\",\"x\":\"" + "y".repeat(5_000_000) + "\"}");

    List<Rejected> rejected = spine.rejected();
    assertThat(rejected).hasSize(1);
    assertThat(rejected.get(0).reason()).isEqualTo("too-large");
    assertThat(rejected.get(0).bytes()).isGreaterThan(5_000_000);
    assertThat(rejected.get(0).excerpt()).hasSizeLessThanOrEqualTo(1_000);
    theNextRecordIsRead();
  }

  @Test
  void aRecordUnderAnothersKeyIsRejected() {
    put(bytes("default/web@n2"), report());
    rejectedAs(Reason.WRONG_KEY);
  }

  @Test
  void aTypeNobodyKnowsIsRejected() {
    put(report("vigie.instance-status.v1", "vigie.instance-status.v9"));
    rejectedAs(Reason.UNKNOWN_TYPE);
  }

  @Test
  void aHeartbeatOnTheStatusTopicIsRejected() {
    n1.beat();
    var beat = spine.lastNode().node();
    byte[] value =
        EventCodec.encode(
            new Envelope<>(
                "e1", "default/n1", spine.now(), new NodeHeartbeat(beat, "", "", "", "", 10)));
    put(bytes("default/n1"), value);
    rejectedAs(Reason.WRONG_TOPIC);
  }

  @Test
  void aRecordWithoutAnOrderIsRejected() {
    spine.put(Topic.INSTANCE_STATUS, bytes(KEY), report(), Spine.headers());
    rejectedAs(Reason.BAD_HEADER);
  }

  @Test
  void anEpochMoreThanADayAheadIsRejectedAndOneJustInsideIsNot() {
    long now = spine.now().getEpochSecond();
    spine.put(Topic.INSTANCE_STATUS, bytes(KEY), report(), stamped(new Order(now + 86_401, 1)));
    assertThat(spine.rejected()).singleElement();
    assertThat(spine.count(Reason.EPOCH_AHEAD)).isEqualTo(1);
    spine.put(Topic.INSTANCE_STATUS, bytes(KEY), report(), stamped(new Order(now + 86_400, 1)));

    assertThat(spine.lastInstance().avail()).isEqualTo(UP);
  }

  @Test
  void aRecordOnTheWrongPartitionIsRejected() {
    spine.close();
    spine = new Spine(dir.resolve("four"), 4, Gates.ALWAYS_OPEN);
    n1 = new Agent(spine, "n1");
    String here = serviceOn(0);
    String elsewhere = serviceOn(2);
    n1.up(elsewhere);
    assertThat(spine.rejected())
        .singleElement()
        .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo("wrong-partition"))
        .satisfies(rejected -> assertThat(rejected.detail()).contains("partition 2, not 0"));
    n1.up(here);

    assertThat(spine.lastInstance().instance().service()).isEqualTo(here);
  }

  private static String serviceOn(int partition) {
    for (int i = 0; ; i++) {
      if (Partition.of(new ServiceId("default", "s" + i).toString(), 4) == partition) {
        return "s" + i;
      }
    }
  }

  @Test
  void anAvailabilityOfAnotherVersionReadsAsUndef() {
    put(report("{\"status\":\"up\"", "{\"status\":\"splendid\""));

    InstanceHealth instance = spine.lastInstance();
    assertThat(instance.avail()).isEqualTo(UNDEF);
    assertThat(spine.rejected()).isEmpty();
  }

  @Test
  void aFieldOfTheFutureIsIgnored() {
    put(report("\"data\":{", "\"traceparent\":\"00-1\",\"data\":{\"mood\":{\"a\":[1,2]},"));

    assertThat(spine.lastInstance().avail()).isEqualTo(UP);
  }

  @Test
  void credentialsAreCutOffWhatIsKept() {
    put(
        "{\"password\":\"hunter2\",\"url\":\"https://joe:hunter3@x/\",\"authorization\":"
            + "\"Bearer hunter4hunter4\",\"api_key\": \"hunter5\", db_passwd=hunter6;");

    Rejected rejected = spine.rejected().get(0);
    assertThat(rejected.excerpt() + rejected.detail() + rejected.recordKey())
        .contains("\"password\":***")
        .doesNotContain("hunter");
  }

  @Test
  void aMoveThatCannotBeReadIsSetAsideAndTheNextOneCounts() {
    n1.beat().up("web");
    spine.putMove(new byte[] {99, 1, 2});
    spine.pulses(30);

    assertThat(spine.lastInstance().staleReason()).isEqualTo("node-silent");
    assertThat(spine.count(Counter.DEAD_LETTERS)).isEqualTo(1);
  }

  @Test
  void aReportOfAThousandResourcesPasses() {
    Agent.StatusBuilder big = n1.status("web");
    for (int i = 0; i < 1_000; i++) {
      big.resource("fs#" + i, UP);
    }
    n1.say(big.build());

    assertThat(spine.lastInstance().resources()).hasSize(1_000);
    assertThat(spine.rejected()).isEmpty();
  }
}
