package io.vigie.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ActionAcknowledge;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.event.NodePeers;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.event.ServiceClaim;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Inbound.Checked;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class InboundTest {
  private static final int P = 4;
  private static final Instant APPENDED = Instant.parse("2026-11-24T08:00:00Z");
  private static final Stamp STAMP =
      new Stamp(new Order(APPENDED.getEpochSecond(), 7), APPENDED.minusMillis(20), "a1b2c3");
  private static final InstanceStatus STATUS = CodecBench.status(1);

  private static final NodeId NODE = NodeId.parse("prod/node1");

  private final Headers headers = headers(STAMP);
  private Topic topic = Topic.INSTANCE_STATUS;
  private int partition = Partition.of(STATUS.anchor(), P);
  private byte[] key = STATUS.key().getBytes(UTF_8);
  private byte[] value = encode(STATUS);

  @Test
  void aReportUnderItsOwnKeyOnItsPartitionPasses() {
    assertThat(check())
        .isInstanceOfSatisfying(
            Checked.Passed.class,
            passed -> {
              assertThat(passed.event()).isEqualTo(STATUS);
              assertThat(passed.stamp()).isEqualTo(STAMP);
            });
  }

  @Test
  void aRecordWithoutKeyIsRejected() {
    key = null;
    assertRejected(Reason.NULL_KEY, "no key");
  }

  @Test
  void aRecordWithoutValueIsRejected() {
    value = null;
    assertRejected(Reason.NULL_VALUE, "no value");
  }

  @Test
  void aValueThatUnpacksTooLargeIsRejectedUnread() {
    value = new byte[Inbound.MAX_BYTES + 1];
    assertRejected(Reason.TOO_LARGE, "got 500001");
    value = new byte[5_000_000];
    assertRejected(Reason.TOO_LARGE, "got 5000000");
  }

  @Test
  void whatIsNotJsonIsRejected() {
    value = "status=up".getBytes(UTF_8);
    assertRejected(Reason.NOT_JSON, "status");
  }

  @Test
  void jsonThatIsNoCloudEventIsRejected() {
    value = "{\"avail\":\"up\"}".getBytes(UTF_8);
    assertRejected(Reason.NOT_AN_EVENT, "specversion");
  }

  @Test
  void aTypeToComeIsRejectedAndNamed() {
    value =
        new String(value, UTF_8)
            .replace("instance-status.v1\"", "instance-status.v2\"")
            .getBytes(UTF_8);
    assertRejected(Reason.UNKNOWN_TYPE, "vigie.instance-status.v2");
  }

  @Test
  void anEventOnAnotherTopicIsRejected() {
    topic = Topic.SERVICE_CONFIG;
    assertRejected(
        Reason.WRONG_TOPIC, "vigie.instance-status.v1 belongs on vigie.instance-status.v1");
  }

  @Test
  void aFieldThatBreaksItsRuleIsRejected() {
    value =
        new String(value, UTF_8)
            .replace("\"refreshSeconds\":60", "\"refreshSeconds\":-60")
            .getBytes(UTF_8);
    assertRejected(Reason.BAD_FIELD, "refreshSeconds");
  }

  @Test
  void aReportUnderTheKeyOfAnotherInstanceIsRejected() {
    key = "prod/web1@node2".getBytes(UTF_8);
    assertRejected(
        Reason.WRONG_KEY, "the key must be \"prod/web1@node1\"; got \"prod/web1@node2\"");
  }

  @Test
  void aClaimNeverTakesThePlaceOfAReport() {
    value =
        encode(
            new ServiceClaim(
                STATUS.instance().serviceId(), NODE, Availability.UP, Availability.UP, APPENDED));
    assertRejected(Reason.WRONG_KEY, "the key must be \"prod/web1\"; got \"prod/web1@node1\"");
    key = "prod/web1".getBytes(UTF_8);
    assertThat(check()).isInstanceOf(Checked.Passed.class);
  }

  @Test
  void peersHaveAPlaceOfTheirOwnAmongWhatANodeSays() {
    topic = Topic.NODE;
    partition = Partition.of(NODE.toString(), P);
    key = "prod/node1/facts".getBytes(UTF_8);
    value = encode(new NodePeers(NODE, List.of()));
    assertRejected(
        Reason.WRONG_KEY, "the key must be \"prod/node1/peers\"; got \"prod/node1/facts\"");
    key = "prod/node1/peers".getBytes(UTF_8);
    assertThat(check()).isInstanceOf(Checked.Passed.class);
  }

  @Test
  void aReportOnAnotherPartitionIsRejected() {
    partition = (partition + 1) % P;
    assertRejected(Reason.WRONG_PARTITION, "anchor prod/web1 belongs on partition");
  }

  @Test
  void aRecordWithoutItsOrderIsRejected() {
    headers.remove(Stamp.SEQ);
    assertRejected(Reason.BAD_HEADER, "seq");
  }

  @Test
  void anEpochMoreThanADayAheadIsRejectedOneADayAheadIsNot() {
    long day = APPENDED.getEpochSecond() + 86_400;
    new Stamp(new Order(day, 1), APPENDED, "").writeTo(headers);
    assertThat(check()).isInstanceOf(Checked.Passed.class);
    new Stamp(new Order(day + 1, 1), APPENDED, "").writeTo(headers);
    assertRejected(Reason.EPOCH_AHEAD, "more than a day ahead");
  }

  @Test
  void aClockThreeHoursAheadPasses() {
    new Stamp(STAMP.order(), APPENDED.plusSeconds(10_800), "").writeTo(headers);
    assertThat(check()).isInstanceOf(Checked.Passed.class);
  }

  @Test
  void aPulsePassesWithoutOrderOnEveryPartitionOfWhatItTimes() {
    key = Pulse.KEY.getBytes(UTF_8);
    value = encode(new Pulse(7, 0));
    for (partition = 0; partition < P; partition++) {
      for (Topic each : Pulse.INPUTS) {
        topic = each;
        assertThat(check())
            .isInstanceOfSatisfying(
                Checked.Passed.class, passed -> assertThat(passed.stamp()).isNull());
      }
    }
  }

  @Test
  void aPulseElsewhereOrUnderAnotherKeyIsRejected() {
    value = encode(new Pulse(7, 0));
    assertRejected(Reason.WRONG_KEY, "~pulse");
    topic = Topic.ACTION;
    assertRejected(Reason.WRONG_TOPIC, "vigie.action.v1");
  }

  @Test
  void aHeartbeatUnderThePulsesKeyIsRejected() {
    NodeHeartbeat heartbeat = new NodeHeartbeat(NodeId.parse("prod/n1"), "", "", "", "", 10);
    topic = Topic.NODE_HEARTBEAT;
    key = Pulse.KEY.getBytes(UTF_8);
    value = encode(heartbeat);
    assertRejected(Reason.WRONG_KEY, "prod/n1");
  }

  @Test
  void anAcknowledgementOfANodeStandsAmongItsActionsAndThatOfTheConsoleAmongCommands() {
    ServiceId service = ServiceId.parse("prod/web");
    ActionAcknowledge there =
        new ActionAcknowledge(service, "a1", NODE, "zoe@node1", "disk was full", false);
    speaks(there);
    topic = Topic.ACTION;
    assertThat(check()).isInstanceOf(Checked.Passed.class);
    topic = Topic.COMMAND;
    assertRejected(Reason.WRONG_TOPIC, "belongs on vigie.action.v1");

    speaks(new ActionAcknowledge(service, "a1", "zoe", "disk was full", false));
    assertThat(check()).isInstanceOf(Checked.Passed.class);
    topic = Topic.ACTION;
    assertRejected(Reason.WRONG_TOPIC, "belongs on vigie.command.v1");
  }

  @Test
  void nobodyOnANodeSpeaksForAPersonOfTheConsoleOrAnotherNode() {
    ActionAcknowledge there =
        new ActionAcknowledge(
            ServiceId.parse("prod/web"), "a1", NODE, "zoe@node1", "disk was full", false);
    speaks(there);
    topic = Topic.ACTION;
    String honest = new String(value, UTF_8);
    value = honest.replace("zoe@node1", "zoe@example.org").getBytes(UTF_8);
    assertRejected(Reason.BAD_FIELD, "by must be user@node1 on that node");
    value = honest.replace("zoe@node1", "@node1").getBytes(UTF_8);
    assertRejected(Reason.BAD_FIELD, "by must be user@node1");
    value = honest.replace("\"node\":\"prod/", "\"node\":\"dev/").getBytes(UTF_8);
    assertRejected(Reason.BAD_FIELD, "actions of its own cluster; got prod/web from dev/node1");
    assertRefused(
        NodeId.parse("prod/node2"),
        honest.getBytes(UTF_8),
        Reason.FORGED,
        "prod/node2 speaks only for itself");
    assertRefused(
        NODE,
        encode(new ActionAcknowledge(ServiceId.parse("prod/web"), "a1", "zoe", "x", false)),
        Reason.WRONG_TOPIC,
        "no node writes vigie.action-acknowledge.v1");
  }

  private void speaks(Event event) {
    key = event.key().getBytes(UTF_8);
    partition = Partition.of(event.anchor(), P);
    value = encode(event);
  }

  @Test
  void anEventSentWithoutKafkaTellsItsOrderInItsEnvelope() {
    value =
        attributes(
            "\"epoch\":1790000000,\"seq\":\"7\",\"sent\":\"1790000005000\",\"install\":\"a1\"");
    assertThat(Inbound.checkFrom(NODE, value, APPENDED))
        .isInstanceOfSatisfying(
            Checked.Passed.class,
            passed -> {
              assertThat(passed.event()).isEqualTo(STATUS);
              assertThat(passed.stamp())
                  .isEqualTo(
                      new Stamp(
                          new Order(1_790_000_000L, 7),
                          Instant.ofEpochMilli(1_790_000_005_000L),
                          "a1"));
            });
  }

  @Test
  void whatIsNotToldOfItsSendingIsWhenItCame() {
    value = attributes("\"epoch\":1790000000,\"seq\":7");
    assertThat(Inbound.checkFrom(NODE, value, APPENDED))
        .isInstanceOfSatisfying(
            Checked.Passed.class, passed -> assertThat(passed.stamp().sent()).isEqualTo(APPENDED));
  }

  @Test
  void anEventSentWithoutKafkaPassesTheSameDoor() {
    assertRefused(NODE, value, Reason.BAD_HEADER, "epoch is missing");
    assertRefused(
        NODE, attributes("\"epoch\":[1],\"seq\":7"), Reason.BAD_HEADER, "epoch is missing");
    assertRefused(
        NODE, attributes("\"epoch\":1.5,\"seq\":7"), Reason.BAD_HEADER, "must be a decimal number");
    assertRefused(
        NODE, attributes("\"epoch\":9790000000,\"seq\":7"), Reason.EPOCH_AHEAD, "more than a day");
    assertRefused(NODE, new byte[Inbound.MAX_BYTES + 1], Reason.TOO_LARGE, "got 500001");
    assertRefused(NODE, "status=up".getBytes(UTF_8), Reason.NOT_JSON, "status");
  }

  @Test
  void aNodeSpeaksOnlyForItself() {
    byte[] ordered = attributes("\"epoch\":1790000000,\"seq\":7");
    assertRefused(NodeId.parse("prod/node2"), ordered, Reason.FORGED, "prod/node2 speaks only");
    byte[] otherSource =
        new String(ordered, UTF_8).replace("\"prod/node1\"", "\"prod/node9\"").getBytes(UTF_8);
    assertRefused(NODE, otherSource, Reason.FORGED, "got source \"prod/node9\"");
    assertRefused(
        NODE, encode(new Pulse(7, 0)), Reason.WRONG_TOPIC, "no node writes vigie.pulse.v1");
  }

  /** The report, with these members in its envelope. */
  private byte[] attributes(String members) {
    return new String(value, UTF_8).replaceFirst("\\{", "{" + members + ",").getBytes(UTF_8);
  }

  private static void assertRefused(NodeId node, byte[] value, Reason reason, String detail) {
    assertThat(Inbound.checkFrom(node, value, APPENDED))
        .isInstanceOfSatisfying(
            Checked.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.detail()).contains(detail).hasSizeLessThan(800);
            });
  }

  private Checked check() {
    return Inbound.check(topic, partition, P, key, value, headers, APPENDED);
  }

  private void assertRejected(Reason reason, String detail) {
    assertThat(check())
        .isInstanceOfSatisfying(
            Checked.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.detail()).contains(detail).hasSizeLessThan(800);
            });
  }

  private static byte[] encode(Event event) {
    return EventCodec.encode(new Envelope<>("1", "prod/node1", APPENDED, event));
  }

  private static Headers headers(Stamp stamp) {
    Headers headers = new RecordHeaders();
    stamp.writeTo(headers);
    return headers;
  }
}
