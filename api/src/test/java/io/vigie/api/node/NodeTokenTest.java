package io.vigie.api.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.api.Client;
import io.vigie.api.Lab;
import io.vigie.store.Digest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeTokenTest {
  private final Client admin = Lab.get().client().signedIn().with("x-vigie-request", "1");

  @Test
  void aNodesTokenIsShownOnceAndOnlyItsDigestIsKept() throws Exception {
    String path = "/api/v1/nodes/tokens/n1/token";
    assertThat(admin.get(path).statusCode()).isEqualTo(404);

    JsonNode made = made(path);

    assertThat(made.get("node").asText()).isEqualTo("tokens/n1");
    assertThat(made.get("known").asBoolean()).as("it has not reported yet").isFalse();
    assertThat(kept("tokens/n1")).contains(Digest.of(made.get("token").asText()));
    HttpResponse<String> known = admin.get(path);
    assertThat(known.body()).contains("\"madeBy\":\"admin\"").doesNotContain("igest");
    assertThat(known.body()).doesNotContain(made.get("token").asText());
  }

  @Test
  void aNewTokenTakesThePlaceOfTheOldOneAndDeletedItIsGone() throws Exception {
    String path = "/api/v1/nodes/tokens/n2/token";
    String first = made(path).get("token").asText();

    String second = made(path).get("token").asText();

    assertThat(second).isNotEqualTo(first);
    assertThat(kept("tokens/n2")).contains(Digest.of(second));
    assertThat(admin.send("DELETE", path, null).statusCode()).isEqualTo(204);
    assertThat(kept("tokens/n2")).isEmpty();
    assertThat(admin.send("DELETE", path, null).statusCode()).isEqualTo(404);
  }

  @Test
  void aNameThatNoNodeCanHaveGetsNoToken() {
    HttpResponse<String> answer = admin.send("POST", "/api/v1/nodes/tokens/n%20one/token", null);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("node name must be").contains("n one");
  }

  private JsonNode made(String path) {
    HttpResponse<String> answer = admin.send("POST", path, null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Client.json(answer);
  }

  private static Optional<String> kept(String node) throws Exception {
    try (Connection connection = Lab.get().database().connect();
        PreparedStatement query =
            connection.prepareStatement("SELECT digest FROM node_token WHERE node=?")) {
      query.setString(1, node);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }
}
