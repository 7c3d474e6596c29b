package io.vigie.standalone.lab;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.NodeHeartbeat;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Json;
import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.Stamp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Knocks at every door with what must not pass, and with what looks odd and must: each record is
 * refused by the broker, rejected with its reason, or stands in the database. Nothing stops.
 */
public final class Doors {
  private static final Duration LIMIT = Duration.ofSeconds(300);
  private static final Duration AHEAD = Duration.ofHours(3);
  private static final String CLUSTER = "doors";
  private static final NodeId NODE = new NodeId(CLUSTER, "n1");

  private final Consumer<String> say;
  private final long epoch = Instant.now().getEpochSecond();
  private final Map<String, String> rejected = new TreeMap<>();
  private final List<String> read = new ArrayList<>();
  private final List<String> refusedByBroker = new ArrayList<>();
  private KafkaProducer<byte[], byte[]> producer;
  private long seq;
  private int sent;

  /**
   * What became of the records.
   *
   * @param sent handed to the broker
   * @param refusedByBroker never appended: the sender was told
   * @param read the names of those that stand in the database
   * @param rejected place of each rejected record, with its reason
   * @param expected the same, as it must be
   * @param wrong what else is not as it must be
   */
  public record Outcome(
      int sent,
      List<String> refusedByBroker,
      List<String> read,
      Map<String, String> rejected,
      Map<String, String> expected,
      List<String> wrong) {}

  public Doors(Consumer<String> say) {
    this.say = say;
  }

  /**
   * @param dir of everything; empty
   */
  public Outcome run(Path dir) {
    try (Parts parts = new Parts(dir)) {
      parts.startAll();
      Recorded recorded = new Recorded(parts, LIMIT);
      recorded.flowing();
      try (KafkaProducer<byte[], byte[]> own = producer(parts.bootstrap())) {
        producer = own;
        knock();
        recorded.all();
        // what comes behind all of it is recorded as ever
        good("behind", status("behind", Availability.UP));
        recorded.all();
      }
      Outcome outcome = outcome(parts);
      say.accept(
          "%d records: %d refused by the broker, %d rejected, %d in the database"
              .formatted(
                  sent, refusedByBroker.size(), outcome.rejected().size(), outcome.read().size()));
      return outcome;
    }
  }

  private void knock() {
    good("before", status("before", Availability.UP));
    statuses();
    heartbeats();
    sizes();
    for (Topic topic : List.of(Topic.ACTION, Topic.NODE, Topic.SERVICE_CONFIG)) {
      bad(
          "not-json",
          topic,
          0,
          bytes("k"),
          bytes("{\"specversion\":"),
          stamp(Instant.now(), epoch));
      bad("not-an-event", topic, 1, bytes("k"), bytes("[1,2]"), stamp(Instant.now(), epoch));
      bad("null-value", topic, 2, bytes("k"), null, stamp(Instant.now(), epoch));
    }
    actions();
  }

  private void statuses() {
    Topic topic = Topic.INSTANCE_STATUS;
    String fine = json("x", status("x", Availability.UP));
    InstanceId id = id("x");
    byte[] key = bytes(id.toString());
    int right = part(id.serviceId().toString());
    int wrong = (right + 1) % Parts.PARTITIONS;
    RecordHeaders stamp = stamp(Instant.now(), epoch);
    bad("not-json", topic, right, key, bytes("UP!"), stamp);
    bad("not-json", topic, right, key, bytes(fine.substring(0, fine.length() / 2)), stamp);
    bad("not-an-event", topic, right, key, bytes("{}"), stamp);
    bad(
        "unknown-type",
        topic,
        right,
        key,
        bytes(fine.replace("instance-status.v1\"", "instance-mood.v1\"")),
        stamp);
    bad(
        "wrong-topic",
        topic,
        right,
        key,
        bytes(json("x", new NodeHeartbeat(NODE, "PRD", "", "", "", 10))),
        stamp);
    bad("bad-field", topic, right, key, bytes(fine.replace(id.toString(), "doors")), stamp);
    bad("wrong-key", topic, right, bytes("doors/y@n1"), bytes(fine), stamp);
    bad("wrong-partition", topic, wrong, key, bytes(fine), stamp);
    bad("bad-header", topic, right, key, bytes(fine), new RecordHeaders());
    bad("epoch-ahead", topic, right, key, bytes(fine), stamp(Instant.now(), epoch + 90_000));
    odd("mood", json -> json.replace("\"status\":\"up\"", "\"status\":\"happy\""), Instant.now());
    odd(
        "later",
        json -> json.replace("\"data\":{", "\"new\":[1],\"data\":{\"later\":{\"deep\":[]},"),
        Instant.now());
    odd("ahead", json -> json, Instant.now().plus(AHEAD));
  }

  private void heartbeats() {
    byte[] beat = bytes(json("beat", new NodeHeartbeat(NODE, "PRD", "", "", "", 10)));
    bad(
        "null-key",
        Topic.NODE_HEARTBEAT,
        part(NODE.toString()),
        null,
        beat,
        stamp(Instant.now(), epoch));
    // the broker itself takes no record without a key on a topic that is compacted
    refused("null key", Topic.INSTANCE_STATUS, null, beat);
  }

  private void sizes() {
    byte[] five = new byte[5_000_000];
    java.util.Arrays.fill(five, (byte) ' ');
    byte[] key = bytes("k");
    // compressed it is small, and passes the broker
    bad("too-large", Topic.INSTANCE_STATUS, 0, key, five, stamp(Instant.now(), epoch));
    bad("too-large", Topic.ACTION, 0, key, five, stamp(Instant.now(), epoch));
    new java.util.Random(1).nextBytes(five);
    refused("5 MB", Topic.INSTANCE_STATUS, key, five);
  }

  private void actions() {
    ActionBegin begin =
        new ActionBegin(
            "a-good", id("x"), "start", ActionOrigin.USER, "lab", "start", 1, Instant.now(), 60);
    String fine = json("a", begin);
    int right = part(begin.anchor());
    byte[] key = bytes(begin.key());
    RecordHeaders stamp = stamp(Instant.now(), epoch);
    bad("bad-field", Topic.ACTION, right, key, bytes(fine.replace("\"a-good\"", "\"\"")), stamp);
    bad("wrong-partition", Topic.ACTION, (right + 1) % Parts.PARTITIONS, key, bytes(fine), stamp);
    bad("epoch-ahead", Topic.ACTION, right, key, bytes(fine), stamp(Instant.now(), epoch + 90_000));
    bad("null-key", Topic.ACTION, right, null, bytes(fine), stamp);
    send(Topic.ACTION, right, key, bytes(fine.replace("\"user\"", "\"oracle\"")), stamp);
    read.add("action a-good");
  }

  /** A status that looks odd and is read all the same. */
  private void odd(String service, java.util.function.UnaryOperator<String> change, Instant clock) {
    Event event = status(service, Availability.UP);
    String json =
        change.apply(
            new String(
                EventCodec.encode(new Envelope<>(service, NODE.toString(), clock, event)),
                StandardCharsets.UTF_8));
    send(
        Topic.INSTANCE_STATUS,
        part(event.anchor()),
        bytes(event.key()),
        bytes(json),
        stamp(clock, epoch));
    read.add("instance " + event.key());
  }

  private void good(String name, Event event) {
    odd(name, json -> json, Instant.now());
  }

  private void bad(
      String reason, Topic topic, int part, byte[] key, byte[] value, RecordHeaders headers) {
    rejected.put(topic.wire() + '-' + part + '@' + send(topic, part, key, value, headers), reason);
  }

  /** Offset of the record. */
  private long send(Topic topic, int part, byte[] key, byte[] value, RecordHeaders headers) {
    sent++;
    try {
      return producer
          .send(new ProducerRecord<>(topic.wire(), part, null, key, value, headers))
          .get()
          .offset();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker took no record on " + topic.wire(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void refused(String what, Topic topic, byte[] key, byte[] value) {
    try {
      send(topic, 0, key, value, stamp(Instant.now(), epoch));
    } catch (IllegalStateException e) {
      refusedByBroker.add(what + ": " + e.getCause().getClass().getSimpleName());
    }
  }

  private Outcome outcome(Parts parts) {
    Map<String, String> found = new TreeMap<>();
    new Evidence(parts)
        .records(
            List.of(Topic.REJECTED),
            record -> {
              String value = new String(record.value(), StandardCharsets.UTF_8);
              try {
                found.put(
                    new String(record.key(), StandardCharsets.UTF_8),
                    Json.MAPPER.readTree(value).path("data").path("reason").asText());
              } catch (java.io.IOException e) {
                throw new IllegalStateException("a rejected record cannot be read: " + value, e);
              }
            });
    List<String> held = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    Rows.each(
        parts.database(),
        "SELECT id FROM instance",
        row -> held.add("instance " + row.getString(1)));
    Rows.each(
        parts.database(), "SELECT id FROM action", row -> held.add("action " + row.getString(1)));
    read.stream()
        .filter(name -> !held.contains(name))
        .forEach(name -> wrong.add(name + " is missing"));
    held.stream()
        .filter(name -> !read.contains(name))
        .forEach(name -> wrong.add(name + " was not sent"));
    Rows.each(
        parts.database(),
        "SELECT id, avail FROM instance WHERE avail <> IF(service='mood','undef','up')",
        row -> wrong.add(row.getString(1) + " is " + row.getString(2)));
    Rows.each(
        parts.database(),
        "SELECT id FROM instance WHERE since > known_from + 30000",
        row -> wrong.add(row.getString(1) + " begins in the future"));
    if (!parts.allAlive()) {
      wrong.add("a part ended");
    }
    return new Outcome(sent, refusedByBroker, held, found, rejected, wrong);
  }

  private static Event status(String service, Availability word) {
    return new QuietInstance(id(service), List.of(NODE.node())).evaluate();
  }

  private static InstanceId id(String service) {
    return new InstanceId(CLUSTER, service, NODE.node());
  }

  private static String json(String id, Event event) {
    return new String(
        EventCodec.encode(new Envelope<>(id, NODE.toString(), Instant.now(), event)),
        StandardCharsets.UTF_8);
  }

  private RecordHeaders stamp(Instant sentAt, long atEpoch) {
    RecordHeaders headers = new RecordHeaders();
    new Stamp(new Order(atEpoch, ++seq), sentAt, "doors").writeTo(headers);
    return headers;
  }

  private static int part(String anchor) {
    return Partition.of(anchor, Parts.PARTITIONS);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static KafkaProducer<byte[], byte[]> producer(String bootstrap) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "compression.type",
            "gzip",
            "max.request.size",
            10_000_000,
            "linger.ms",
            0),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
