package io.vigie.ingest.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vigie.contract.wire.Json;
import java.util.HashMap;
import java.util.Map;

/** What a client is told: the outcome of each event, or a problem of the whole request. */
record Answer(HttpResponseStatus status, String type, Map<String, String> headers, byte[] body) {

  static Answer of(Results results) {
    return new Answer(HttpResponseStatus.OK, "application/json", Map.of(), json(results));
  }

  /**
   * RFC 9457.
   *
   * @param detail the value, the rule and the next step
   */
  static Answer problem(HttpResponseStatus status, String detail) {
    return new Answer(
        status,
        "application/problem+json",
        Map.of(),
        json(new Problem("about:blank", status.reasonPhrase(), status.code(), detail)));
  }

  /** Something of ours is away. */
  static Answer later(int seconds, String detail) {
    return problem(HttpResponseStatus.SERVICE_UNAVAILABLE, detail)
        .with(HttpHeaderNames.RETRY_AFTER.toString(), Integer.toString(seconds));
  }

  Answer with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Answer(status, type, Map.copyOf(more), body);
  }

  private record Problem(String type, String title, int status, String detail) {}

  private static byte[] json(Object value) {
    try {
      return Json.MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("our own record is no JSON", e);
    }
  }
}
