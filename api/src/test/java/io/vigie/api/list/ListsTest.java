package io.vigie.api.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vigie.api.TestDatabase;
import io.vigie.api.action.ActionTable;
import io.vigie.api.alert.AlertTable;
import io.vigie.api.check.CheckTable;
import io.vigie.api.filter.Sql;
import io.vigie.api.instance.InstanceTable;
import io.vigie.api.node.NodeTable;
import io.vigie.api.sync.SyncTable;
import io.vigie.contract.topic.Topic;
import io.vigie.filter.QueryException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListsTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_800_000_060_000L);

  private final Lists lists =
      new Lists(new Snapshots(TestDatabase.source()), Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeAll
  static void landscape() {
    Landscape.make(60, 400);
    // what is absent or odd: no inventory, never heard, French, long, a quote
    TestDatabase.update("DELETE FROM node_inventory WHERE id LIKE '%7'");
    TestDatabase.update("UPDATE node SET last_seen=NULL WHERE id LIKE '%3'");
    TestDatabase.update("UPDATE instance SET last_report=NULL WHERE id LIKE '%3'");
    TestDatabase.update("UPDATE instance SET app='Évènement d''été' WHERE id LIKE '%1@%'");
    TestDatabase.update("UPDATE instance SET app=REPEAT('é',255) WHERE id LIKE '%2@%'");
    TestDatabase.update("UPDATE instance SET badges='{}' WHERE id LIKE '%4@%'");
    TestDatabase.update("DELETE FROM service WHERE id LIKE '%5'");
  }

  /** Every list in its own order and in every order that may be asked for. */
  static Stream<String> everySort() {
    return Tables.ALL.stream()
        .flatMap(
            table ->
                Stream.concat(
                        Stream.of(
                            "", "-since,service", "node,-begin", "-node,begin", "status,-service"),
                        table.fields().sortable().stream()
                            .flatMap(name -> Stream.of(name, "-" + name)))
                    .filter(sort -> sorts(table, sort))
                    .map(sort -> table.resource() + "?" + sort));
  }

  private static boolean sorts(RowTable<?> table, String sort) {
    return Stream.of(sort.split(","))
        .allMatch(
            part -> part.isEmpty() || table.fields().sortable().contains(part.replace("-", "")));
  }

  @ParameterizedTest
  @MethodSource("everySort")
  void pagesTogetherAreTheWholeListAndNoRowIsThereTwice(String request) {
    RowTable<?> table = Tables.of(request.substring(0, request.indexOf('?')));
    String sort = "sort=" + request.substring(request.indexOf('?') + 1);
    List<String> whole = ids(lists.read(table, Tables.parameters(sort + "&limit=1000"), Sight.ALL));

    List<String> together = new ArrayList<>();
    String cursor = "";
    do {
      ListAnswer<? extends Row> page =
          lists.read(table, Tables.parameters(sort + "&limit=37&cursor=" + cursor), Sight.ALL);
      assertThat(page.total()).isEqualTo(whole.size());
      together.addAll(ids(page));
      cursor = page.next();
    } while (cursor != null && together.size() <= whole.size());

    assertThat(together).isEqualTo(whole);
    assertThat(new HashSet<>(whole)).hasSameSizeAs(whole);
  }

  @Test
  void actionsSortedDownwardsAreThoseSortedUpwardsTurnedRound() {
    for (String field : List.of("begin", "service", "node", "status")) {
      List<String> up =
          ids(
              lists.read(
                  ActionTable.TABLE, Tables.parameters("limit=1000&sort=" + field), Sight.ALL));
      List<String> down =
          new ArrayList<>(
              ids(
                  lists.read(
                      ActionTable.TABLE,
                      Tables.parameters("limit=1000&sort=-" + field),
                      Sight.ALL)));

      Collections.reverse(down);
      assertThat(down).as(field).isEqualTo(up);
    }
  }

  @Test
  void tiesAreInTheOrderOfTheirIdsTurnedRoundDownwards() {
    List<JsonNode> rows =
        json(lists.read(InstanceTable.TABLE, Tables.parameters("sort=-env&limit=1000"), Sight.ALL));

    assertThat(rows)
        .isSortedAccordingTo(
            (a, b) -> {
              int byEnv = b.get("env").asText().compareTo(a.get("env").asText());
              return byEnv != 0 ? byEnv : b.get("id").asText().compareTo(a.get("id").asText());
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "instances?q=avail=up",
        "instances?q=avail=down",
        "instances?q=avail=warn",
        "instances?q=avail=undef",
        "instances?q=avail=\"stdby up\"",
        "instances?q=avail=n/a",
        "instances?q=servedElsewhere=true",
        "instances?q=servedElsewhere=false",
        "instances?q=stale=true",
        "instances?q=stale=false",
        "services?q=avail=up",
        "services?q=stale=true",
        "nodes?q=state=alive",
        "nodes?q=state=silent",
        "alerts?q=state=open",
        "alerts?q=state!=open",
        "alerts?q=state!=resolved",
        "alerts?q=state!~open",
        "tickets?q=state=taken",
        "tickets?q=state=closed",
        "tickets?q=state!=closed",
        "tickets?q=state!=open"
      })
  void whatAStateImpliesHidesNoRow(String request) {
    RowTable<?> table = Tables.of(request.substring(0, request.indexOf('?')));
    String term = request.substring(request.indexOf("q=") + 2);
    String[] parts = term.split("!?[=~]", 2);
    String value = parts[1].replace("\"", "");
    boolean negative = term.contains("!");

    List<String> filtered =
        ids(lists.read(table, Tables.parameters("limit=1000&q=" + term), Sight.ALL));

    List<String> expected =
        json(lists.read(table, Tables.parameters("limit=1000"), Sight.ALL)).stream()
            .filter(row -> row.get(parts[0]).asText().equals(value) != negative)
            .map(row -> row.get("id").asText())
            .toList();
    assertThat(filtered).isEqualTo(expected);
  }

  @Test
  void filtersAreAnsweredByTheDatabaseAsTheyWereMeant() {
    assertThat(total("instances", "q=app=\"Évènement d'été\"")).isPositive();
    assertThat(total("instances", "q=app=~\"^Év.* d'été$\""))
        .isEqualTo(total("instances", "q=app=\"Évènement d'été\""));
    assertThat(total("instances", "q=app=\"évènement d'été\"")).isZero();
    assertThat(total("instances", "q=service=Évry")).isZero();
    assertThat(total("instances", "q=service=~É")).isZero();
    assertThat(total("instances", "q=service!~É")).isEqualTo(300);
    assertThat(total("nodes", "q=team!=Équipe")).isEqualTo(60);
    assertThat(total("instances", "q=groups.fs=up") + total("instances", "q=groups.fs=empty"))
        .isEqualTo(300);
    assertThat(total("instances", "q=groups.fs!=up")).isPositive();
    assertThat(total("instances", "q=lastReport=empty") + total("instances", "q=lastReport!=empty"))
        .isEqualTo(300);
    assertThat(total("instances", "q=responsibles=empty")).isEqualTo(300);
    assertThat(total("instances", "q=responsibles=ann")).isZero();
    assertThat(total("nodes", "q=team=empty") + total("nodes", "q=team=unix")).isEqualTo(60);
    assertThat(total("nodes", "q=not team=unix")).isEqualTo(total("nodes", "q=team=empty"));
    assertThat(total("nodes", "q=team=unix or team=empty")).isEqualTo(60);
    assertThat(total("instances", "q=(env=PRD or env=DEV) not (avail=down or avail!=down)"))
        .isZero();
    assertThat(total("nodes", "q=team!=unix")).isEqualTo(total("nodes", "q=team=empty"));
    assertThat(total("nodes", "q=cpuThreads>=10&q=cpuThreads<20")).isBetween(1, 10);
    assertThat(total("nodes", "q=instances=5")).isEqualTo(60);
    assertThat(total("services", "q=upNodes=n1")).isEqualTo(total("services", ""));
    assertThat(total("services", "q=upNodes=n2&q=nodes=n2")).isZero();
    assertThat(total("actions", "q=app=empty") + total("actions", "q=app!=empty")).isEqualTo(400);
    assertThat(total("actions", "q=app=app7")).isEqualTo(total("actions", "q=service=svc7"));
    assertThat(total("actions", "q=durationMillis<=500&q=status!=running")).isEqualTo(350);
    assertThat(total("actions", "q=end=empty")).isEqualTo(50);
    assertThat(total("actions", "q=begin>30s")).isEqualTo(29); // NOW is a minute after the first
  }

  @Test
  void anAnswerSaysItsPositionItsLagAndHowItWasUnderstood() {
    TestDatabase.update(
        "REPLACE INTO `position` (topic,part,topic_id,cluster_id,next) VALUES (?,3,'t','c',42)",
        Topic.NODE_HEALTH.wire());
    TestDatabase.update(
        "REPLACE INTO pulse (topic,part,appended) VALUES ('a',0,?),('a',1,?)",
        NOW.toEpochMilli() - 100,
        NOW.toEpochMilli() - 2_500);

    ListAnswer<?> answer =
        lists.read(
            NodeTable.TABLE,
            Tables.parameters("q= frozen = true &q=site=a and (env=b or (env=c))"),
            Sight.ALL);

    assertThat(Position.parse(answer.position()).next())
        .isEqualTo(Map.of(new TopicPartition(Topic.NODE_HEALTH.wire(), 3), 42L));
    assertThat(answer.lagMillis()).isEqualTo(2_500);
    assertThat(answer.query())
        .extracting(Understood::text)
        .containsExactly("frozen=true", "site=a (env=b or env=c)");
    assertThat(answer.totalCapped()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "q=app=' OR '1'='1",
        "q=app=\"x' OR 1=1 -- \"",
        "q=service=~\"'; DROP TABLE instance; -- \"",
        "q=app=\"\\\\' OR 1=1 #\"",
        "q=groups.fs=\"down')) OR TRUE -- \"",
        "q=app=\"?\"&q=env=\"?\"",
        "q=app=\"{fn now()}\""
      })
  void aValueIsNeverPartOfTheStatement(String query) {
    try {
      assertThat(lists.read(InstanceTable.TABLE, Tables.parameters(query), Sight.ALL).total())
          .isZero();
    } catch (QueryException e) {
      assertThat(e.kind().wire()).startsWith("filter-");
    }
    assertThat(total("instances", "")).isEqualTo(300);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "q=app'=a",
        "q=a;b=c",
        "q=app=a or aap=b",
        "sort=app;DROP TABLE instance",
        "sort=badness",
        "sort=-",
        "sort=app,,env",
        "sort=app,-app",
        "limit=0",
        "limit=1001",
        "limit=ten",
        "limit=1&limit=2",
        "cursor=x",
        "cursor=W10",
        "cursor=WyJhIiwxLCJiIl0",
        "offset=3",
        "q=avail=UPP",
        "q=responsibles>a",
        "sort=responsibles",
        "sort=groups.fs"
      })
  void aWrongQuestionIsRefusedInWords(String query) {
    assertThatThrownBy(() -> lists.read(InstanceTable.TABLE, Tables.parameters(query), Sight.ALL))
        .isInstanceOf(QueryException.class)
        .hasMessageMatching("(?s).{20,}");
  }

  @Test
  void aCursorIsGoodForItsOwnListOnly() {
    String cursor =
        lists.read(InstanceTable.TABLE, Tables.parameters("limit=10&sort=app"), Sight.ALL).next();

    for (String other : List.of("sort=-app", "sort=app&q=frozen=true", "", "sort=env")) {
      assertThatThrownBy(
              () ->
                  lists.read(
                      InstanceTable.TABLE,
                      Tables.parameters(other + "&cursor=" + cursor),
                      Sight.ALL))
          .hasMessageContaining("cursor is not one that this list answered");
    }
  }

  @Test
  void whatIsAskedAllTheTimeNeedsNoFullScan() {
    for (String request :
        List.of(
            "instances",
            "instances?q=avail=down",
            "instances?q=avail=up",
            "instances?q=stale=true",
            "instances?q=service=svc7",
            "instances?q=node=n7",
            "instances?q=app=app7",
            "instances?q=groups.fs=down",
            "instances?q=env=PRD",
            "instances?q=env=PRD&q=avail=down",
            "instances?sort=-since",
            "instances?sort=service",
            "instances?sort=node",
            "services",
            "services?q=avail=down",
            "services?sort=-since",
            "nodes",
            "nodes?q=state=silent",
            "actions",
            "actions?q=status=err",
            "actions?q=status=running",
            "actions?q=service=svc7",
            "actions?q=node=n7",
            "alerts",
            "alerts?q=state=open",
            "alerts?q=state=open heldBy=empty acknowledged=empty",
            "alerts?q=state=open severity=critical",
            "alerts?sort=-raised",
            "alerts?sort=raised",
            "alerts?q=service=svc7",
            "alerts?q=node=n7",
            "alerts?q=app=app7",
            "tickets",
            "tickets?q=state!=closed",
            "tickets?q=state=open",
            "tickets?q=app=app7",
            "audit",
            "audit?q=at<1h",
            "audit?q=person=p7",
            "audit?q=object=o7",
            "audit?sort=person",
            "audit?sort=-object")) {
      int mark = request.indexOf('?');
      RowTable<?> table = Tables.of(mark < 0 ? request : request.substring(0, mark));
      ListRequest asked =
          ListRequest.of(Tables.parameters(mark < 0 ? "" : request.substring(mark + 1)));
      Plan plan = lists.plan(table, asked, Sight.ALL);

      assertThat(fullScans(plan.page(20))).as(request + ", page").isEmpty();
      assertThat(fullScans(plan.count())).as(request + ", total").isEmpty();
    }
  }

  @Test
  void actionsAndChecksAreNeverSorted() {
    for (RowTable<?> table : List.of(ActionTable.TABLE, CheckTable.TABLE)) {
      neverSorted(table, table.fields().sortable());
    }
  }

  @Test
  void copiesOfDataAreNotSortedByWhatHasAnIndexNorScanned() {
    neverSorted(SyncTable.TABLE, SyncTable.TABLE.fields().sortable());
    for (String q : List.of("", "q=state!=ok", "q=state=late", "q=service=svc7", "q=app=app7")) {
      ListRequest asked = ListRequest.of(Tables.parameters(q));
      assertThat(fullScans(lists.plan(SyncTable.TABLE, asked, Sight.ALL).page(20))).as(q).isEmpty();
      assertThat(fullScans(lists.plan(SyncTable.TABLE, asked, Sight.ALL).count())).as(q).isEmpty();
    }
  }

  @Test
  void alertsAreNotSortedByWhatHasAnIndex() {
    neverSorted(AlertTable.TABLE, Set.of("id", "severity", "since", "raised"));
  }

  private void neverSorted(RowTable<?> table, Collection<String> fields) {
    String alias = table.from().replaceFirst(".* ", "") + " ";
    for (String field : fields) {
      for (String sort : List.of(field, "-" + field)) {
        ListRequest asked = ListRequest.of(Tables.parameters("sort=" + sort));

        assertThat(steps(lists.plan(table, asked, Sight.ALL).page(20)))
            .as(table.resource() + " by " + sort)
            .noneMatch(step -> step.startsWith(alias) && step.contains("filesort"));
      }
    }
  }

  @Test
  void onlyTheTablesAFilterSpeaksOfAreReadToCount() {
    ListRequest asked = ListRequest.of(Tables.parameters("q=status=err&q=acknowledged=empty"));

    assertThat(steps(lists.plan(ActionTable.TABLE, asked, Sight.ALL).count()))
        .anyMatch(step -> step.startsWith("a ref") && step.contains("Using index"))
        .noneMatch(step -> step.contains("index condition"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "service",
        "node",
        "nodeEnv",
        "app",
        "containerType",
        "preferredNode",
        "since"
      })
  void instancesAreNotSortedByWhatHasAnIndex(String field) {
    for (String sort : List.of(field, "-" + field)) {
      ListRequest asked = ListRequest.of(Tables.parameters("sort=" + sort));

      assertThat(steps(lists.plan(InstanceTable.TABLE, asked, Sight.ALL).page(20)))
          .as(sort)
          .noneMatch(step -> step.startsWith("i ") && step.contains("filesort"));
    }
  }

  @Test
  void theStateOfAGroupIsFoundInAnIndexAlone() {
    ListRequest asked = ListRequest.of(Tables.parameters("q=groups.fs=down"));

    assertThat(steps(lists.plan(InstanceTable.TABLE, asked, Sight.ALL).page(20)))
        .anyMatch(step -> step.startsWith("i index") && step.contains("Using index"));
  }

  private static List<String> fullScans(Sql sql) {
    return steps(sql).stream()
        .filter(step -> step.contains(" ALL ") && !step.startsWith("<derived"))
        .toList();
  }

  private static List<String> steps(Sql sql) {
    Sql explain = new Sql("EXPLAIN " + sql.text(), sql.args());
    return new Snapshots(TestDatabase.source())
        .read(
            snapshot ->
                snapshot.all(
                    explain,
                    columns ->
                        columns.text("table")
                            + " "
                            + columns.text("type")
                            + " "
                            + columns.text("Extra")));
  }

  private int total(String resource, String query) {
    return lists
        .read(Tables.of(resource), Tables.parameters("limit=1&" + query), Sight.ALL)
        .total();
  }

  private static List<String> ids(ListAnswer<? extends Row> answer) {
    return answer.rows().stream().map(Row::id).toList();
  }

  private static List<JsonNode> json(ListAnswer<?> answer) {
    ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());
    return answer.rows().stream().map(row -> mapper.<JsonNode>valueToTree(row)).toList();
  }
}
