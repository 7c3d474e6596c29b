package io.vigie.standalone.proof;

import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.ActionBegin;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.id.InstanceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rows of the first users' screens, told as agents would tell them: one cluster for each
 * screen, since the two were taken when services had different apps.
 */
final class Screens2010 implements AutoCloseable {
  static final String MONITORING = "monitoring2010";
  static final String ACTIONS = "actions2010";

  private final Agents agents;

  Screens2010(String bootstrap, int partitions) {
    agents = new Agents(bootstrap, partitions);
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
      agents.tell(
          Agents.status(
              new InstanceId(MONITORING, row.get(0), row.get(7)),
              Availability.parse(row.get(8)),
              List.of(row.get(9).split(" ")),
              List.copyOf(nodes),
              flex ? Topology.FLEX : Topology.FAILOVER,
              List.of(row.get(2), row.get(5), row.get(6), row.get(1)),
              List.of()));
    }
    agents.flush();
  }

  void tellActions() throws IOException {
    for (List<String> row : rows("actions")) {
      InstanceId instance = new InstanceId(ACTIONS, row.get(0), row.get(2));
      if (!row.get(1).equals("None")) {
        agents.tell(
            Agents.status(
                instance,
                Availability.UP,
                List.of("app"),
                List.of(row.get(2)),
                Topology.FAILOVER,
                List.of(row.get(1), "PRD", "PRD", "hosted"),
                List.of()));
      }
      Instant begin = moment(row.get(5));
      ActionOrigin origin = ActionOrigin.SCHEDULER;
      String id = row.get(7);
      String action = row.get(3);
      agents.tell(new ActionBegin(id, instance, action, origin, "root", "", 1, begin, 60));
      agents.tell(
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
    agents.flush();
  }

  private static Instant moment(String text) {
    return Instant.parse(text.replace(' ', 'T') + "Z");
  }

  @Override
  public void close() {
    agents.close();
  }
}
