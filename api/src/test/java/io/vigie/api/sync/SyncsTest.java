package io.vigie.api.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Copies of data: their list, the board of sites, the runs of one. */
class SyncsTest {
  private static final String SYNCS = "/api/v1/syncs";
  private static final long HOUR = 3_600_000;
  private static final long GOOD = 1_790_000_000_000L;

  private final Client admin = Lab.get().client().signedIn();

  @BeforeEach
  void copies() {
    TestDatabase.forget();
    TestDatabase.update("DELETE FROM node_edit");
    node("far", "lyo");
    node("n2", "par");
    copy("web", "sync#nodes", "n2", false, "ok", GOOD, 10);
    copy("web", "sync#drp", "far", true, "late", GOOD - 9 * HOUR, 20);
    copy("db", "sync#drp", "far", true, "failed", GOOD - HOUR, 30);
    copy("mail", "sync#drp", "nas.éloigné", true, "never", null, 0);
  }

  @AfterAll
  static void forget() {
    TestDatabase.forget();
    TestDatabase.update("DELETE FROM node_edit");
  }

  @Test
  void theWorstComesFirst() {
    JsonNode rows = admin.json(SYNCS).get("rows");
    assertThat(rows.findValuesAsText("state")).containsExactly("never", "late", "failed", "ok");
    JsonNode never = rows.get(0);
    assertThat(never.get("lastGood").isNull()).isTrue();
    assertThat(never.get("site").asText()).as("a target that is no node of ours").isEmpty();
    JsonNode late = rows.get(1);
    assertThat(late.get("id").asText()).isEqualTo("c/web:sync#drp/far");
    assertThat(late.get("site").asText()).isEqualTo("lyo");
    assertThat(late.get("lastGood").asText()).isEqualTo("2026-09-21T05:13:20.000Z");
    assertThat(late.get("maxDelaySeconds").asLong()).isEqualTo(7_200);
    assertThat(late.get("disaster").asBoolean()).isTrue();
    assertThat(late.get("lagSeconds").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "state!=ok, 3",
    "state=late, 1",
    "disaster=true site=lyo, 2",
    "site=empty, 1",
    "lastGood=empty, 1",
    "lastGood<2026-09-21T10:00:00Z, 1",
    "service=web target=n2, 1",
    "bytes>=20, 2",
    "app=pay, 4"
  })
  void itIsFilteredAsOtherListsAre(String q, int total) {
    String query = URLEncoder.encode(q, StandardCharsets.UTF_8);
    assertThat(admin.json(SYNCS + "?q=" + query).get("total").asInt()).isEqualTo(total);
  }

  @Test
  void pagesGoOnFromTheOldestCopyToTheNewest() {
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = admin.json(SYNCS + "?sort=lastGood&limit=1" + cursor);
      seen.addAll(page.get("rows").findValuesAsText("service"));
      cursor = page.path("next").isTextual() ? "&cursor=" + page.get("next").asText() : "";
    } while (!cursor.isEmpty() && seen.size() < 9);

    assertThat(seen).containsExactly("mail", "web", "db", "web");
  }

  @Test
  void itIsCountedAndDownloaded() {
    JsonNode facet = admin.json(SYNCS + "/facets?field=site").get("facets").get(0);
    assertThat(facet.get("values").toString()).contains("\"lyo\",\"total\":2");
    assertThat(admin.get("/api/v1/syncs.csv?q=state%3Dlate").body())
        .startsWith(
            "id,cluster,service,rid,target,source,app,env,disaster,site,state,since,lastGood,")
        .contains("c/web:sync#drp/far,c,web,sync#drp,far,n1,pay,PRD,true,lyo,late,");
  }

  @Test
  void aSiteIsAsOldAsTheOldestOfItsCopies() {
    JsonNode sites = admin.json(SYNCS + "/sites").get("sites");
    assertThat(sites.findValuesAsText("site")).containsExactly("", "lyo", "par");
    JsonNode lyon = sites.get(1);
    assertThat(lyon.get("disaster").asBoolean()).isTrue();
    assertThat(lyon.get("copies").asInt()).isEqualTo(2);
    assertThat(lyon.get("services").asInt()).isEqualTo(2);
    assertThat(lyon.get("late").asInt()).isEqualTo(1);
    assertThat(lyon.get("failed").asInt()).isEqualTo(1);
    assertThat(lyon.get("never").asInt()).isZero();
    assertThat(lyon.get("oldest").asText()).isEqualTo("2026-09-21T05:13:20.000Z");
    assertThat(lyon.get("oldestId").asText()).isEqualTo("c/web:sync#drp/far");
    assertThat(sites.get(0).get("oldest").isNull()).isTrue();
    assertThat(sites.get(0).get("oldestId").asText()).isEmpty();

    String both = "/sites?q=service%3Ddb&q=env%3DTST";
    assertThat(admin.json(SYNCS + both).get("sites")).as("each filter counts").isEmpty();
    assertThat(admin.json(SYNCS + "/sites?q=service%3Ddb").get("sites")).hasSize(1);
    assertThat(admin.get(SYNCS + "/sites?q=servce%3Ddb").statusCode()).isEqualTo(400);
  }

  @Test
  void whatPeopleSayOfTheSiteOfATargetCounts() {
    TestDatabase.update("REPLACE INTO node_edit (node,site,app,n) VALUES ('c/far','lil','',1)");
    assertThat(admin.json(SYNCS + "/sites").get("sites").findValuesAsText("site"))
        .containsExactly("", "lil", "par");
  }

  @Test
  void aCopyHasItsRunsNewestFirst() {
    TestDatabase.update(
        "INSERT INTO sync_run (id,month,copy,node,action,begin_at,end_at,status,reason,files,bytes,"
            + "speed,snapshot,lag_seconds,part,pos) SELECT CONCAT('r',seq),202609,'c/web:sync#drp/far','n1',"
            + "'',1790000000000+seq*1000,1790000000500+seq*1000,'ok','',seq,seq*10,1,'',NULL,0,seq"
            + " FROM seq_1_to_501");

    TestDatabase.update(
        "INSERT INTO sync_run (id,month,copy,node,action,begin_at,end_at,status,reason,files,bytes,"
            + "speed,snapshot,lag_seconds,part,pos) SELECT CONCAT('o',seq),202609,"
            + "CONCAT('c/other:sync#drp/',seq%50),'n1','',0,seq,'ok','',1,1,1,'',NULL,0,0"
            + " FROM seq_1_to_9000");

    JsonNode answer = admin.json(SYNCS + "/" + encoded("c/web:sync#drp/far"));
    assertThat(answer.get("sync").get("state").asText()).isEqualTo("late");
    assertThat(answer.get("runs")).hasSize(500);
    assertThat(answer.get("more").asBoolean()).isTrue();
    assertThat(answer.get("runs").get(0).get("id").asText()).isEqualTo("r501");
    assertThat(
            TestDatabase.text(
                "EXPLAIN SELECT * FROM sync_run r WHERE r.copy='c/web:sync#drp/far'"
                    + " ORDER BY r.end_at DESC LIMIT 501",
                "key"))
        .isEqualTo("by_copy");

    HttpResponse<String> none = admin.get(SYNCS + "/" + encoded("c/web:sync#drp/n9"));
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body()).contains("its id is in the list at /api/v1/syncs");
  }

  @Test
  void aFeedTellsEachStateOfACopyOnce() {
    String feed = admin.get("/api/v1/syncs.atom?q=state%3Dlate").body();
    assertThat(feed)
        .contains("[late] sync#drp of c/web on far")
        .contains("urn:vigie:sync:c%2Fweb%3Async%23drp%2Ffar:late:");
    assertThat(admin.get("/api/v1/syncs.rss?lang=fr").body())
        .contains("[aucune bonne copie] sync#drp de c/mail sur nas.éloigné");
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  private static void node(String name, String site) {
    TestDatabase.update(
        "INSERT INTO node (id,cluster,node,n,state,frozen,since,known_from,last_seen,skew_millis,"
            + "grace_seconds,env,site,boot_id,agent_version,part,pos)"
            + " VALUES (?,'c',?,1,'alive',FALSE,0,0,0,0,0,'PRD',?,'','',0,0)",
        "c/" + name,
        name,
        site);
  }

  private static void copy(
      String service,
      String rid,
      String target,
      boolean disaster,
      String state,
      Long good,
      long bytes) {
    TestDatabase.update(
        "INSERT INTO sync_copy (id,cluster,service,rid,target,source,app,env,disaster,state,since,"
            + "status,action,begin_at,end_at,reason,files,bytes,speed,snapshot,last_good,next_due,"
            + "max_delay,lag_seconds,part,pos) VALUES (?,'c',?,?,?,'n1','pay','PRD',?,?,?,'ok','',?,?,'',1,"
            + "?,1,'',?,NULL,7200,NULL,0,1)",
        "c/" + service + ":" + rid + "/" + target,
        service,
        rid,
        target,
        disaster,
        state,
        GOOD,
        GOOD - 4_000,
        GOOD,
        bytes,
        good);
  }
}
