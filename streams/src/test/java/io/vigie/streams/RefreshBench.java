package io.vigie.streams;

import static io.vigie.contract.availability.Availability.UP;

import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.Inbound;
import io.vigie.contract.wire.Order;
import io.vigie.contract.wire.Stamp;
import io.vigie.streams.alert.Alerts;
import io.vigie.streams.flow.Admitted;
import io.vigie.streams.flow.Inflow;
import io.vigie.streams.flow.Position;
import io.vigie.streams.metric.Counter;
import io.vigie.streams.metric.Metrics;
import io.vigie.streams.pulse.Gates;
import io.vigie.streams.service.WatchServices;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Microseconds of CPU for an unchanged refresh of 5 resources and about 1 KB, warm, one thread,
 * Kafka's own part left out: the door, and the service stage behind it. A program, not a test.
 */
final class RefreshBench {
  private static final int INSTANCES = 1_000;
  private static final int ROUNDS = 100;
  private static final long START = Spine.START.toEpochMilli();

  private final Metrics metrics = new Metrics();
  private final WatchServices stage =
      new WatchServices(
          new WatchServices.Wiring(
              "ih", "sh", "yh", new Alerts.Sinks("alert", "siem", "people"), "tell", "moves"),
          1,
          Gates.ALWAYS_OPEN,
          metrics);
  private final byte[][] keys = new byte[INSTANCES][];
  private final byte[][] values = new byte[INSTANCES][];
  private long seq;

  public static void main(String[] args) {
    new RefreshBench().run(Path.of(args[0]));
  }

  private void run(Path stateDir) {
    MockProcessorContext<String, Object> context =
        new MockProcessorContext<>(new Properties(), new TaskId(1, 0), stateDir.toFile());
    for (String name : WatchServices.STORES) {
      KeyValueStore<String, byte[]> store =
          Stores.keyValueStoreBuilder(
                  Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
              .withLoggingDisabled()
              .build();
      store.init(context.getStateStoreContext(), store);
    }
    context.setCurrentSystemTimeMs(START);
    stage.init(context);
    for (int i = 0; i < INSTANCES; i++) {
      InstanceStatus status = status(i);
      keys[i] = status.key().getBytes(StandardCharsets.UTF_8);
      values[i] =
          EventCodec.encode(new Envelope<>("1795478400." + i, "prod/n", Spine.START, status));
    }
    System.out.println(values[7].length + " bytes a record");
    for (int warm = 0; warm < 4; warm++) {
      measure("door", false);
      measure("door and stage", true);
      context.resetForwards();
    }
    System.out.println(
        metrics.value(Counter.UNCHANGED) + " unchanged of " + metrics.value(Counter.STATUSES));
  }

  private void measure(String what, boolean whole) {
    long[] nanos = new long[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      RecordHeaders headers = new RecordHeaders();
      new Stamp(new Order(START / 1_000, ++seq), Spine.START, "install").writeTo(headers);
      long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      for (int i = 0; i < INSTANCES; i++) {
        read(i, headers, whole);
      }
      nanos[round] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%s: median %.2f µs a status, best %.2f%n",
        what, nanos[ROUNDS / 2] / 1e3 / INSTANCES, nanos[0] / 1e3 / INSTANCES);
  }

  private void read(int i, RecordHeaders headers, boolean whole) {
    Inbound.Checked checked =
        Inbound.check(
            Topic.INSTANCE_STATUS,
            0,
            1,
            keys[i],
            values[i],
            headers,
            Instant.ofEpochMilli(START + seq * 600));
    Inbound.Checked.Passed passed = (Inbound.Checked.Passed) checked;
    if (whole) {
      long appended = START + seq * 600;
      Position position = new Position(Topic.INSTANCE_STATUS.wire(), 0, seq);
      Inflow in = new Admitted(passed.envelope(), passed.stamp(), position, appended);
      stage.process(new Record<>(null, in, appended));
    }
  }

  private static InstanceStatus status(int i) {
    Agent.StatusBuilder status = new Agent(null, "node" + i).status("web" + i);
    for (String rid : new String[] {"ip#0", "disk#data", "fs#data", "app#web", "container#0"}) {
      status.resource(
          rid, ResourceStatus.of(UP, "driver." + rid.charAt(0), "/dev/mapper/vg0-" + rid + i));
    }
    return status.nodes("node" + i, "node" + (i + 1)).build();
  }
}
