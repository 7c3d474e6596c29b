package io.vigie.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people did, as an administrator reads it. */
class AuditTest {
  private final Client admin = Lab.get().client().signedIn();

  @BeforeAll
  static void entries() {
    Lab.get();
    TestDatabase.update("TRUNCATE TABLE audit");
    entry(1, 1_000, "zoe@example.org", "change", "payroll", "{\"tags\":[\"a\"]}", "{}", "ok");
    entry(2, 3_000, "ana", "create", "o'neill", "{}", "{\"mail\":\"o@example.org\"}", "ok");
    entry(3, 2_000, "<b>\" or 1=1", "sign-in-refused", "", "{}", "{}", "refused");
  }

  @Test
  void theNewestActIsTheFirst() {
    assertThat(ids("")).containsExactly("7-2", "7-3", "7-1");
    assertThat(ids("?sort=person")).containsExactly("7-3", "7-2", "7-1");
  }

  @Test
  void actsAreFoundByWhoWhatAndWhen() {
    assertThat(ids(q("person=zoe@example.org"))).containsExactly("7-1");
    assertThat(ids(q("object=o'neill"))).containsExactly("7-2");
    assertThat(ids(q("act=sign-in-refused outcome=refused"))).containsExactly("7-3");
    assertThat(ids(q("kind=app address=192.0.2.17 at>2h"))).hasSize(3);
    assertThat(admin.get("/api/v1/audit" + q("who=ana")).body())
        .contains("there is no field who", "person");
  }

  @Test
  void oneActIsToldWithWhatItChanged() {
    JsonNode one = Client.json(admin.get("/api/v1/audit/7-1"));
    assertThat(one.path("before").path("tags").path(0).asText()).isEqualTo("a");
    assertThat(one.path("after").isEmpty()).isTrue();
    assertThat(one.path("hash").asText()).hasSize(64);
    assertThat(one.path("person").asText()).isEqualTo("zoe@example.org");
    assertThat(admin.get("/api/v1/audit/7-99").statusCode()).isEqualTo(404);
  }

  @Test
  void nobodyButAnAdministratorReadsIt() {
    assertThat(Lab.get().client().get("/api/v1/audit").statusCode()).isEqualTo(401);
    assertThat(AuditController.class.getAnnotation(io.micronaut.security.annotation.Secured.class))
        .extracting(secured -> List.of(secured.value()))
        .isEqualTo(List.of("administrator"));
    assertThat(admin.get("/api/v1/audit.csv").statusCode())
        .as("lists that everybody may read have no audit among them")
        .isEqualTo(404);
  }

  private List<String> ids(String query) {
    JsonNode rows = Client.json(admin.get("/api/v1/audit" + query)).path("rows");
    return rows.findValuesAsText("id");
  }

  private static String q(String filter) {
    return "?q=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
  }

  private static void entry(
      int n,
      long at,
      String person,
      String act,
      String object,
      String before,
      String after,
      String outcome) {
    TestDatabase.update(
        "INSERT INTO audit (part,n,topic_id,pos,appended,day,record,prev,hash,id,entry,at,person,"
            + "role,address,act,kind,object,before_json,after_json,outcome) VALUES"
            + " (7,?,'t',?,?,'2026-11-24','{}',REPEAT('0',64),REPEAT('1',64),?,'',?,?,"
            + "'administrator','192.0.2.17',?,'app',?,?,?,?)",
        n,
        n,
        at,
        "7-" + n,
        at,
        person,
        act,
        object,
        before,
        after,
        outcome);
  }
}
