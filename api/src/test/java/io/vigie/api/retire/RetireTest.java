package io.vigie.api.retire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Committed;
import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.api.list.Landscape;
import io.vigie.contract.topic.Topic;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetireTest {
  private final Client admin = Lab.get().client().signedIn().with("x-vigie-request", "1");

  @BeforeEach
  void fleet() {
    Landscape.make(10, 10);
    TestDatabase.update("UPDATE node SET epoch=1000+since%1000");
  }

  @AfterEach
  void forget() {
    TestDatabase.forget();
  }

  @Test
  void aNodeIsRetiredInTheEpochThatIsKnownOfIt() {
    assertThat(post("nodes/default/n3").statusCode()).isEqualTo(202);

    await()
        .untilAsserted(
            () -> {
              JsonNode command = Committed.last(Topic.COMMAND, "default/n3");
              assertThat(command.get("node").asText()).isEqualTo("default/n3");
              assertThat(command.get("epoch").asLong()).isEqualTo(1003);
              assertThat(command.get("by").asText()).isEqualTo("admin");
              JsonNode entry = Committed.last(Topic.AUDIT, "admin");
              assertThat(entry.get("act").asText()).isEqualTo("retire");
              assertThat(entry.get("object").asText()).isEqualTo("default/n3");
            });
  }

  @Test
  void aServiceIsRetiredInTheEpochOfEachNodeThatHasItOrItsConfiguration() {
    TestDatabase.update("DELETE FROM instance WHERE service='svc1'");
    TestDatabase.update(
        "UPDATE instance SET service='svc1',id=CONCAT('default/svc1@',node) WHERE id IN"
            + " (SELECT id FROM (SELECT MIN(id) AS id FROM instance WHERE node='n4') one)");
    TestDatabase.update(
        "INSERT INTO service_config (id,cluster,service,node,epoch,seq,stamp,checksum,content,part,"
            + "pos) VALUES ('default/svc1@n5','default','svc1','n5',1,1,0,'','',0,0),"
            + "('default/svc1@gone','default','svc1','gone',1,1,0,'','',0,0)");

    assertThat(post("services/default/svc1").statusCode()).isEqualTo(202);

    await()
        .untilAsserted(
            () ->
                assertThat(Committed.last(Topic.COMMAND, "default/svc1").get("epochs").toString())
                    .isEqualTo("{\"gone\":0,\"n4\":1004,\"n5\":1005}"));
    assertThat(admin.json("/api/v1/services/default/svc1").get("configs")).isEmpty();
  }

  @Test
  void whatIsNotThereOrRetiredAlreadyIsRefusedInWords() {
    TestDatabase.update("UPDATE node SET state='retired' WHERE id='default/n7'");

    HttpResponse<String> again = post("nodes/default/n7");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(Client.json(again).get("detail").asText()).contains("retired already");
    assertThat(post("nodes/default/none").statusCode()).isEqualTo(404);
    assertThat(post("services/default/none").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> post(String what) {
    return admin.send("POST", "/api/v1/" + what + "/retire", null);
  }
}
