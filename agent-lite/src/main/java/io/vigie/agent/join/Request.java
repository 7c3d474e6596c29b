package io.vigie.agent.join;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.agent.http.Door;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * Asks a collector to take a node in.
 *
 * @param token the enrolment token
 * @param digest of what the node will prove itself with
 */
public record Request(String token, String node, String digest) {
  private static final String PATH = "/api/v1/join";

  /** What came of it. */
  public sealed interface Answer {
    /**
     * @param gateway where it reports from now on
     * @param again it was a member before
     * @param requestKey PEM of what requests of the collector are signed with; empty for none
     */
    record Taken(NodeId node, URI gateway, boolean again, String requestKey) implements Answer {}

    record Refused(String why) implements Answer {}
  }

  /**
   * @throws IOException when there was no answer
   */
  public Answer send(Door door) throws IOException {
    byte[] body =
        Json.MAPPER.writeValueAsBytes(Map.of("token", token, "node", node, "digest", digest));
    Door.Reply reply =
        door.post(
            PATH,
            Map.of(
                "Content-Type",
                "application/json",
                "Accept",
                "application/json, application/problem+json",
                "X-Vigie-Request",
                "1"),
            body);
    return reply.status() == 200 || reply.status() == 201
        ? taken(reply)
        : new Answer.Refused(
            "the collector refuses (" + reply.status() + "): " + Door.detail(reply));
  }

  private static Answer taken(Door.Reply reply) {
    try {
      JsonNode json = Json.MAPPER.readTree(reply.body());
      return new Answer.Taken(
          NodeId.parse(json.path("node").asText()),
          Door.address(json.path("gateway").asText()),
          json.path("again").asBoolean(),
          json.path("requestKey").asText(""));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return new Answer.Refused("what answers there is no collector of Vigie: " + e.getMessage());
    }
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "request of " + node;
  }
}
