package io.vigie.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Committed;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.contract.event.ActionRequest;
import io.vigie.contract.topic.Topic;
import io.vigie.contract.wire.Decoded;
import io.vigie.contract.wire.EventCodec;
import io.vigie.contract.wire.RequestKey;
import io.vigie.store.Digest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asking nodes for actions: what is asked, of whom, and what waits for a second person. */
class RequestsTest {
  private static final String ALL = "start\",\"stop\",\"restart\",\"freeze";

  private final Lab lab = Lab.get();
  private final Client admin = lab.client().signedIn().with("x-vigie-request", "1");

  @BeforeEach
  void nodes() {
    TestDatabase.forget();
    forgetRequests();
    node("q1", "alive", ALL);
    node("q2", "alive", ALL);
    node("q3", "alive", "freeze");
    node("q4", "silent", ALL);
    node("q5", "alive", "");
    instance("web", "q1", "failover", "up", "PRD", "pay", false);
    instance("web", "q2", "failover", "down", "PRD", "pay", true);
    instance("db", "q1", "failover", "down", "TST", "pay", false);
    instance("db", "q2", "failover", "down", "TST", "pay", false);
    instance("grid", "q1", "flex", "up", "TST", "mail", false);
    instance("grid", "q2", "flex", "down", "TST", "mail", false);
    for (String node : List.of("q3", "q4", "q5")) {
      instance("lone" + node, node, "failover", "up", "TST", "pay", false);
    }
    person("q-own", "operator", "pay");
    person("q-other", "operator", "pay");
    person("q-viewer", "viewer", "pay");
  }

  @AfterAll
  static void forget() {
    TestDatabase.forget();
    forgetRequests();
    TestDatabase.update("DELETE FROM answerable WHERE who LIKE 'q-%'");
    TestDatabase.update("DELETE FROM api_token WHERE person LIKE 'q-%'");
    TestDatabase.update("DELETE FROM person WHERE name LIKE 'q-%'");
  }

  private static void forgetRequests() {
    for (String table : List.of("action_request", "action_request_target", "request_key")) {
      TestDatabase.update("DELETE FROM " + table);
    }
  }

  @Test
  void whatIsAskedGoesSignedToTheNodeOnceWithACounterThatGrows() throws Exception {
    String body =
        "{\"action\":\"stop\",\"instances\":[\"k/web@q1\"],\"rids\":[\"fs#1\",\"ip\"],"
            + "\"tags\":[\"front\"],\"comment\":\" change 12 \"}";
    JsonNode first = post(person("q-own"), "", body);
    JsonNode second = post(person("q-own"), "", body);

    assertThat(first.get("state").asText()).isEqualTo("sent");
    assertThat(first.get("done").asInt()).isOne();
    assertThat(first.get("production").asInt()).isOne();
    await().untilAsserted(() -> assertThat(asked("k/q1", first, second)).hasSize(2));
    List<ActionRequest> asked = asked("k/q1", first, second);
    ActionRequest one = asked.get(0);
    assertThat(one.request()).isEqualTo(first.get("id").asText());
    assertThat(one.service()).isEqualTo("web");
    assertThat(one.action()).isEqualTo("stop");
    assertThat(one.rids()).containsExactly("fs#1", "ip");
    assertThat(one.tags()).containsExactly("front");
    assertThat(one.by()).isEqualTo("q-own");
    assertThat(one.expires()).isEqualTo(one.issued().plusSeconds(120));
    assertThat(asked.get(1).counter()).isGreaterThan(one.counter());
    assertThat(one.counter()).isGreaterThanOrEqualTo(one.issued().toEpochMilli());
    String pem = person("q-viewer").get("/api/v1/requests/key").body();
    assertThat(asked).allMatch(each -> RequestKey.verify(RequestKey.publicKeys(pem), each));
    await()
        .untilAsserted(
            () -> {
              JsonNode entry = Committed.last(Topic.AUDIT, "q-own");
              assertThat(entry.get("act").asText()).isEqualTo("request");
              assertThat(entry.get("object").asText()).isEqualTo(second.get("id").asText());
              assertThat(entry.at("/after/instances/0").asText()).isEqualTo("k/web@q1");
              assertThat(entry.at("/after/selectors/rids")).hasSize(2);
              assertThat(entry.at("/after/comment").asText()).isEqualTo("change 12");
            });
  }

  @Test
  void theSigningKeyIsMadeOnceForItsOwnerAlone() throws Exception {
    String pem = admin.get("/api/v1/requests/key").body();
    Path key = lab.settings("main").data().resolve("request.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(key.resolveSibling("request.pub"))).isEqualTo(pem);
    RequestKeys again = new RequestKeys(lab.settings("main"));
    assertThat(again.publicPem()).isEqualTo(pem);
  }

  @Test
  void aConsoleWithAnotherKeyThanTheNodesTrustSaysSoAndAsksNothing() {
    TestDatabase.update("INSERT INTO request_key (one,public) VALUES (1,'of another')");
    HttpResponse<String> answer =
        admin.send("POST", "/api/v1/requests", "{\"action\":\"stop\",\"nodes\":[\"k/q1\"]}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
    assertThat(Client.json(answer).get("detail").asText()).contains("put request.key and");
    assertThat(admin.json("/api/v1/requests").get("rows")).isEmpty();
    HttpResponse<String> key = admin.get("/api/v1/requests/key");
    assertThat(key.statusCode()).as("no node is to pin it: " + key.body()).isEqualTo(409);
  }

  @Test
  void theFirstConsoleThatGivesItsKeyAwayDecidesWhoseCounts() {
    String pem = admin.get("/api/v1/requests/key").body();
    assertThat(TestDatabase.text("SELECT public FROM request_key", "public")).isEqualTo(pem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          q-own   | stop   | k/web@q1     | done
          q-own   | stop   | k/grid@q1    | missing
          q-own   | stop   | k/nothing@q1 | missing
          q-own   | freeze | k/loneq3@q3  | done
          q-own   | stop   | k/loneq3@q3  | not-allowed
          q-own   | stop   | k/loneq4@q4  | not-alive
          q-own   | stop   | k/loneq5@q5  | no-requests
          q-own   | start  | k/web@q2     | up-elsewhere
          q-own   | stop   | k/web@q2     | done
          q-own   | start  | k/db@q1      | done
          admin   | stop   | k/grid@q1    | done
          """)
  void ofEachItIsToldWhatBecomesOfIt(String who, String action, String instance, String fate) {
    Client client = who.equals("admin") ? admin : person(who);
    String body = "{\"action\":\"%s\",\"instances\":[\"%s\"]}".formatted(action, instance);
    for (String address : List.of("/preview", "")) {
      JsonNode answer = post(client, address, body);
      assertThat(answer.at("/targets/0/fate").asText()).as(address).isEqualTo(fate);
      boolean asked = address.isEmpty() && fate.equals("done");
      assertThat(answer.get("id").asText().isEmpty()).isEqualTo(!asked);
    }
    assertThat(admin.json("/api/v1/requests").get("rows")).hasSize(fate.equals("done") ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          start   | services | k/db    | k/db@q1 done
          start   | services | k/web   | k/web@q1 done
          stop    | services | k/web   | k/web@q1 done
          freeze  | services | k/web   | k/web@q1 done, k/web@q2 done
          start   | services | k/grid  | k/grid@q2 done
          stop    | services | k/grid  | k/grid@q1 done
          stop    | nodes    | k/q1    | k/grid@q1 done, k/web@q1 done
          start   | nodes    | k/q2    | k/db@q2 done, k/grid@q2 done, k/web@q2 up-elsewhere
          restart | nodes    | k/q2    | k/db@q2 done, k/grid@q2 done, k/web@q2 up-elsewhere
          """)
  void aServiceOrANodeStandsForWhatMakesSense(
      String action, String kind, String name, String expected) {
    JsonNode answer =
        post(
            admin, "/preview", "{\"action\":\"%s\",\"%s\":[\"%s\"]}".formatted(action, kind, name));
    assertThat(fates(answer)).isEqualTo(expected);
  }

  @Test
  void aFailoverServiceIsNotStartedOnTwoNodesAtOnce() {
    String body = "{\"action\":\"start\",\"instances\":[\"k/db@q1\",\"k/db@q2\",\"k/grid@q2\"]}";
    assertThat(fates(post(admin, "/preview", body)))
        .isEqualTo("k/db@q1 one-only, k/db@q2 one-only, k/grid@q2 done");
  }

  @Test
  void aFailoverServiceIsNotStartedOnTwoNodesForSomeResourcesEither() {
    String body =
        "{\"action\":\"start\",\"rids\":[\"fs\"],\"instances\":[\"k/db@q1\",\"k/db@q2\","
            + "\"k/web@q1\",\"k/web@q2\"]}";
    assertThat(fates(post(admin, "/preview", body)))
        .isEqualTo("k/db@q1 one-only, k/db@q2 one-only, k/web@q1 done, k/web@q2 up-elsewhere");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          avail='stdby up',served_elsewhere=FALSE WHERE id='k/web@q2'         | up-elsewhere
          avail='warn' WHERE id='k/web@q1'                                    | up-elsewhere
          avail='undef',trusted=FALSE WHERE id='k/web@q1'                     | done
          avail='up',trusted=FALSE WHERE id='k/web@q1'                        | done
          avail='down',monitor='starting' WHERE id='k/web@q1'                 | one-only
          avail='down',action='provision' WHERE id='k/web@q1'                 | one-only
          avail='down',action='stop',monitor='stopping' WHERE id='k/web@q1'   | done
          avail='down',action='start',trusted=FALSE WHERE id='k/web@q1'       | done
          avail='down',action='start' WHERE id IN ('k/web@q1','k/web@q2')     | one-only
          avail='down',topology='flex',action='start' WHERE service='web'     | done
          """)
  void aStartWaitsForWhatAnotherNodeDoesWithIt(String seen, String fate) {
    TestDatabase.update("UPDATE instance SET " + seen);
    String body = "{\"action\":\"start\",\"instances\":[\"k/web@q2\"]}";
    assertThat(fates(post(admin, "/preview", body))).isEqualTo("k/web@q2 " + fate);
  }

  @Test
  void aSecondStartElsewhereWaitsUntilTheFirstHasEndedOrCannotBegin() {
    String first = "{\"action\":\"start\",\"instances\":[\"k/db@q1\"]}";
    String second = first.replace("q1", "q2");
    String id = post(admin, "", first).get("id").asText();

    assertThat(fates(post(admin, "", second))).isEqualTo("k/db@q2 one-only");
    assertThat(fates(post(admin, "/preview", first))).isEqualTo("k/db@q1 done");
    ended(admin.json("/api/v1/requests/" + id).at("/items/0/action").asText(), "db", "start");
    assertThat(fates(post(admin, "", second))).isEqualTo("k/db@q2 done");
    assertThat(fates(post(admin, "", first))).isEqualTo("k/db@q1 one-only");
    TestDatabase.update("UPDATE action_request SET expires=1");
    assertThat(fates(post(admin, "", first))).isEqualTo("k/db@q1 done");
  }

  @Test
  void oneToMoreThanTwentyNodesWaitsForASecondPersonWhoAnswersForItAll() throws Exception {
    many(21);
    JsonNode made = post(person("q-own"), "", stopMany(21));
    assertThat(made.get("state").asText()).isEqualTo("proposed");
    assertThat(made.get("second").asBoolean()).isTrue();
    String id = "/" + made.get("id").asText();

    JsonNode own = person("q-own").json("/api/v1/requests" + id);
    assertThat(own.get("confirmable").asBoolean()).isFalse();
    assertThat(own.get("withdrawable").asBoolean()).isTrue();
    assertThat(refusal(person("q-own"), id + "/confirm", 409)).contains("a second person");
    assertThat(person("q-other").json("/api/v1/requests" + id).get("confirmable").asBoolean())
        .isTrue();
    person("q-part", "operator", "mail");
    TestDatabase.update(
        "REPLACE INTO answerable (of_kind,of_id,who_kind,who,reader)"
            + " VALUES ('node','k/m1','person','q-part',FALSE)");
    assertThat(refusal(person("q-part"), id + "/confirm", 403)).contains("not answer for all");
    TestDatabase.update("UPDATE node SET state='silent' WHERE id='k/m7'");

    JsonNode confirmed = post(person("q-other"), id + "/confirm", "{}");

    assertThat(confirmed.get("state").asText()).isEqualTo("sent");
    assertThat(confirmed.get("decidedBy").asText()).isEqualTo("q-other");
    assertThat(confirmed.get("items")).as("without what does not speak any more").hasSize(20);
    await().untilAsserted(() -> assertThat(asked("k/m1", made)).hasSize(1));
    assertThat(asked("k/m1", made).get(0).by()).isEqualTo("q-own");
    assertThat(asked("k/m7", made)).isEmpty();
    assertThat(refusal(person("q-other"), id + "/confirm", 409)).contains("it is sent");
    await()
        .untilAsserted(
            () -> {
              JsonNode entry = Committed.last(Topic.AUDIT, "q-other");
              assertThat(entry.get("act").asText()).isEqualTo("confirm");
              assertThat(entry.at("/after/by").asText()).isEqualTo("q-own");
            });
  }

  @Test
  void twentyNodesAreAskedByOnePerson() {
    many(20);
    assertThat(post(person("q-own"), "", stopMany(20)).get("state").asText()).isEqualTo("sent");
  }

  @Test
  void aProposalEndsWhenItIsWithdrawnOrItsHourIsOver() {
    many(21);
    String first = "/" + post(person("q-own"), "", stopMany(21)).get("id").asText();
    assertThat(post(person("q-other"), first + "/withdraw", "{}").get("state").asText())
        .isEqualTo("withdrawn");
    assertThat(refusal(person("q-other"), first + "/confirm", 409)).contains("it is withdrawn");

    String late = "/" + post(person("q-own"), "", stopMany(21)).get("id").asText();
    TestDatabase.update("UPDATE action_request SET expires=1 WHERE id=?", late.substring(1));
    assertThat(refusal(person("q-other"), late + "/confirm", 409)).contains("it is expired");
    assertThat(person("q-own").json("/api/v1/requests" + late).get("state").asText())
        .isEqualTo("expired");
  }

  @Test
  void whoeverLostTheRightSinceIsNotConfirmed() {
    many(21);
    String id = "/" + post(person("q-own"), "", stopMany(21)).get("id").asText();
    TestDatabase.update("UPDATE person SET role='viewer' WHERE name='q-own'");
    assertThat(refusal(person("q-other"), id + "/confirm", 409)).contains("q-own, who asked");
  }

  @Test
  void whatBecameOfItIsThatOfItsActionThere() {
    JsonNode made = post(admin, "", "{\"action\":\"stop\",\"instances\":[\"k/web@q1\"]}");
    String address = "/api/v1/requests/" + made.get("id").asText();
    JsonNode item = admin.json(address).at("/items/0");
    assertThat(item.get("status").asText()).isEqualTo("waiting");
    TestDatabase.update("UPDATE action_request SET expires=1");
    assertThat(admin.json(address).at("/items/0/status").asText()).isEqualTo("unanswered");
    ended(item.get("action").asText(), "web", "stop");
    assertThat(admin.json(address).at("/items/0/status").asText()).isEqualTo("ok");
  }

  @Test
  void whoMayOnlySeeAsksNothing() {
    for (String address : List.of("", "/preview")) {
      HttpResponse<String> answer =
          person("q-viewer")
              .send(
                  "POST",
                  "/api/v1/requests" + address,
                  "{\"action\":\"stop\",\"nodes\":[\"k/q1\"]}");
      assertThat(answer.statusCode()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"nodes":["k/q1"]}                                          | action is missing: say what
          {"action":"reboot","nodes":["k/q1"]}                        | action is one of start, stop,
          {"action":"stop"}                                           | name 1 to 1000 together; got 0
          {"action":"stop","nodes":["q1"]}                            | node id needs a '/'; got "q1"
          {"action":"stop","instances":["k/web"]}                     | instance id needs a '@'
          {"action":"stop","nodes":["k/q1"],"rids":["fs 1; reboot"]}  | rids: each is fs#1 or a group
          {"action":"stop","nodes":["k/q1"],"tags":["$(id)"]}         | tags: each is a word of
          {"action":"freeze","nodes":["k/q1"],"rids":["ip"]}          | freeze takes a whole service
          {"action":"stop","nodes":["k/q1"],"force":true}             | there is no field "force" here
          """)
  void aWrongWishIsToldHow(String body, String why) {
    HttpResponse<String> answer = admin.send("POST", "/api/v1/requests", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(Client.json(answer).get("detail").asText()).contains(why);
  }

  private static void ended(String id, String service, String action) {
    TestDatabase.update(
        "INSERT INTO action (id,cluster,service,node,action,status,origin,by_whom,command,pid,"
            + "begin_at,end_at,timeout_seconds,line_count,n,part,pos)"
            + " VALUES (?,'k',?,'q1',?,'ok','request','admin','',1,5,9,0,0,1,0,0)",
        id,
        service,
        action);
  }

  private static void many(int count) {
    for (int i = 1; i <= count; i++) {
      node("m" + i, "alive", ALL);
      instance("s" + i, "m" + i, "failover", "up", "TST", "pay", false);
    }
  }

  private static String stopMany(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "\"k/m" + i + '"')
        .collect(Collectors.joining(",", "{\"action\":\"stop\",\"nodes\":[", "]}"));
  }

  private static String fates(JsonNode answer) {
    List<String> fates = new ArrayList<>();
    answer
        .get("targets")
        .forEach(each -> fates.add(each.get("id").asText() + ' ' + each.get("fate").asText()));
    return fates.stream().sorted().collect(Collectors.joining(", "));
  }

  /** What the node of that id was asked by these requests. */
  private List<ActionRequest> asked(String node, JsonNode... made) {
    List<String> ids = Arrays.stream(made).map(each -> each.get("id").asText()).toList();
    return Committed.records(lab.bootstrap(), Topic.ACTION_REQUEST).stream()
        .map(each -> ((Decoded.Read) EventCodec.decode(each.value())).envelope().data())
        .map(ActionRequest.class::cast)
        .filter(each -> each.node().toString().equals(node) && ids.contains(each.request()))
        .toList();
  }

  private static JsonNode post(Client client, String address, String body) {
    HttpResponse<String> answer = client.send("POST", "/api/v1/requests" + address, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Client.json(answer);
  }

  private static String refusal(Client client, String address, int status) {
    HttpResponse<String> answer = client.send("POST", "/api/v1/requests" + address, "{}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return Client.json(answer).get("detail").asText();
  }

  private static void node(String name, String state, String actions) {
    TestDatabase.update(
        "INSERT INTO node (id,cluster,node,n,state,frozen,since,known_from,last_seen,skew_millis,"
            + "grace_seconds,env,site,boot_id,agent_version,part,pos)"
            + " VALUES (?,'k',?,1,?,FALSE,0,0,0,0,0,'','','','',0,0)",
        "k/" + name,
        name,
        state);
    TestDatabase.update(
        "INSERT INTO node_inventory (id,epoch,seq,hostname,team,location,os,os_version,kernel,arch,"
            + "manufacturer,model,serial,cpu_model,cpu_threads,memory_bytes,addresses,requests,part,"
            + "pos) VALUES (?,1,1,'','','','','','','','','','','',0,0,'[]',?,0,0)",
        "k/" + name,
        actions.isEmpty() ? "[]" : "[\"" + actions + "\"]");
  }

  private static void instance(
      String service,
      String node,
      String topology,
      String avail,
      String env,
      String app,
      boolean elsewhere) {
    TestDatabase.update(
        "INSERT INTO instance (id,cluster,service,node,n,avail,overall,trusted,stale,stale_reason,"
            + "frozen,provisioned,misplaced,served_elsewhere,since,known_from,last_report,app,env,"
            + "node_env,container_type,topology,preferred_node,action,monitor,badges,resources,part,"
            + "pos) VALUES (?,'k',?,?,1,?,?,TRUE,FALSE,'',FALSE,TRUE,FALSE,?,0,0,0,?,?,'','',?,'q1',"
            + "'','','{}','{}',0,0)",
        "k/" + service + '@' + node,
        service,
        node,
        avail,
        avail,
        elsewhere,
        app,
        env,
        topology);
    TestDatabase.update(
        "REPLACE INTO service (id,cluster,service,n,avail,overall,stale,frozen,misplaced,since,"
            + "known_from,app,env,container_type,topology,flex_min,flex_max,preferred_node,nodes,"
            + "up_nodes,last_known_up_on,instances,action,part,pos) VALUES (?,'k',?,1,'up','up',FALSE,"
            + "FALSE,FALSE,0,0,?,'','','failover',0,0,'','[]','[]','[]',1,'',0,0)",
        "k/" + service,
        service,
        app);
  }

  private static void person(String name, String role, String app) {
    TestDatabase.update(
        "REPLACE INTO person (name,role,created,password_changed) VALUES (?,?,0,0)", name, role);
    TestDatabase.update(
        "REPLACE INTO api_token (id,person,name,created) VALUES (?,?,'test',0)",
        Digest.of("token of " + name),
        name);
    TestDatabase.update(
        "REPLACE INTO answerable (of_kind,of_id,who_kind,who,reader)"
            + " VALUES ('app',?,'person',?,FALSE)",
        app,
        name);
  }

  private Client person(String name) {
    return lab.client().basic(name, "token of " + name);
  }
}
