package io.vigie.ingest.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionLine;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.sync.SyncState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Services of one cluster that change all the time, each with one instance, one node and one action
 * a change. What the tables must hold in the end follows from how often each has changed.
 */
final class Fleet {
  private static final int LINES = 2;

  private final String cluster;
  private final long[] changes;

  Fleet(String cluster, int services) {
    this.cluster = cluster;
    this.changes = new long[services];
  }

  /** Every service changes once. */
  void change() {
    for (int i = 0; i < changes.length; i++) {
      long n = ++changes[i];
      Lab.send(Story.instance(cluster, service(i), node(i), n));
      Lab.send(Story.service(cluster, service(i), n));
      Lab.send(Story.node(cluster, node(i), n));
      Lab.send(Story.touch(cluster, node(i), n));
      act(new InstanceId(cluster, service(i), node(i)), n);
      copy(new InstanceId(cluster, service(i), node(i)), n);
      Lab.send(Story.audit(person(i), n));
    }
  }

  /** Each run is sent twice: an agent does not know what arrived. */
  private void copy(InstanceId instance, long n) {
    String id = "copy-" + instance.service() + "-" + cluster + "-" + n;
    for (int times = 0; times < 2; times++) {
      Lab.send(Story.run(id, instance, "far", ActionStatus.OK, Story.at(n)));
    }
    Instant end = Story.at(n);
    Lab.send(Story.copy(instance.serviceId(), "far", SyncState.OK, false, end, end));
  }

  private void act(InstanceId instance, long n) {
    String id = instance.service() + "-" + cluster + "-" + n;
    Lab.send(
        new ActionBegin(
            id, instance, "start", ActionOrigin.MONITOR, "monitor", "", 7, Story.at(n), 60));
    for (int line = 0; line < LINES; line++) {
      Lab.send(
          new ActionLine(
              id, instance, line, "app#web", LogLevel.INFO, "…", 7, Story.at(n), null, null));
    }
    Lab.send(
        new ActionEnd(
            id,
            instance,
            "start",
            ActionOrigin.MONITOR,
            "monitor",
            "",
            7,
            Story.at(n),
            Story.at(n + 1),
            ActionStatus.OK));
  }

  /** Nothing lost, nothing twice, nothing from the past: each table against plain counting. */
  void audit() {
    for (int i = 0; i < changes.length; i++) {
      String instance = cluster + "/" + service(i) + "@" + node(i);
      String service = cluster + "/" + service(i);
      String node = cluster + "/" + node(i);
      assertThat(Lab.number("SELECT n FROM instance WHERE id=?", instance)).isEqualTo(changes[i]);
      assertThat(Lab.number("SELECT n FROM service WHERE id=?", service)).isEqualTo(changes[i]);
      assertThat(Lab.number("SELECT n FROM node WHERE id=?", node)).isEqualTo(changes[i]);
      assertThat(spans("instance_span", "avail", instance))
          .isEqualTo(expected(i, n -> Story.avail(n).wire()));
      assertThat(spans("resource_span", "status", instance))
          .isEqualTo(expected(i, n -> Story.avail(n).wire()));
      assertThat(spans("service_span", "avail", service))
          .isEqualTo(expected(i, n -> Story.avail(n).wire()));
      assertThat(spans("node_span", "state", node))
          .isEqualTo(expected(i, n -> Story.state(n).wire()));
      assertThat(
              Lab.rows(
                  "SELECT COUNT(*), SUM(status='ok'), MIN(line_count), MAX(line_count) FROM action"
                      + " WHERE service=? AND cluster=?",
                  service(i),
                  cluster))
          .containsExactly(
              List.of(
                  Long.toString(changes[i]),
                  Long.toString(changes[i]),
                  Integer.toString(LINES),
                  Integer.toString(LINES)));
      String copy = service + ":sync#drp/far";
      assertThat(Lab.number("SELECT COUNT(*) FROM sync_run WHERE copy=?", copy))
          .isEqualTo(changes[i]);
      assertThat(Lab.number("SELECT last_good FROM sync_copy WHERE id=?", copy))
          .isEqualTo(Story.at(changes[i]).toEpochMilli());
      String person = person(i);
      assertThat(Lab.rows("SELECT entry FROM audit WHERE person=? ORDER BY part, n", person))
          .isEqualTo(
              LongStream.rangeClosed(1, changes[i])
                  .mapToObj(n -> List.of(Story.audit(person, n).id()))
                  .toList());
    }
    assertThat(Lab.verify(null)).as("the chain of the audit").noneMatch(d -> d.bad().isPresent());
  }

  private String person(int i) {
    return service(i) + "@" + cluster;
  }

  private static List<String> spans(String table, String word, String id) {
    return Lab.rows(
            "SELECT CONCAT_WS(' ',n,month,"
                + word
                + ",since,until,known_from,known_until) FROM "
                + table
                + " WHERE id=? ORDER BY n",
            id)
        .stream()
        .map(row -> row.get(0))
        .toList();
  }

  private List<String> expected(int i, LongFunction<String> word) {
    return new ArrayList<>(
        LongStream.range(1, changes[i]).mapToObj(n -> span(n, word.apply(n))).toList());
  }

  private static String span(long n, String word) {
    return String.join(
        " ",
        Long.toString(n),
        "202609",
        word,
        Long.toString(Story.at(n).toEpochMilli()),
        Long.toString(Story.at(n + 1).toEpochMilli()),
        Long.toString(Story.known(n).toEpochMilli()),
        Long.toString(Story.known(n + 1).toEpochMilli()));
  }

  private static String service(int i) {
    return "svc" + i;
  }

  private static String node(int i) {
    return "n" + i;
  }
}
