package io.vigie.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.web.router.Router;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.api.act.Actor;
import io.vigie.api.act.Acts;
import io.vigie.api.session.Passwords;
import io.vigie.api.session.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every address with every role, on an app the person answers for and on a foreign one, against the
 * table of docs/rights.md. Names of what is own begin with {@code own}, of the rest with {@code
 * foreign}, so that an answer tells by its text what it shows.
 */
class RightsTest {
  private static final Path TABLE = Path.of("../docs/rights.md");
  private static final Pattern LINE = Pattern.compile("\\| `([A-Z]+ /[^`]*)` \\| ([a-z ]+) \\|");
  private static final String PASSWORD = "long enough for all";
  private static final Map<Role, Client> CLIENTS = new EnumMap<>(Role.class);
  private static Client nobody;

  /** What an address needs beside its names: a body, a question. */
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry("POST /api/v1/tokens", "{\"name\":\"own\"}"),
          Map.entry("PUT /api/v1/views/{list}/{name}", "{\"query\":\"\",\"shared\":false}"),
          Map.entry("PUT /api/v1/nodes/{cluster}/{name}/people", "{\"app\":\"own\"}"),
          Map.entry("POST /api/v1/nodes/{cluster}/{name}/former-names", "{\"name\":\"shared-n\"}"),
          Map.entry(
              "POST /api/v1/services/{cluster}/{name}/former-names", "{\"name\":\"shared-s\"}"),
          Map.entry(
              "POST /api/v1/nodes/said", "{\"nodes\":[\"c/WHOSE-n\"],\"set\":{\"rack\":\"r\"}}"),
          Map.entry("POST /api/v1/alerts/acknowledge", alerts(",\"comment\":\"known\"")),
          Map.entry("POST /api/v1/alerts/unacknowledge", alerts("")),
          Map.entry(
              "POST /api/v1/actions/acknowledge",
              "{\"actions\":[\"WHOSE-a\"],\"comment\":\"known\"}"),
          Map.entry("POST /api/v1/actions/unacknowledge", "{\"actions\":[\"WHOSE-a\"]}"),
          Map.entry(
              "POST /api/v1/alerts/custom",
              "{\"service\":\"c/WHOSE-s\",\"name\":\"queue\",\"summary\":\"full\"}"),
          Map.entry("POST /api/v1/tickets/{verb}", "{\"tickets\":[\"WHOSE:1\"]}"),
          Map.entry("POST /api/v1/ticket-rules", "{\"app\":\"WHOSE\"}"),
          Map.entry("POST /api/v1/ticket-rules/preview", "{\"app\":\"WHOSE\"}"),
          Map.entry("PUT /api/v1/ticket-rules/{id}", "{\"app\":\"WHOSE\",\"severity\":\"error\"}"),
          Map.entry(
              "PUT /api/v1/channels/{name}",
              "{\"kind\":\"webhook\",\"address\":\"https://hooks.example.org/\"}"),
          Map.entry("POST /api/v1/enrolments", "{\"name\":\"WHOSE-e\",\"names\":\"web*\"}"),
          Map.entry("POST /api/v1/requests", request()),
          Map.entry("POST /api/v1/requests/preview", request()),
          Map.entry("POST /api/v1/silences", silence()),
          Map.entry("PUT /api/v1/silences/{id}", silence()),
          Map.entry("POST /api/v1/silences/preview", "{\"apps\":[\"WHOSE\"]}"),
          Map.entry("POST /api/v1/check-thresholds", threshold("fs_u")),
          Map.entry("POST /api/v1/check-thresholds/preview", threshold("fs_u")),
          Map.entry("PUT /api/v1/check-thresholds/{id}", threshold("fs_i")),
          Map.entry("POST /api/v1/import/{list}", "id,description\nown-g,\n"));

  private static String threshold(String kind) {
    return "{\"kind\":\"" + kind + "\",\"node\":\"c/WHOSE-n\",\"high\":95}";
  }

  private static String request() {
    return "{\"action\":\"stop\",\"instances\":[\"c/WHOSE-s@WHOSE-n\"]}";
  }

  private static String silence() {
    return "{\"apps\":[\"WHOSE\"],\"end\":\"2999-01-01T00:00:00Z\",\"comment\":\"change\"}";
  }

  private static String alerts(String more) {
    return "{\"alerts\":[{\"alert\":\"service-frozen:c/WHOSE-s\",\"episode\":1}]" + more + "}";
  }

  @BeforeAll
  static void people() {
    String hash = Lab.get().part(Passwords.class).hashNew(PASSWORD);
    TestDatabase.forget();
    for (Role role : Role.values()) {
      person("rights-" + role.wire(), role.wire(), hash);
      TestDatabase.update(
          "INSERT INTO answerable (of_kind,of_id,who_kind,who,reader)"
              + " VALUES ('app','own','person',?,FALSE)",
          "rights-" + role.wire());
      CLIENTS.put(role, signedIn("rights-" + role.wire()));
    }
    person("rights-nobody", Role.OPERATOR.wire(), hash);
    nobody = signedIn("rights-nobody");
  }

  @AfterAll
  static void forget() {
    TestDatabase.forget();
    TestDatabase.update("DELETE FROM answerable");
    TestDatabase.update("DELETE FROM person_group");
    TestDatabase.update("DELETE FROM app WHERE name<>'none'");
    TestDatabase.update("DELETE FROM node_edit");
    TestDatabase.update("DELETE FROM node_inventory");
    TestDatabase.update("DELETE FROM action_request");
    TestDatabase.update("DELETE FROM action_request_target");
    TestDatabase.update("DELETE FROM former_name");
    TestDatabase.update("DELETE FROM alert_rule");
    TestDatabase.update("DELETE FROM silence");
    TestDatabase.update("DELETE FROM check_threshold");
    TestDatabase.update("DELETE FROM check_value");
    TestDatabase.update("DELETE FROM sync_copy");
    TestDatabase.update("DELETE FROM ticket_rule");
    TestDatabase.update("DELETE FROM channel");
    TestDatabase.update("DELETE FROM enrolment");
    TestDatabase.update("DELETE FROM audit");
    TestDatabase.update("DELETE FROM person WHERE name LIKE 'rights-%' OR name LIKE 'own%'");
    changed();
  }

  @Test
  void everyAddressIsInTheTable() throws IOException {
    assertThat(new TreeSet<>(table().keySet())).isEqualTo(new TreeSet<>(routes()));
  }

  @Test
  void whoIsNotSignedInGetsNothingButWhatIsPublic() throws IOException {
    Client stranger = Lab.get().client().with("x-vigie-request", "1");
    for (Map.Entry<String, String> line : table().entrySet()) {
      int status = ask(stranger, line.getKey(), true).statusCode();
      boolean turnedAway = status == 401 || line.getKey().equals("GET /") && status == 303;
      assertThat(turnedAway).as(line.getKey()).isNotEqualTo(line.getValue().equals("public"));
    }
  }

  @Test
  void everyRoleGetsWhatTheTableSays() throws IOException {
    List<String> wrong = new ArrayList<>();
    seed();
    for (Map.Entry<String, String> line : table().entrySet()) {
      if (line.getKey().equals("GET /api/v1/events")) {
        continue; // a stream has no end: LiveTest listens
      }
      for (Role role : Role.values()) {
        for (boolean own : List.of(true, false)) {
          check(line.getKey(), line.getValue(), role, own).ifPresent(wrong::add);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aPersonWithoutAppsSeesWhatIsSharedAndNothingElse() {
    seed();
    for (String list :
        List.of(
            "instances",
            "services",
            "nodes",
            "actions",
            "alerts",
            "tickets",
            "checks",
            "syncs",
            "apps")) {
      String seen = nobody.get("/api/v1/" + list).body();
      assertThat(seen).as(list).contains("shared").doesNotContain("own-").doesNotContain("foreign");
      assertThat(Client.json(nobody.get("/api/v1/" + list)).get("total").asInt())
          .as(list)
          .isEqualTo(1);
    }
  }

  @Test
  void aReaderOfEveryAppSeesAllAndChangesNothing() {
    seed();
    TestDatabase.update("INSERT INTO app (name,description,shared,n) VALUES ('*','',FALSE,1)");
    TestDatabase.update(
        "INSERT INTO answerable (of_kind,of_id,who_kind,who,reader)"
            + " VALUES ('app','*','person','rights-app-manager',TRUE)");
    changed();
    Client reader = CLIENTS.get(Role.APP_MANAGER);

    assertThat(reader.get("/api/v1/services").body()).contains("own-s").contains("foreign-s");
    assertThat(reader.send("PUT", "/api/v1/apps/foreign", "{}").statusCode()).isEqualTo(403);
    assertThat(reader.json("/api/v1/apps/foreign").get("editable").asBoolean()).isFalse();

    TestDatabase.update("DELETE FROM app WHERE name='*'");
    TestDatabase.update("DELETE FROM answerable WHERE of_id='*'");
    changed();
  }

  @Test
  void aServicesPageShowsNothingOfWhatHasItsFormerNameNow() {
    seed();
    TestDatabase.script(
        """
        INSERT INTO former_name (of_kind,was,now,n) VALUES ('service','c/foreign-s','c/own-s',1);
        UPDATE service SET since=10 WHERE id='c/own-s';
        UPDATE action SET begin_at=20,service='foreign-s' WHERE id='shared-a';
        """);
    Client viewer = CLIENTS.get(Role.VIEWER);

    assertThat(actionsOfOwn(viewer)).as("it is another app's").containsExactly("own-a");
    assertThat(actionsOfOwn(CLIENTS.get(Role.ADMINISTRATOR)))
        .as("what came after the new name is another service's")
        .containsExactlyInAnyOrder("own-a", "foreign-a");
    TestDatabase.update("DELETE FROM service WHERE id='c/foreign-s'");
    assertThat(actionsOfOwn(viewer)).containsExactlyInAnyOrder("own-a", "foreign-a");
  }

  @Test
  void aNodesNewNameIsToldToWhoMaySeeIt() {
    seed();
    TestDatabase.update(
        "INSERT INTO former_name (of_kind,was,now,n) VALUES ('node','c/own-n','c/foreign-n',1)");

    assertThat(nowOfOwn(Role.ADMINISTRATOR)).isEqualTo("c/foreign-n");
    assertThat(nowOfOwn(Role.VIEWER)).isEmpty();
  }

  private static List<String> actionsOfOwn(Client client) {
    return client.json("/api/v1/services/c/own-s").get("actions").findValuesAsText("id");
  }

  private static String nowOfOwn(Role role) {
    return CLIENTS.get(role).json("/api/v1/nodes/c/own-n").get("now").asText();
  }

  private static Optional<String> check(String address, String rule, Role role, boolean own) {
    HttpResponse<String> answer = ask(CLIENTS.get(role), address, own);
    if (!address.startsWith("GET") && done(answer)) {
      seed();
    }
    boolean manager = role.compareTo(Role.APP_MANAGER) >= 0;
    boolean administrator = role == Role.ADMINISTRATOR;
    boolean right =
        switch (rule) {
          case "public", "signed in" -> allowed(answer) && !answer.body().contains("foreign");
          case "rows" ->
              allowed(answer)
                  && answer.body().contains("own")
                  && answer.body().contains("shared")
                  && answer.body().contains("foreign") == administrator;
          case "object" -> own || administrator ? done(answer) : answer.statusCode() == 404;
          case "app managers" -> manager ? done(answer) : answer.statusCode() == 403;
          case "operators" ->
              role.compareTo(Role.OPERATOR) >= 0
                  ? done(answer) && answer.body().contains("\"done\":1") == (own || administrator)
                  : answer.statusCode() == 403;
          case "own app" ->
              administrator || manager && own ? done(answer) : answer.statusCode() == 403;
          case "own apps" ->
              administrator || role.compareTo(Role.OPERATOR) >= 0 && own
                  ? done(answer)
                  : answer.statusCode() == 403;
          case "own thing" ->
              administrator || role.compareTo(Role.OPERATOR) >= 0 && own
                  ? done(answer)
                  : answer.statusCode() == 403 || !own && answer.statusCode() == 404;
          case "administrators" -> administrator ? done(answer) : answer.statusCode() == 403;
          default -> throw new IllegalStateException("no such rule: " + rule);
        };
    return right
        ? Optional.empty()
        : Optional.of(
            "%s (%s) as %s on %s: %d %s"
                .formatted(
                    address,
                    rule,
                    role.wire(),
                    own ? "own" : "foreign",
                    answer.statusCode(),
                    answer.body()));
  }

  private static boolean allowed(HttpResponse<String> answer) {
    return answer.statusCode() != 401 && answer.statusCode() != 403;
  }

  private static boolean done(HttpResponse<String> answer) {
    return answer.statusCode() / 100 == 2;
  }

  private static HttpResponse<String> ask(Client client, String address, boolean own) {
    String method = address.replaceFirst(" .*", "");
    String path = address.substring(method.length() + 1);
    if (address.equals("DELETE /api/v1/session")) {
      // we need the session
      path = "/api/v1/session";
      method = "GET";
    }
    String whose = own ? "own" : "foreign";
    String filled =
        path.replace("services/{cluster}/{name}", "services/c/" + whose + "-s")
            .replace("nodes/{cluster}/{name}", "nodes/c/" + whose + "-n")
            .replace("actions/{id}", "actions/" + whose + "-a")
            .replace("custom/{id}", "custom/custom:c%2F" + whose + "-s:queue")
            .replace("alerts/{id}", "alerts/service-frozen:c%2F" + whose + "-s")
            .replace("syncs/{id}", "syncs/c%2F" + whose + "-s%3Async%23drp%2F" + whose + "-n")
            .replace("tickets/{verb}", "tickets/take")
            .replace("ticket-rules/{id}", "ticket-rules/" + whose + "-tr")
            .replace("requests/{id}", "requests/" + whose + "-r")
            .replace("tickets/{id}", "tickets/" + whose + "%3A1")
            .replace("silences/{id}", "silences/" + whose + "-si")
            .replace("check-thresholds/{id}", "check-thresholds/" + whose + "-t")
            .replace("{kind}", "service-degraded")
            .replace("apps/{name}", "apps/" + whose)
            .replace("people/{name}", "people/" + whose + "-p")
            .replace("groups/{name}", "groups/" + whose + "-g")
            .replace("audit/{id}", "audit/0-1")
            .replace("import/{list}", "import/groups")
            .replace("{was}", "was-" + whose)
            .replace("{list}.csv", "services.csv")
            .replace("{list}.rss", "alerts.rss")
            .replace("{list}.atom", "alerts.atom")
            .replace("{list}", "services")
            .replaceAll("\\{[^}]*}", "own");
    String asked =
        filled
            + (filled.endsWith("/facets") ? "?field=" + counted(filled) : "")
            + (filled.endsWith("/impact") ? "?q=cluster%3Dc" : "");
    boolean body = method.equals("PUT") || method.equals("POST");
    Client typed =
        path.startsWith("/api/v1/import") ? client.with("Content-Type", "text/csv") : client;
    return typed.send(
        method, asked, body ? BODIES.getOrDefault(address, "{}").replace("WHOSE", whose) : null);
  }

  private static String counted(String path) {
    return path.contains("/checks/") ? "node" : "app";
  }

  /** Everything twice: of an app that is theirs, of one that is not; and one that all may see. */
  private static void seed() {
    StringBuilder script = new StringBuilder(EMPTY);
    for (String whose : List.of("own", "foreign", "shared")) {
      script.append(OF_ONE_APP.replace("WHOSE", whose));
    }
    // an administrator's act may have taken it away
    for (Role role : Role.values()) {
      script.append(OWN.replace("WHO", "rights-" + role.wire()));
    }
    TestDatabase.script(script.toString());
    changed();
  }

  private static final String EMPTY =
      """
      DELETE FROM instance;
      DELETE FROM service;
      DELETE FROM node;
      DELETE FROM action;
      DELETE FROM alert;
      DELETE FROM ticket;
      DELETE FROM ticket_rule;
      DELETE FROM channel;
      INSERT INTO channel (name,kind,address,plain,secret,template,settings,body,language,apps,least,enabled,by_whom,n)
        VALUES ('own','webhook','https://hooks.example.org/',FALSE,'','','{}','','','[]',NULL,TRUE,'zoe',1);
      DELETE FROM silence;
      DELETE FROM check_threshold;
      DELETE FROM check_value;
      DELETE FROM sync_copy;
      REPLACE INTO alert_rule (kind,disabled,n) VALUES ('service-degraded',TRUE,1);
      DELETE FROM person_group;
      DELETE FROM app WHERE name<>'none';
      DELETE FROM node_inventory;
      DELETE FROM action_request;
      DELETE FROM action_request_target;
      REPLACE INTO person (name,role,created,password_changed) VALUES ('rights-asker','administrator',0,0);
      DELETE FROM node_token;
      DELETE FROM enrolment;
      INSERT INTO enrolment (name,digest,cluster,names,uses,used,expires,known,made_by,created)
        VALUES ('own','x','c','n*',1,0,0,FALSE,'a',0);
      DELETE FROM former_name;
      DELETE FROM api_token;
      DELETE FROM audit;
      INSERT INTO audit (part,n,topic_id,pos,appended,day,prev,hash,id,entry,at,person,role,address,act,kind,object,
        before_json,after_json,outcome)
        VALUES (0,1,'',0,0,'2026-01-01','','','0-1','',0,'','','','','','','{}','{}','ok');
      """;

  private static final String OWN =
      """
      REPLACE INTO answerable (of_kind,of_id,who_kind,who,reader) VALUES ('app','own','person','WHO',FALSE);
      """;

  private static final String OF_ONE_APP =
      """
      INSERT INTO app (name,description,shared,n) VALUES ('WHOSE','','WHOSE'='shared',1);
      REPLACE INTO node_edit (node,app,n) VALUES ('c/WHOSE-n','WHOSE',1);
      INSERT INTO silence (id,kind,q,apps,begin_at,end_at,recurrence,zone,duration_seconds,counts,comment,by_whom,n)
        VALUES ('WHOSE-si','silence','','["WHOSE"]',0,1,'','UTC',0,FALSE,'why','zoe',1);
      INSERT INTO check_threshold (id,kind,node,q,low,high,by_whom,n)
        VALUES ('WHOSE-t','fs_i','c/WHOSE-n','',NULL,90,'zoe',1);
      INSERT INTO check_value (id,cluster,node,kind,instance,service,value,unit,read_at,low,high,threshold,state,part,pos)
        VALUES ('c/WHOSE-n:fs_u /','c','WHOSE-n','fs_u','/','',91,'%',0,NULL,90,'','high',0,0);
      INSERT INTO sync_copy (id,cluster,service,rid,target,source,app,env,disaster,state,since,status,action,begin_at,
        end_at,reason,files,bytes,speed,snapshot,last_good,next_due,max_delay,lag_seconds,part,pos)
        VALUES ('c/WHOSE-s:sync#drp/WHOSE-n','c','WHOSE-s','sync#drp','WHOSE-n','WHOSE-n','WHOSE','PRD',TRUE,'ok',0,'ok',
        '',0,0,'',1,1,1,'',0,NULL,0,NULL,0,0);
      INSERT INTO node_token (node,digest,made_by,created) VALUES ('c/WHOSE-n','x','a',0);
      INSERT INTO former_name (of_kind,was,now,n)
        VALUES ('node','c/was-WHOSE','c/WHOSE-n',1),('service','c/was-WHOSE','c/WHOSE-s',1);
      INSERT INTO person_group (name,description,n) VALUES ('WHOSE-g','',1);
      REPLACE INTO person (name,role,created,password_changed,mail) VALUES ('WHOSE-p','viewer',0,0,'p@example.org');
      INSERT INTO instance (id,cluster,service,node,n,avail,overall,trusted,stale,stale_reason,frozen,provisioned,
        misplaced,since,known_from,last_report,app,env,node_env,container_type,topology,preferred_node,action,monitor,
        badges,resources,part,pos)
        VALUES ('c/WHOSE-s@WHOSE-n','c','WHOSE-s','WHOSE-n',1,'up','up',TRUE,FALSE,'',FALSE,TRUE,FALSE,0,0,0,'WHOSE',
        '','','','failover','','','','{}','{}',0,0);
      INSERT INTO service (id,cluster,service,n,avail,overall,stale,frozen,misplaced,since,known_from,app,env,
        container_type,topology,flex_min,flex_max,preferred_node,nodes,up_nodes,last_known_up_on,instances,action,
        badges,part,pos)
        VALUES ('c/WHOSE-s','c','WHOSE-s',1,'up','up',FALSE,FALSE,FALSE,0,0,'WHOSE','','','failover',0,0,'','[]','[]',
        '[]',1,'','{}',0,0);
      INSERT INTO node (id,cluster,node,n,state,frozen,since,known_from,last_seen,skew_millis,grace_seconds,env,site,
        boot_id,agent_version,part,pos)
        VALUES ('c/WHOSE-n','c','WHOSE-n',1,'alive',FALSE,0,0,0,0,0,'','WHOSE-site','','',0,0);
      INSERT INTO node_inventory (id,epoch,seq,hostname,team,location,os,os_version,kernel,arch,manufacturer,model,
        serial,cpu_model,cpu_threads,memory_bytes,addresses,requests,part,pos)
        VALUES ('c/WHOSE-n',1,1,'','','','','','','','','','','',0,0,'[]','["stop"]',0,0);
      INSERT INTO action_request (id,action,selectors,comment,state,by_whom,at,expires,decided_by,decided_at,n)
        VALUES ('WHOSE-r','stop','{}','','proposed','rights-asker',0,32503680000000,'',NULL,1);
      INSERT INTO action_request_target (request,action,cluster,service,node)
        VALUES ('WHOSE-r','WHOSE-ra','c','WHOSE-s','WHOSE-n');
      INSERT INTO action (id,cluster,service,node,action,status,origin,by_whom,command,pid,begin_at,end_at,
        timeout_seconds,line_count,n,part,pos)
        VALUES ('WHOSE-a','c','WHOSE-s','WHOSE-n','start','err','user','','',1,0,1,0,0,1,0,0);
      INSERT INTO alert (id,kind,anchor,detail,cluster,service,node,app,apps,env,production,severity,state,flapping,
        held_by,n,episode,occurrence,since,raised,at,resolved,reason,ack_by,ack_at,ack_comment,ack_expires,ack_sticky,
        facts,evidence,part,pos)
        VALUES ('service-frozen:c/WHOSE-s','service-frozen','c/WHOSE-s','','c','WHOSE-s','','WHOSE','["WHOSE"]','',
        FALSE,0,'open',FALSE,'',1,1,1,0,0,0,NULL,'','',NULL,'',NULL,FALSE,'{}','[]',0,0);
      INSERT INTO ticket (id,app,number,state,severity,services,nodes,alerts,ended,told,accepted,refused,failed,opened,
        at,closed,sent,owner,external,link,n,part,pos)
        VALUES ('WHOSE:1','WHOSE',1,'open',3,'["c/WHOSE-s"]','[]',1,0,0,0,0,0,0,0,NULL,NULL,'','','',1,0,0);
      INSERT INTO ticket_rule (id,app,kind,severity,production,after_seconds,closes,by_whom,n)
        VALUES ('WHOSE-tr','WHOSE',NULL,'error',NULL,60,TRUE,'zoe',1);
      """;

  private static void person(String name, String role, String hash) {
    TestDatabase.update(
        "REPLACE INTO person (name,role,password_hash,created,password_changed) VALUES (?,?,?,0,0)",
        name,
        role,
        hash);
  }

  private static Client signedIn(String name) {
    Client client = Lab.get().client();
    HttpResponse<String> answer = client.signIn(name, PASSWORD);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return client.with("Cookie", Client.cookie(answer)).with("x-vigie-request", "1");
  }

  /** What was read of people is asked for again. */
  private static void changed() {
    Lab.get().part(Acts.class).run(new Actor("test", "", ""), act -> 0);
  }

  private static Map<String, String> table() throws IOException {
    Map<String, String> table = new TreeMap<>();
    for (String line : Files.readAllLines(TABLE)) {
      Matcher parts = LINE.matcher(line);
      if (parts.matches()) {
        table.put(parts.group(1), parts.group(2));
      }
    }
    return table;
  }

  private static List<String> routes() {
    return Lab.get()
        .part(Router.class)
        .uriRoutes()
        // a HEAD goes with each GET
        .filter(route -> !route.getHttpMethodName().equals("HEAD"))
        .map(route -> route.getHttpMethodName() + ' ' + route.getUriMatchTemplate())
        .distinct()
        .collect(Collectors.toList());
  }
}
