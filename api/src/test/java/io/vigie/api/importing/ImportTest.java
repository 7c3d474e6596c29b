package io.vigie.api.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportTest {
  private static final String PEOPLE =
      """
      id,fullName,mail,language,role,disabled
      zoe,"Lefèvre, Zoé",zoe@example.org,fr,operator,false
      ali,=1+1,ali@example.org,en,app-manager,false
      """;
  private static final String GROUPS = "id,description,members\ndba,Bases de données,ali;zoe\n";
  private static final String APPS =
      "id,description,shared,responsibles\npayroll,La paie,true,dba;zoe\n";

  private final Client admin = Lab.get().client().signedIn().with("x-vigie-request", "1");

  @AfterEach
  void forget() {
    TestDatabase.update("DELETE FROM answerable");
    TestDatabase.update("DELETE FROM app WHERE name<>'none'");
    TestDatabase.update("DELETE FROM person_group");
    TestDatabase.update("DELETE FROM person WHERE name<>'admin'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"people", "groups", "apps"})
  void aDownloadThatIsImportedAgainChangesNothing(String list) {
    TestDatabase.forget();
    done("people", PEOPLE, 2);
    done("groups", GROUPS, 1);
    done("apps", APPS, 1);
    String file = admin.get("/api/v1/" + list + ".csv").body();

    JsonNode fate = Client.json(send(list, file));

    assertThat(fate.get("kept").asBoolean()).as(fate.toString()).isTrue();
    assertThat(fate.get("unchanged").asInt()).isEqualTo(fate.get("lines").size()).isPositive();
    assertThat(admin.json("/api/v1/apps/payroll").get("responsibles").toString())
        .isEqualTo("{\"people\":[\"zoe\"],\"groups\":[\"dba\"]}");
    assertThat(admin.json("/api/v1/people/ali").get("fullName").asText()).isEqualTo("=1+1");
  }

  @Test
  void aRehearsalTellsTheFateOfEveryLineAndKeepsNothing() {
    done("people", PEOPLE, 2);
    String file = "id,role\nzoe,operator\nali,viewer\neve,viewer\nbob,king\n";

    JsonNode fate = Client.json(send("people?dryRun=true", file));

    assertThat(fate.get("lines").findValuesAsText("fate"))
        .containsExactly("unchanged", "changed", "created", "refused");
    assertThat(fate.get("lines").get(3).get("number").asInt()).isEqualTo(5);
    assertThat(fate.get("lines").get(3).get("problem").asText()).contains("role must be one of");
    assertThat(fate.get("kept").asBoolean()).isFalse();
    assertThat(admin.get("/api/v1/people/eve").statusCode()).isEqualTo(404);
    assertThat(admin.json("/api/v1/people/ali").get("role").asText()).isEqualTo("app-manager");
  }

  @Test
  void oneLineThatIsRefusedAndNothingIsDone() {
    HttpResponse<String> answer = send("groups", "id,members\nops,admin\ndba,nobody\n");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Client.json(answer).get("refused").asInt()).isEqualTo(1);
    assertThat(admin.get("/api/v1/groups/ops").statusCode()).isEqualTo(404);
  }

  @Test
  void whatAFileDoesNotSayStays() {
    done("people", PEOPLE, 2);

    send("people", "id,mail\nzoe,\n");

    JsonNode zoe = admin.json("/api/v1/people/zoe");
    assertThat(zoe.get("mail").asText()).isEmpty();
    assertThat(zoe.get("fullName").asText()).isEqualTo("Lefèvre, Zoé");
    assertThat(zoe.get("role").asText()).isEqualTo("operator");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          people | 'name,mail'            | names no column id
          people | 'id,colour'            | there is no column "colour"
          people | 'id,mail,mail'         | no CSV
          people | 'id,mail\nzoe'         | line 2 has 1 cells, the header 2
          services | 'id'               | there is no import of services
          """)
  void aFileThatIsNoneIsRefusedInWords(String list, String file, String words) {
    HttpResponse<String> answer = send(list, file.replace("\\n", "\n"));

    assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404);
    assertThat(Client.json(answer).get("detail").asText()).contains(words);
  }

  private void done(String list, String file, int created) {
    JsonNode fate = Client.json(send(list, file));
    assertThat(fate.path("created").asInt()).as(fate.toString()).isEqualTo(created);
  }

  private HttpResponse<String> send(String list, String file) {
    return admin.with("Content-Type", "text/csv").send("POST", "/api/v1/import/" + list, file);
  }
}
