package io.vigie.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.action.ActionRow;
import io.vigie.api.instance.InstanceRow;
import io.vigie.api.list.Row;
import io.vigie.api.node.NodeExtras;
import io.vigie.api.node.NodeRow;
import io.vigie.api.service.ServiceRow;
import io.vigie.contract.availability.Availability;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.ActionEnd;
import io.vigie.contract.event.ActionOrigin;
import io.vigie.contract.event.ActionStatus;
import io.vigie.contract.event.InstanceHealth;
import io.vigie.contract.event.LogLevel;
import io.vigie.contract.event.Maintenance;
import io.vigie.contract.event.NodeHealth;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.event.ResourceStatus;
import io.vigie.contract.event.ServiceHealth;
import io.vigie.contract.event.StatusLine;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.Rid;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.wire.Json;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists and pages as a browser reads them. */
class ObjectsTest {
  private static final Instant THEN = Instant.parse("2026-11-24T09:36:00.120456Z");
  private static final String ODD_ID = "20/09 start?#%é+";
  private static final InstanceId WEB = new InstanceId("default", "web", "n1");

  private static final InstanceHealth INSTANCE =
      new InstanceHealth(
          WEB,
          3,
          false,
          Availability.STDBY_UP,
          Availability.WARN,
          true,
          true,
          "leaving",
          true,
          false,
          THEN,
          THEN,
          null,
          "Évènements",
          "PRD",
          "DEV",
          "lxc",
          Topology.FLEX,
          List.of("n1", "n2"),
          true,
          true,
          "start",
          "ready",
          Map.of(ResourceGroup.FS, Availability.UP, ResourceGroup.IP, Availability.NA),
          Map.of(
              Rid.parse("fs#1"),
              new ResourceStatus(
                  Availability.UP,
                  "fs.ext4",
                  "/dev/sda1 on /srv",
                  true,
                  false,
                  true,
                  false,
                  null,
                  List.of(new StatusLine(LogLevel.WARN, "à 91 %")))),
          null,
          List.of(),
          "");
  private static final ServiceHealth SERVICE =
      new ServiceHealth(
          WEB.serviceId(),
          5,
          false,
          Availability.UNDEF,
          Availability.WARN,
          true,
          true,
          false,
          THEN,
          THEN,
          "Évènements",
          "PRD",
          "lxc",
          Topology.FLEX,
          1,
          2,
          List.of("n1", "n2"),
          List.of(),
          List.of("n2"),
          List.of("n1"),
          1,
          "start",
          Map.of(ResourceGroup.FS, Availability.UNDEF, ResourceGroup.SYNC, Availability.UP),
          null,
          "");
  private static final NodeHealth NODE =
      new NodeHealth(
          new NodeId("default", "n1"),
          2,
          false,
          NodeState.LEAVING,
          true,
          THEN,
          THEN,
          null,
          -40_000,
          300,
          "PRD",
          "Évry",
          "boot",
          "1.0",
          7,
          new Maintenance(THEN.plusSeconds(60), "new memory", "zoe@n1"),
          null,
          null,
          "");
  private static final ActionEnd ACTION =
      new ActionEnd(
          ODD_ID,
          WEB,
          "start",
          ActionOrigin.MONITOR,
          "root",
          "vigie-agent start web",
          42,
          THEN,
          THEN.plusMillis(1_500),
          ActionStatus.ERR);

  private static Client admin;

  @BeforeAll
  static void record() {
    TestDatabase.forget();
    Recorded.put(INSTANCE);
    Recorded.put(SERVICE);
    Recorded.put(NODE);
    Recorded.put(ACTION, 9);
    TestDatabase.update(
        "INSERT INTO action_line (action,number,rid,level,text,pid,begin_at,end_at,status,part,pos)"
            + " VALUES (?,0,'','info','begin',42,1000,NULL,NULL,0,0),"
            + "(?,1,'fs#1','error','échec',43,1000,2000,'err',0,0)",
        ODD_ID,
        ODD_ID);
    TestDatabase.update(
        "INSERT INTO service_config (id,cluster,service,node,epoch,seq,stamp,checksum,content,part,pos)"
            + " VALUES ('default/web@n1','default','web','n1',1,1,5000,'abc','[DEFAULT]\n',0,0)");
    TestDatabase.update(
        "INSERT INTO service_span (id,n,month,avail,overall,stale,since,until,known_from,known_until)"
            + " VALUES ('default/web',1,197001,'up','up',0,1000,2000,0,0),"
            + "('default/web',2,197001,'down','down',0,2000,3000,0,0)");
    admin = Lab.get().client().signedIn();
  }

  @Test
  void aRowReadFromItsTableIsTheRowOfItsEvent() throws Exception {
    assertThat(only("instances")).isEqualTo(json(InstanceRow.of(INSTANCE, List.of())));
    assertThat(only("services")).isEqualTo(json(ServiceRow.of(SERVICE, List.of())));
    assertThat(only("actions")).isEqualTo(json(ActionRow.of(ACTION, 9, "Évènements")));
    NodeExtras extras = NodeExtras.of(1, "", List.of(INSTANCE.app()), List.of());
    assertThat(only("nodes")).isEqualTo(json(NodeRow.of(NODE, extras)));
  }

  @Test
  void whatIsUnknownIsSaidToBe() {
    JsonNode row = only("instances");

    assertThat(row.get("lastReport").isNull()).isTrue();
    assertThat(row.get("responsibles")).isEmpty();
    assertThat(row.get("since").asText()).isEqualTo("2026-11-24T09:36:00.120Z");
    assertThat(row.get("groups")).hasToString("{\"ip\":\"n/a\",\"fs\":\"up\"}");
  }

  @Test
  void aListAnswersAllThatThePageReads() {
    JsonNode answer = admin.json("/api/v1/instances?q=app%3D%C3%89v%C3%A8nements&limit=1");

    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("rows", "total", "next", "query", "position", "lagMillis");
    assertThat(answer.get("total").asInt()).isEqualTo(1);
    assertThat(answer.get("next").isNull()).isTrue();
    assertThat(answer.get("query").get(0)).hasToString("{\"text\":\"app=Évènements\"}");
  }

  @Test
  void aCommaInAFilterBelongsToIt() {
    assertThat(
            admin
                .json("/api/v1/instances?q=service%3D~%22w(e%7Ca)%7B1,2%7Db%22")
                .get("total")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void thePageOfAServiceHasItsInstancesResourcesActionsConfigurationsAndTimeline()
      throws Exception {
    JsonNode page = admin.json("/api/v1/services/default/web");

    assertThat(page.get("service")).isEqualTo(json(ServiceRow.of(SERVICE, List.of())));
    JsonNode instance = page.get("instances").get(0);
    assertThat(instance.get("id").asText()).isEqualTo("default/web@n1");
    assertThat(instance.get("resources").get(0))
        .hasToString(
            "{\"rid\":\"fs#1\",\"status\":\"up\",\"type\":\"fs.ext4\",\"label\":\"/dev/sda1 on /srv\","
                + "\"optional\":true,\"standby\":true,\"log\":[{\"level\":\"warn\",\"text\":\"à 91 %\"}]}");
    assertThat(page.get("actions").get(0)).isEqualTo(json(ActionRow.of(ACTION, 9, "Évènements")));
    assertThat(page.get("configs").get(0).get("content").asText()).isEqualTo("[DEFAULT]\n");
    assertThat(page.get("configs").get(0).get("stamp").asText())
        .isEqualTo("1970-01-01T00:00:05.000Z");
    assertThat(page.get("timeline").findValuesAsText("avail"))
        .containsExactly("up", "down", "undef");
    assertThat(page.get("timeline").get(2).get("to").isNull()).isTrue();
  }

  @Test
  void whatAPageHasNothingOfIsAnEmptyListAndNotAbsent() {
    Recorded.put(
        new ServiceHealth(
            new ServiceId("other", "bare"),
            1,
            false,
            null,
            null,
            false,
            false,
            false,
            THEN,
            THEN,
            null,
            null,
            null,
            null,
            0,
            0,
            null,
            null,
            null,
            null,
            0,
            null,
            null,
            null,
            null));
    JsonNode page = admin.json("/api/v1/services/other/bare");
    TestDatabase.update("DELETE FROM service WHERE id='other/bare'");

    for (String part : List.of("instances", "actions", "configs")) {
      assertThat(page.get(part)).as(part).isNotNull().isEmpty();
    }
    assertThat(page.get("timeline")).hasSize(1);
  }

  @Test
  void thePageOfANodeHasItsInventoryAndItsInstances() throws Exception {
    JsonNode page = admin.json("/api/v1/nodes/default/n1");

    assertThat(page.get("node").get("state").asText()).isEqualTo("leaving");
    assertThat(page.get("node").get("maintenanceComment").asText()).isEqualTo("new memory");
    assertThat(page.get("node").get("address")).isEmpty();
    assertThat(page.get("instances").get(0)).isEqualTo(json(InstanceRow.of(INSTANCE, List.of())));
  }

  @Test
  void aNodeThatSomebodyWorksOnIsFoundAndIsASilence() {
    for (String q : List.of("maintenanceUntil!=empty", "maintenanceBy=zoe@n1")) {
      assertThat(admin.json("/api/v1/nodes?q=" + q).get("rows")).as(q).hasSize(1);
    }
    assertThat(admin.json("/api/v1/nodes?q=maintenanceUntil=empty").get("rows")).isEmpty();
    JsonNode silence = admin.json("/api/v1/silences/maintenance:default%2Fn1");
    assertThat(silence.get("kind").asText()).isEqualTo("maintenance");
    assertThat(silence.get("q").asText()).isEqualTo("cluster=default node=n1");
    assertThat(silence.get("end")).isEqualTo(silence.get("changes"));
    assertThat(silence.get("comment").asText()).isEqualTo("new memory");
    assertThat(silence.get("by").asText()).isEqualTo("zoe@n1");
    assertThat(silence.get("editable").asBoolean()).isFalse();
    assertThat(admin.json("/api/v1/silences?inForce=true").findValuesAsText("id"))
        .contains("maintenance:default/n1");
    assertThat(admin.get("/api/v1/silences/maintenance:default%2Fn2").statusCode()).isEqualTo(404);
  }

  @Test
  void anActionOfAnyIdIsFoundWithItsLog() {
    String path = "/api/v1/actions/20%2F09%20start%3F%23%25%C3%A9%2B";

    JsonNode page = admin.json(path);

    assertThat(page.get("action").get("id").asText()).isEqualTo(ODD_ID);
    assertThat(page.get("action").get("command").asText()).isEqualTo("vigie-agent start web");
    assertThat(page.get("action").get("durationMillis").asLong()).isEqualTo(1_500);
    assertThat(page.get("log").findValuesAsText("text")).containsExactly("begin", "échec");
    assertThat(page.get("log").get(0).get("end").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/services/default/absent,there is no service default/absent",
    "/api/v1/services/default/%C3%A9t%C3%A9,there is no service default/été",
    "/api/v1/services/default/a%2Fb,there is no service default/a/b",
    "/api/v1/nodes/default/absent,there is no node default/absent",
    "/api/v1/nodes/d%C3%A9faut/n1,there is no node défaut/n1",
    "/api/v1/actions/absent,there is no action absent",
  })
  void whatIsNotThereIsAnsweredInASentence(String path, String sentence) {
    HttpResponse<String> answer = admin.get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Client.json(answer).get("detail").asText()).startsWith(sentence);
  }

  @Test
  void aWrongFilterIsAProblemThatSaysWhereAndWhatWouldBeRight() {
    HttpResponse<String> answer = admin.get("/api/v1/instances?q=avial%3Dup");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(Client.json(answer).get("detail").asText())
        .startsWith(
            "filter avial=up, character 1: there is no field avial; fields are action, app, avail")
        .endsWith("trusted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"instances", "services", "nodes", "actions", "services/default/web"})
  void onlyReadersWhoSignedInRead(String path) {
    assertThat(Lab.get().client().get("/api/v1/" + path).statusCode()).isEqualTo(401);
    HttpResponse<String> head = admin.send("HEAD", "/api/v1/" + path, null);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
      assertThat(
              admin.with("x-vigie-request", "1").send(method, "/api/v1/" + path, "{}").statusCode())
          .as(method)
          .isIn(403, 404, 405);
    }
  }

  private static JsonNode only(String list) {
    JsonNode rows = admin.json("/api/v1/" + list).get("rows");
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private static JsonNode json(Row row) throws Exception {
    return Json.MAPPER.readTree(Json.MAPPER.writeValueAsBytes(row));
  }
}
