package io.vigie.api.facet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.api.list.Landscape;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FacetTest {
  private static Client admin;

  @BeforeAll
  static void landscape() {
    Landscape.make(100, 600);
    TestDatabase.update("DELETE FROM node_inventory WHERE id LIKE '%7'");
    TestDatabase.update("UPDATE node_inventory SET team=\"l'été\" WHERE id LIKE '%3'");
    admin = Lab.get().client().signedIn();
  }

  @ParameterizedTest
  @CsvSource({
    "instances,avail",
    "instances,groups.fs",
    "services,stale",
    "services,app",
    "nodes,team",
    "actions,app",
    "actions,status"
  })
  void aValueHasAsManyRowsAsTheListFindsWithIt(String list, String field) {
    JsonNode values = values(list, "field=" + field);

    assertThat(values).isNotEmpty();
    for (JsonNode value : values) {
      String term = field + '=' + quoted(value.get("value").asText());
      assertThat(total(list, term)).as(term).isEqualTo(value.get("total").asInt());
    }
    assertThat(values.findValues("total").stream().map(JsonNode::asInt))
        .isSortedAccordingTo((one, other) -> other - one);
  }

  @Test
  void theTermsOfTheFieldItselfDoNotCount() {
    String others = "frozen=false";
    String query = "field=env&q=" + encode("(env=PRD or env=TST) " + others) + "&q=env!=DEV";

    assertThat(values("instances", query).toString())
        .contains("PRD", "DEV")
        .isEqualTo(values("instances", "field=env&q=" + others).toString());
  }

  @Test
  void aFilterThatAlsoAsksAboutAnotherFieldCounts() {
    JsonNode values = values("instances", "field=env&q=" + encode("env=PRD or avail=warn"));

    for (JsonNode value : values) {
      String term = "(env=PRD or avail=warn) env=" + value.get("value").asText();
      assertThat(value.get("total").asInt()).isEqualTo(total("instances", term));
    }
  }

  @Test
  void ofManyValuesThoseMostRowsHaveAreTold() {
    JsonNode facet = facets("instances", "field=service").get("facets").get(0);

    assertThat(facet.get("values")).hasSize(50);
    assertThat(facet.get("more").asBoolean()).isTrue();
  }

  @Test
  void eachFilterIsToldHowManyRowsItFindsByItself() {
    JsonNode query = facets("actions", "q=status=err&q=" + encode("(service=~7)")).get("query");

    assertThat(query.get(0).get("text").asText()).isEqualTo("status=err");
    assertThat(query.get(0).get("hits").asInt()).isEqualTo(total("actions", "status=err"));
    assertThat(query.get(1).get("text").asText()).isEqualTo("service=~7");
    assertThat(query.get(1).get("hits").asInt()).isEqualTo(total("actions", "service=~7"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "field=since | field since: its values cannot be counted; those of these can: id, cluster",
        "field=nodes | field nodes: its values cannot be counted",
        "field=Env | field Env: its values cannot be counted",
        "field=env&field=env | field names up to 10 different fields; got 2",
        "field=env&sort=env | there is no parameter sort; parameters are q, field",
        "field=env&q=avial%3Dup | there is no field avial"
      })
  void aWrongQuestionIsToldHow(String query, String told) {
    HttpResponse<String> answer = admin.get("/api/v1/services/facets?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Client.json(answer).get("detail").asText()).contains(told);
  }

  @Test
  void ofMoreRowsThanAreCountedTheNewestAreLookedAt() {
    List<String> told = new ArrayList<>();
    try {
      Landscape.make(10, 100_100);
      TestDatabase.update("UPDATE action SET by_whom='old' WHERE begin_at<=1800000100000");

      JsonNode facet = facets("actions", "field=by&field=app").get("facets").get(0);

      assertThat(facet.get("totalCapped").asBoolean()).isTrue();
      facet.get("values").forEach(value -> told.add(value.toString()));
      assertThat(told).containsExactly("{\"value\":\"root\",\"total\":10000}");
      JsonNode hits = facets("actions", "q=" + encode("pid>0")).get("query").get(0);
      assertThat(hits.get("hits").asInt()).isEqualTo(100_000);
      assertThat(hits.get("hitsCapped").asBoolean()).isTrue();
    } finally {
      landscape();
    }
  }

  private static JsonNode values(String list, String query) {
    return facets(list, query).get("facets").get(0).get("values");
  }

  private static JsonNode facets(String list, String query) {
    HttpResponse<String> answer = admin.get("/api/v1/" + list + "/facets?" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Client.json(answer);
  }

  private static int total(String list, String filter) {
    return admin.json("/api/v1/" + list + "?limit=1&q=" + encode(filter)).get("total").asInt();
  }

  private static String quoted(String value) {
    return value.isEmpty() ? "empty" : '"' + value + '"';
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
