package io.vigie.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.event.Alert;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.Pulse;
import io.vigie.contract.event.Rejected;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Reason;
import io.vigie.contract.wire.Stamp;
import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import io.vigie.streams.pulse.Gates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology on a bench: append time is what a test says, and pulses are the only clock. */
final class Spine implements Wire, AutoCloseable {
  private static final Set<Topic> KEPT =
      EnumSet.of(Topic.ACTION, Topic.SYNC, Topic.COMMAND, Topic.POLICY, Topic.NODE);
  static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  final Metrics metrics = new Metrics();
  final TopologyTestDriver driver;
  private final Map<Topic, TestInputTopic<byte[], byte[]>> inputs = new EnumMap<>(Topic.class);
  private final String transitionsTopic;
  private long now = START.toEpochMilli();
  private long pulses;
  private long apartMillis;

  /** What was sent of what others read as it is. */
  final Map<Topic, List<TestRecord<byte[], byte[]>>> sent = new EnumMap<>(Topic.class);

  Spine(Path stateDir) {
    this(stateDir, 1, Gates.ALWAYS_OPEN);
  }

  Spine(Path stateDir, int partitions, Gates gates) {
    this(stateDir, partitions, gates, name -> new Kept(name, Map.of()));
  }

  private Spine(
      Path stateDir,
      int partitions,
      Gates gates,
      Function<String, KeyValueBytesStoreSupplier> stores) {
    StreamsSettings settings = StreamsSettings.local("nowhere:9092", stateDir);
    transitionsTopic = settings.transitionsTopic();
    VigieTopology topology = new VigieTopology(settings, partitions, gates, metrics, stores);
    Properties config = StreamsConfiguration.of(settings, metrics);
    driver = new TopologyTestDriver(topology.build(), config, START);
  }

  /** The same a moment later, in another process: what it knows is in its stores. */
  Spine restarted(Path stateDir) {
    return restarted(stateDir, store -> true);
  }

  /** The same where only those stores were kept. */
  Spine restarted(Path stateDir, Predicate<String> stores) {
    Map<String, Map<Bytes, byte[]>> kept = new HashMap<>();
    for (String name : driver.getAllStateStores().keySet().stream().filter(stores).toList()) {
      KeyValueStore<String, byte[]> store = driver.getKeyValueStore(name);
      Map<Bytes, byte[]> all = kept.computeIfAbsent(name, each -> new HashMap<>());
      store
          .all()
          .forEachRemaining(
              entry ->
                  all.put(Bytes.wrap(entry.key.getBytes(StandardCharsets.UTF_8)), entry.value));
    }
    close();
    Spine next =
        new Spine(
            stateDir,
            1,
            Gates.ALWAYS_OPEN,
            name -> new Kept(name, kept.getOrDefault(name, Map.of())));
    next.now = now;
    next.pulses = pulses;
    return next;
  }

  /** A store that begins with what another one held, and is looked up only where a real one is. */
  private record Kept(String name, Map<Bytes, byte[]> entries)
      implements KeyValueBytesStoreSupplier {
    @Override
    public KeyValueStore<Bytes, byte[]> get() {
      return new InMemoryKeyValueStore(name) {
        @Override
        public void init(StateStoreContext context, StateStore root) {
          super.init(context, root);
          entries.forEach(this::put);
        }

        @Override
        public byte[] get(Bytes key) {
          assertThat(VigieTopology.LOOKED_UP).contains(name);
          return super.get(key);
        }
      };
    }

    @Override
    public String metricsScope() {
      return "kept";
    }
  }

  @Override
  public Instant now() {
    return Instant.ofEpochMilli(now);
  }

  /** From now on no two records are appended in the same millisecond. */
  Spine oneAfterTheOther() {
    apartMillis = 1;
    return this;
  }

  /** Lets append time pass without a pulse. */
  Spine pause(long millis) {
    now += millis;
    return this;
  }

  /** A second passes, then a pulse arrives on both timed topics. */
  Spine pulse() {
    now += 1_000;
    return burst(1);
  }

  Spine pulses(int count) {
    for (int i = 0; i < count; i++) {
      pulse();
    }
    return this;
  }

  /** Pulses appended at the same moment. */
  Spine burst(int count) {
    for (int i = 0; i < count; i++) {
      Pulse pulse = new Pulse(++pulses, 0);
      byte[] value = EventCodec.encode(new Envelope<>("p" + pulses, "collector", now(), pulse));
      put(Topic.NODE_HEARTBEAT, Pulse.KEY.getBytes(StandardCharsets.UTF_8), value, headers());
      put(Topic.INSTANCE_STATUS, Pulse.KEY.getBytes(StandardCharsets.UTF_8), value, headers());
    }
    return this;
  }

  @Override
  public void put(Event event, Stamp stamp, Instant time) {
    RecordHeaders headers = headers();
    stamp.writeTo(headers);
    byte[] value =
        EventCodec.encode(new Envelope<>("e-" + stamp.order(), "default/agent", time, event));
    put(event.goesTo(), event.key().getBytes(StandardCharsets.UTF_8), value, headers);
  }

  void put(Topic topic, byte[] key, byte[] value, Headers headers) {
    now += apartMillis;
    TestRecord<byte[], byte[]> record = new TestRecord<>(key, value, headers, now());
    if (KEPT.contains(topic)) {
      sent.computeIfAbsent(topic, each -> new ArrayList<>()).add(record);
    }
    inputs
        .computeIfAbsent(
            topic,
            input ->
                driver.createInputTopic(
                    input.wire(), new ByteArraySerializer(), new ByteArraySerializer()))
        .pipeInput(record);
  }

  /** Something on the topic between the two stages. */
  void putMove(byte[] value) {
    driver
        .createInputTopic(transitionsTopic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(new byte[0], value, headers(), now()));
  }

  static RecordHeaders headers() {
    return new RecordHeaders();
  }

  List<InstanceHealth> instances() {
    return read(Topic.INSTANCE_HEALTH, InstanceHealth.class);
  }

  List<ServiceHealth> services() {
    return read(Topic.SERVICE_HEALTH, ServiceHealth.class);
  }

  List<NodeHealth> nodes() {
    return read(Topic.NODE_HEALTH, NodeHealth.class);
  }

  List<Alert> alerts() {
    return read(Topic.ALERT, Alert.class);
  }

  Alert lastAlert() {
    return last(alerts());
  }

  /** A person does something, or sets it. */
  Spine says(Event event) {
    byte[] value = EventCodec.encode(new Envelope<>("act" + now, "collector/api", now(), event));
    put(event.goesTo(), event.key().getBytes(StandardCharsets.UTF_8), value, headers());
    return this;
  }

  List<Rejected> rejected() {
    return read(Topic.REJECTED, Rejected.class);
  }

  /** Everything on that topic since the last reading, of that kind. */
  <E extends Event> List<E> read(Topic topic, Class<E> kind) {
    return raw(topic).stream()
        .map(record -> event(record.value()))
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  List<TestRecord<byte[], byte[]>> raw(Topic topic) {
    return driver
        .createOutputTopic(topic.wire(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  InstanceHealth lastInstance() {
    return last(instances());
  }

  ServiceHealth lastService() {
    return last(services());
  }

  NodeHealth lastNode() {
    return last(nodes());
  }

  /** Throws away what was published so far. */
  Spine forget() {
    for (Topic topic :
        List.of(
            Topic.INSTANCE_HEALTH,
            Topic.SERVICE_HEALTH,
            Topic.NODE_HEALTH,
            Topic.CHECK_HEALTH,
            Topic.SYNC_HEALTH,
            Topic.ALERT,
            Topic.REJECTED)) {
      raw(topic);
    }
    return this;
  }

  long count(Counter counter) {
    return metrics.value(counter);
  }

  long count(Reason reason) {
    return metrics.rejected(reason);
  }

  static Event event(byte[] value) {
    Decoded decoded = EventCodec.decode(value);
    if (decoded instanceof Decoded.Read read) {
      return read.envelope().data();
    }
    throw new AssertionError("what the streams write must be readable; got " + decoded);
  }

  private static <T> T last(List<T> list) {
    if (list.isEmpty()) {
      throw new AssertionError("nothing was published");
    }
    return list.get(list.size() - 1);
  }

  @Override
  public void close() {
    driver.close();
  }
}
