package io.vigie.api.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.api.Recorded;
import io.vigie.api.TestDatabase;
import io.vigie.api.action.ActionRow;
import io.vigie.api.action.ActionTable;
import io.vigie.api.instance.InstanceRow;
import io.vigie.api.instance.InstanceTable;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.ServiceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows that the first users know, as they were published. */
class ScreensOf2010Test {
  private static final Instant THEN = Instant.parse("2010-01-09T04:00:00Z");

  private final Lists lists = new Lists(new Snapshots(TestDatabase.source()));

  @BeforeEach
  void emptyTables() {
    TestDatabase.forget();
  }

  @Test
  void theMonitoringTableIsTheServicesView() {
    List<List<String>> published = table("/2010/monitoring.csv");
    published.forEach(row -> Recorded.put(health(row)));

    List<InstanceRow> rows =
        lists
            .read(InstanceTable.TABLE, Tables.parameters("sort=service,-preferredNode"), Sight.ALL)
            .rows();

    assertThat(rows).hasSameSizeAs(published);
    assertThat(rows.stream().map(ScreensOf2010Test::shown))
        .containsExactlyInAnyOrderElementsOf(published);
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            published.stream().map(row -> InstanceRow.of(health(row), List.of())).toList());
  }

  @Test
  void whatIsDownComesFirst() {
    table("/2010/monitoring.csv").forEach(row -> Recorded.put(health(row)));

    List<InstanceRow> rows =
        lists.read(InstanceTable.TABLE, Tables.parameters(""), Sight.ALL).rows();

    assertThat(rows)
        .extracting(InstanceRow::id)
        .containsExactly(
            "default/unxdevweb01@vm5",
            "default/unxdevweb01@zezette",
            "default/unxdrpencap@vm5",
            "default/unxprrencap@vm4",
            "default/unxprrencap@vm5");
  }

  @Test
  void whatIsDownAndUpOnAnotherNodeComesAfterWhatIsWrong() {
    table("/2010/monitoring.csv").forEach(row -> Recorded.put(health(row)));
    TestDatabase.update("UPDATE instance SET overall='warn' WHERE id='default/unxprrencap@vm5'");
    TestDatabase.update("UPDATE instance SET avail='down' WHERE id='default/unxdrpencap@vm5'");

    List<InstanceRow> rows =
        lists.read(InstanceTable.TABLE, Tables.parameters(""), Sight.ALL).rows();

    assertThat(rows)
        .extracting(InstanceRow::id)
        .startsWith(
            "default/unxdrpencap@vm5", "default/unxprrencap@vm5", "default/unxdevweb01@vm5");
    assertThat(rows).extracting(InstanceRow::servedElsewhere).startsWith(false, false, true);
  }

  @Test
  void theActionsTableIsTheAuditNewestFirst() {
    List<List<String>> published = table("/2010/actions.csv");
    published.stream()
        .filter(row -> !row.get(1).equals("None"))
        .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1), (one, same) -> one))
        .forEach((service, app) -> Recorded.put(service(service, app)));
    published.forEach(row -> Recorded.put(end(row), 7));

    List<ActionRow> rows = lists.read(ActionTable.TABLE, Tables.parameters(""), Sight.ALL).rows();

    assertThat(rows.stream().map(ScreensOf2010Test::shown))
        .containsExactlyInAnyOrderElementsOf(published);
    assertThat(rows).extracting(ActionRow::begin).isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(rows.get(0)).isEqualTo(ActionRow.of(end(published.get(1)), 7, "OSVC"));
  }

  @Test
  void theFilterOfTheScreenOnBeginStillWorks() {
    table("/2010/actions.csv").forEach(row -> Recorded.put(end(row), 7));

    ListAnswer<ActionRow> answer =
        lists.read(
            ActionTable.TABLE,
            Tables.parameters("q=begin>\"2010-01-09 04:01\"&q=app=empty"),
            Sight.ALL);

    assertThat(answer.total()).isEqualTo(6);
  }

  private static InstanceHealth health(List<String> row) {
    Map<ResourceGroup, Availability> groups = new TreeMap<>();
    Availability status = Availability.parse(row.get(8));
    Arrays.stream(ResourceGroup.values())
        .filter(group -> List.of(row.get(9).split(" ")).contains(group.badge()))
        .forEach(group -> groups.put(group, status));
    return new InstanceHealth(
        new InstanceId("default", row.get(0), row.get(7)),
        1,
        false,
        status,
        status,
        true,
        false,
        "",
        false,
        true,
        THEN,
        THEN,
        THEN,
        row.get(2),
        row.get(5),
        row.get(6),
        row.get(1),
        row.get(0).equals("unxprrencap") ? Topology.FLEX : Topology.FAILOVER,
        List.of(row.get(4)),
        false,
        status == Availability.DOWN,
        "",
        "",
        groups,
        Map.of(),
        null,
        List.of(),
        "");
  }

  private static ServiceHealth service(String name, String app) {
    return new ServiceHealth(
        new ServiceId("default", name),
        1,
        false,
        Availability.UP,
        Availability.UP,
        false,
        false,
        false,
        THEN,
        THEN,
        app,
        "PRD",
        "hosted",
        Topology.FAILOVER,
        0,
        0,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        2,
        "",
        Map.of(),
        null,
        "");
  }

  private static ActionEnd end(List<String> row) {
    return new ActionEnd(
        row.get(7),
        new InstanceId("default", row.get(0), row.get(2)),
        row.get(3),
        ActionOrigin.SCHEDULER,
        "root",
        "",
        1,
        moment(row.get(5)),
        moment(row.get(6)),
        ActionStatus.parse(row.get(4)));
  }

  private static Instant moment(String text) {
    return Instant.parse(text.replace(' ', 'T') + "Z");
  }

  private static List<String> shown(InstanceRow row) {
    String badges =
        List.of(ResourceGroup.CONTAINER, ResourceGroup.IP, ResourceGroup.FS, ResourceGroup.DISK)
            .stream()
            .filter(row.groups()::containsKey)
            .map(ResourceGroup::badge)
            .collect(Collectors.joining(" "));
    return List.of(
        row.service(),
        row.containerType(),
        row.app(),
        String.join(" ", row.responsibles()),
        row.preferredNode(),
        row.env(),
        row.nodeEnv(),
        row.node(),
        row.overall().wire(),
        badges);
  }

  private static List<String> shown(ActionRow row) {
    return List.of(
        row.service(),
        row.app().isEmpty() ? "None" : row.app(),
        row.node(),
        row.action(),
        row.status(),
        row.begin().toString().replace('T', ' ').replace("Z", ""),
        row.end().toString().replace('T', ' ').replace("Z", ""),
        row.id());
  }

  private static List<List<String>> table(String resource) {
    try (var in = Objects.requireNonNull(ScreensOf2010Test.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> List.of(line.split(",")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
