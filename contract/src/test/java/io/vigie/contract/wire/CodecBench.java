package io.vigie.contract.wire;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.InstanceStatus;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.event.StatusLine;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.Rid;
import io.vigie.contract.topic.Partition;
import io.vigie.contract.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Microseconds per record, warm, one thread, of reading a status of 5 resources and about 1 KB:
 * what bounds a collector. A program, not a test: {@code docs/proof.md} has its command and
 * figures.
 */
public final class CodecBench {
  private static final int RECORDS = 1_000;
  private static final int ROUNDS = 200;

  private CodecBench() {}

  public static void main(String[] args) {
    byte[][] values = new byte[RECORDS][];
    Envelope<?>[] envelopes = new Envelope<?>[RECORDS];
    byte[][] keys = new byte[RECORDS][];
    int[] partitions = new int[RECORDS];
    for (int i = 0; i < RECORDS; i++) {
      InstanceStatus status = status(i);
      envelopes[i] =
          new Envelope<>("1795478400." + i, "prod/node" + i, Instant.ofEpochSecond(i), status);
      values[i] = EventCodec.encode(envelopes[i]);
      keys[i] = status.key().getBytes(StandardCharsets.UTF_8);
      partitions[i] = Partition.of(status.anchor(), 4);
    }
    Headers headers = new RecordHeaders();
    Stamp stamp = new Stamp(new Order(1795478400, 7), Instant.ofEpochSecond(1795478400), "a1b2c3");
    stamp.writeTo(headers);
    Instant appended = Instant.ofEpochSecond(1795478401);
    Mac mac = Mac.withKey(new byte[32]);
    System.out.println(values[0].length + " bytes a record");
    for (int warm = 0; warm < 3; warm++) {
      measure("decode", i -> keep(EventCodec.decode(values[i])));
      measure(
          "check",
          i ->
              keep(
                  Inbound.check(
                      Topic.INSTANCE_STATUS,
                      partitions[i],
                      4,
                      keys[i],
                      values[i],
                      headers,
                      appended)));
      measure("encode", i -> keep(EventCodec.encode(envelopes[i])));
      measure("sign", i -> keep(mac.sign("vigie.instance-status.v1", "k", stamp, values[i])));
    }
  }

  private static Object kept;

  private static void keep(Object result) {
    kept = result;
  }

  private static void measure(String what, IntConsumer work) {
    long[] nanos = new long[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      for (int i = 0; i < RECORDS; i++) {
        work.accept(i);
      }
      nanos[round] = System.nanoTime() - begin;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%s: median %.2f µs/record, best %.2f (last result: %s)%n",
        what,
        nanos[ROUNDS / 2] / 1e3 / RECORDS,
        nanos[0] / 1e3 / RECORDS,
        kept.getClass().getSimpleName());
  }

  static InstanceStatus status(int i) {
    Map<Rid, ResourceStatus> resources = new TreeMap<>();
    resources.put(
        Rid.parse("ip#0"), resource("ip.host", "10.0." + i % 250 + ".7/24 on eth0", List.of()));
    resources.put(
        Rid.parse("disk#data"),
        resource("disk.loop", "/srv/web" + i + ".img on loop" + i, List.of()));
    resources.put(
        Rid.parse("fs#data"), resource("fs.ext4", "/dev/loop" + i + " on /srv/web" + i, List.of()));
    resources.put(
        Rid.parse("app#web"),
        resource("app.forking", "nginx -c /etc/web" + i + ".conf", List.of()));
    resources.put(
        Rid.parse("sync#nodes"),
        resource(
            "sync.rsync",
            "rsync to nodes",
            List.of(new StatusLine(LogLevel.INFO, "last 4 minutes ago"))));
    return new InstanceStatus(
        new InstanceId("prod", "web" + i, "node" + i),
        Availability.UP,
        Availability.UP,
        "SHOP",
        "PRD",
        "PRD",
        "hosted",
        Topology.FAILOVER,
        0,
        0,
        "nodes order",
        List.of("node" + i, "node" + (i + 1)),
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

  private static ResourceStatus resource(String type, String label, List<StatusLine> log) {
    return new ResourceStatus(Availability.UP, type, label, false, false, false, true, true, log);
  }
}
