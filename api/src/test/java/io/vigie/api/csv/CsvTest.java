package io.vigie.api.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.simple.SimpleHttpParameters;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.api.instance.InstanceTable;
import io.vigie.api.list.Landscape;
import io.vigie.api.list.Sight;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

class CsvTest {
  private static final HttpParameters NOTHING_ASKED =
      new SimpleHttpParameters(Map.of(), ConversionService.SHARED);

  private static Client admin;

  @BeforeAll
  static void landscape() {
    Landscape.make(1_000, 2_000);
    TestDatabase.update(
        "UPDATE service SET app=?, up_nodes='[\"n1\",\"n2\"]' WHERE id=?",
        "a \"b\", c\r\nd é",
        "default/svc7");
    TestDatabase.update("UPDATE node SET skew_millis=-5 WHERE id='default/n7'");
    TestDatabase.update(
        "UPDATE instance SET badges='{\"fs\":\"stdby down\"}' WHERE id LIKE '%c7@%'");
    admin = Lab.get().client().signedIn();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "instances | avail!=up env=DEV frozen=false | -since,service",
        "services | avail=up app=~^app1 |",
        "nodes | state=silent or frozen=true | -instances",
        "actions | status=err | service,-begin",
        "actions | status=ok service=svc77 |"
      })
  void aFileHasTheRowsOfTheListInItsOrder(String list, String filter, String sort) {
    String query = "q=" + encode(filter) + "&sort=" + (sort == null ? "" : sort);
    JsonNode answer = admin.json("/api/v1/" + list + "?limit=1000&" + query);

    List<CSVRecord> file = records(admin.get("/api/v1/" + list + ".csv?" + query));

    assertThat(answer.get("total").asInt()).isBetween(1, 1_000);
    assertThat(file.stream().map(line -> line.get("id")))
        .containsExactlyElementsOf(answer.get("rows").findValuesAsText("id"));
  }

  @Test
  void aRowIsALineWithACellForEachField() {
    HttpResponse<String> answer = admin.get("/api/v1/services.csv?q=" + encode("id=default/svc7"));

    CSVRecord line = records(answer).get(0);
    assertThat(line.toMap())
        .containsEntry("app", "a \"b\", c\r\nd é")
        .containsEntry("upNodes", "n1;n2")
        .containsEntry("stale", "false")
        .containsEntry("instances", "2")
        .containsEntry("groups.fs", "up")
        .containsEntry("groups.disk", "")
        .containsEntry("since", "2027-01-15T07:59:59.993Z");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
        .matches("attachment; filename=\"vigie-services-\\d{8}T\\d{6}Z\\.csv\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"})
  void textThatASpreadsheetWouldWorkOutIsMadeHarmless(String app) {
    TestDatabase.update("UPDATE service SET app=? WHERE id='default/svc8'", app);

    assertThat(services("svc8")).containsEntry("app", "'" + app);
  }

  @Test
  void aNumberBelowZeroStaysANumber() {
    HttpResponse<String> answer = admin.get("/api/v1/nodes.csv?q=" + encode("node=n7"));

    assertThat(records(answer).get(0).toMap()).containsEntry("skewMillis", "-5");
  }

  @Test
  void aListWithoutRowsIsAHeaderLine() {
    String file = admin.get("/api/v1/actions.csv?q=" + encode("id=nothing")).body();

    assertThat(file)
        .startsWith("id,cluster,service,")
        .endsWith("durationMillis,acknowledged,acknowledgedAt,comment\r\n")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({
    "instances.csv?q=avial%3Dup, 400, there is no field avial",
    "instances.csv?limit=5, 400, there is no parameter limit; parameters are q",
    "instances.csv?sort=groups, 400, not a field to sort by",
    "plans.csv, 404, 'lists are instances, services, nodes, actions'"
  })
  void aWrongQuestionIsToldBeforeAFileBegins(String path, int status, String told) {
    HttpResponse<String> answer = admin.get("/api/v1/" + path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(Client.json(answer).get("detail").asText()).contains(told);
  }

  @Test
  void aFileThatBreaksOffDoesNotLookWhole() {
    TestDatabase.update("UPDATE instance SET badges='broken' WHERE id LIKE '%svc2499@%'");
    try {
      assertThatThrownBy(() -> admin.get("/api/v1/instances.csv?sort=-service"))
          .hasRootCauseInstanceOf(IOException.class);
    } finally {
      TestDatabase.update("UPDATE instance SET badges='{}' WHERE id LIKE '%svc2499@%'");
    }
  }

  @Test
  void aThirdDownloadWaitsForItsTurn() {
    Downloads downloads = Lab.get().part(Downloads.class);
    List<Publisher<byte[]>> under = new ArrayList<>();
    try {
      for (int i = 0; i < Downloads.MOST; i++) {
        under.add(downloads.begin(InstanceTable.TABLE, NOTHING_ASKED, Sight.ALL).orElseThrow());
      }

      HttpResponse<String> third = admin.get("/api/v1/nodes.csv");

      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(third.headers().firstValue("Retry-After")).hasValue("10");
    } finally {
      // whoever goes away after the first piece leaves the place to the next
      under.forEach(pieces -> Flux.from(pieces).take(1).blockLast());
    }
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(admin.get("/api/v1/nodes.csv").statusCode()).isEqualTo(200));
  }

  private static Map<String, String> services(String name) {
    return records(admin.get("/api/v1/services.csv?q=" + encode("service=" + name))).get(0).toMap();
  }

  private static List<CSVRecord> records(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .get()
          .parse(new StringReader(answer.body()))
          .getRecords();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
