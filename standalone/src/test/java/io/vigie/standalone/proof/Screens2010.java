package io.vigie.standalone.proof;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.InstanceFold;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.Rid;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.Stamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The rows of the first users' screens, told as agents would tell them: one cluster for each
 * screen, since the two were taken when services had different apps.
 */
final class Screens2010 implements AutoCloseable {
  static final String MONITORING = "monitoring2010";
  static final String ACTIONS = "actions2010";

  private final KafkaProducer<byte[], byte[]> producer;
  private final int partitions;
  private final long epoch = Instant.now().getEpochSecond();
  private long seq;

  Screens2010(String bootstrap, int partitions) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.partitions = partitions;
  }

  /** Rows of a screen, without its head. */
  static List<List<String>> rows(String screen) throws IOException {
    Path file = Path.of("../api/src/test/resources/2010", screen + ".csv");
    return Files.readAllLines(file).stream()
        .skip(1)
        .map(line -> List.of(line.split(",", -1)))
        .toList();
  }

  void tellMonitoring() throws IOException {
    List<List<String>> rows = rows("monitoring");
    for (List<String> row : rows) {
      Set<String> nodes = new LinkedHashSet<>(Set.of(row.get(4)));
      rows.stream().filter(r -> r.get(0).equals(row.get(0))).forEach(r -> nodes.add(r.get(7)));
      boolean flex = row.get(0).equals("unxprrencap");
      tell(
          status(
              new InstanceId(MONITORING, row.get(0), row.get(7)),
              Availability.parse(row.get(8)),
              List.of(row.get(9).split(" ")),
              List.copyOf(nodes),
              flex ? Topology.FLEX : Topology.FAILOVER,
              List.of(row.get(2), row.get(5), row.get(6), row.get(1))));
    }
    producer.flush();
  }

  void tellActions() throws IOException {
    for (List<String> row : rows("actions")) {
      InstanceId instance = new InstanceId(ACTIONS, row.get(0), row.get(2));
      if (!row.get(1).equals("None")) {
        tell(
            status(
                instance,
                Availability.UP,
                List.of("app"),
                List.of(row.get(2)),
                Topology.FAILOVER,
                List.of(row.get(1), "PRD", "PRD", "hosted")));
      }
      Instant begin = moment(row.get(5));
      ActionOrigin origin = ActionOrigin.SCHEDULER;
      String id = row.get(7);
      String action = row.get(3);
      tell(new ActionBegin(id, instance, action, origin, "root", "", 1, begin, 60));
      tell(
          new ActionEnd(
              id,
              instance,
              action,
              origin,
              "root",
              "",
              1,
              begin,
              moment(row.get(6)),
              ActionStatus.parse(row.get(4))));
    }
    producer.flush();
  }

  private static InstanceStatus status(
      InstanceId id,
      Availability word,
      List<String> badges,
      List<String> nodes,
      Topology topology,
      List<String> traits) {
    Map<Rid, ResourceStatus> resources = new TreeMap<>();
    Arrays.stream(ResourceGroup.values())
        .filter(group -> badges.contains(group.badge()))
        .forEach(
            group ->
                resources.put(
                    Rid.parse(group.wire() + "#0"), ResourceStatus.of(word, group.wire(), "")));
    InstanceFold fold = InstanceFold.of(resources);
    return new InstanceStatus(
        id,
        fold.avail(),
        fold.overall(),
        traits.get(0),
        traits.get(1),
        traits.get(2),
        traits.get(3),
        topology,
        1,
        nodes.size(),
        "none",
        nodes,
        false,
        true,
        "",
        "idle",
        60,
        0,
        false,
        List.of(),
        resources);
  }

  private void tell(Event event) {
    Instant now = Instant.now();
    String source = event.speaker().toString();
    Order order = new Order(epoch, ++seq);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            event.type().topic().wire(),
            Partition.of(event.anchor(), partitions),
            event.key().getBytes(StandardCharsets.UTF_8),
            EventCodec.encode(new Envelope<>(source + "/" + order, source, now, event)));
    new Stamp(order, now, "2010").writeTo(record.headers());
    producer.send(record);
  }

  private static Instant moment(String text) {
    return Instant.parse(text.replace(' ', 'T') + "Z");
  }

  @Override
  public void close() {
    producer.close();
  }
}
