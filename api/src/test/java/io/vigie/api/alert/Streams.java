package io.vigie.api.alert;

import io.vigie.api.Lab;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.AlertMove;
import io.vigie.contract.alert.AlertState;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Event;
import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Tells of alerts and tickets as streams would; change number n, n seconds after noon. */
public final class Streams implements AutoCloseable {
  public static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private final KafkaProducer<byte[], byte[]> producer;

  public Streams(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  public static Alert service(
      AlertKind kind, String service, Severity severity, long n, String app) {
    return alert(
        AlertId.of(kind, service, ""),
        severity,
        n,
        AlertState.OPEN,
        app.isEmpty() ? List.of() : List.of(app),
        ServiceId.parse(service),
        null);
  }

  public static Alert resolved(
      AlertKind kind, String service, Severity severity, long n, String app) {
    return alert(
        AlertId.of(kind, service, ""),
        severity,
        n,
        AlertState.RESOLVED,
        List.of(app),
        ServiceId.parse(service),
        null);
  }

  public static Alert node(
      AlertKind kind, String node, Severity severity, long n, List<String> apps) {
    return alert(
        AlertId.of(kind, node, ""), severity, n, AlertState.OPEN, apps, null, NodeId.parse(node));
  }

  public static Alert app(String app, long n) {
    return alert(
        AlertId.of(AlertKind.APP_WITHOUT_RESPONSIBLE, app, ""),
        Severity.WARNING,
        n,
        AlertState.OPEN,
        List.of(app),
        null,
        null);
  }

  public static Alert collector(long n) {
    return alert(
        AlertId.of(AlertKind.COLLECTOR_BEHIND, "collector", ""),
        Severity.ERROR,
        n,
        AlertState.OPEN,
        List.of(),
        null,
        null);
  }

  public static Alert fleet(long n) {
    return alert(
        AlertId.of(AlertKind.MANY_NODES_SILENT, "fleet", ""),
        Severity.CRITICAL,
        n,
        AlertState.OPEN,
        List.of(),
        null,
        null);
  }

  /** The same, raised for the nth time. */
  public static Alert inEpisode(Alert alert, long episode) {
    return with(alert, episode, null, alert.acknowledged(), alert.n());
  }

  public static Alert heldBy(Alert alert, AlertId root) {
    return with(alert, 1, root, null, alert.n());
  }

  /** What streams make of an acknowledgement. */
  public static Alert acknowledged(Alert alert, String by, String comment) {
    Alert.Acknowledgement said =
        new Alert.Acknowledgement(by, NOON.plusSeconds(60), comment, null, false);
    return with(alert, alert.episode(), alert.heldBy(), said, alert.n() + 1);
  }

  private static Alert with(
      Alert e, long episode, AlertId root, Alert.Acknowledgement acknowledged, long n) {
    return new Alert(
        e.alert(),
        n,
        episode,
        e.occurrence(),
        e.state(),
        e.severity(),
        acknowledged == null ? e.move() : AlertMove.ACKNOWLEDGED,
        e.flapping(),
        root,
        e.since(),
        e.raised(),
        NOON.plusSeconds(n),
        e.resolved(),
        e.reason(),
        e.env(),
        e.production(),
        e.apps(),
        e.service(),
        e.node(),
        e.silencedBy(),
        acknowledged,
        e.ticketed(),
        e.facts(),
        e.evidence());
  }

  private static Alert alert(
      AlertId id,
      Severity severity,
      long n,
      AlertState state,
      List<String> apps,
      ServiceId service,
      NodeId node) {
    boolean open = state == AlertState.OPEN;
    Instant then = NOON.plusSeconds(n);
    return new Alert(
        id,
        n,
        1,
        1,
        state,
        severity,
        open ? AlertMove.RAISED : AlertMove.RESOLVED,
        false,
        null,
        then.minusSeconds(10),
        then,
        then,
        open ? null : then,
        open ? "" : "cleared",
        "PRD",
        true,
        apps,
        service,
        node,
        "",
        null,
        null,
        Map.of("avail", "down"),
        List.of(
            new Alert.Evidence(
                "vigie.service-health.v1-0@" + n, Map.of("avail", "up"), Map.of("avail", "down"))));
  }

  /**
   * @return offset of the record
   */
  public long tell(Event event) throws InterruptedException, ExecutionException {
    byte[] value =
        EventCodec.encode(
            new Envelope<>(UUID.randomUUID().toString(), "vigie/streams", NOON, event));
    int partition = Partition.of(event.anchor(), Lab.PARTITIONS);
    byte[] key = event.key().getBytes(StandardCharsets.UTF_8);
    return producer
        .send(new ProducerRecord<>(event.goesTo().wire(), partition, key, value))
        .get()
        .offset();
  }

  @Override
  public void close() {
    producer.close();
  }
}
