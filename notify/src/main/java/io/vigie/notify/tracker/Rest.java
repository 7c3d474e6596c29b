package io.vigie.notify.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vigie.contract.wire.Json;
import io.vigie.notify.web.Web;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** Calls of one tracker: JSON there and back. */
final class Rest {
  /** Bytes of an answer: a ticket with all that was ever said on it. */
  static final int MOST_BYTES = 4_000_000;

  /** Characters of one that may have been cut. */
  private static final int LONG = MOST_BYTES / 4;

  private static final int MOST_SAID = 300;

  /** Who we are, where we are and how we ask: wrong for every ticket alike until it is mended. */
  private static final Set<Integer> OF_THE_CHANNEL = Set.of(401, 403, 405, 407);

  private static final Set<Integer> LATER = Set.of(404, 408, 409, 423, 425, 429);

  private final Web web;
  private final String secret;

  /**
   * @param secret is told to nobody, though a tracker may send it back
   */
  Rest(Web web, String secret) {
    this.web = web;
    this.secret = secret;
  }

  /**
   * @param body null for none
   * @return the answer; missing when it is empty
   */
  JsonNode call(String method, URI address, Map<String, String> headers, JsonNode body)
      throws Trouble {
    try {
      return read(web.call(method, address, headers, body == null ? null : body.toString()));
    } catch (IOException e) {
      throw Trouble.away(said(String.valueOf(e.getMessage())));
    }
  }

  private JsonNode read(Web.Answer answer) throws Trouble {
    if (answer.status() / 100 != 2) {
      throw trouble(answer.status(), said("HTTP " + answer.status() + ' ' + answer.body()));
    }
    if (answer.body().isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return Json.MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw answer.body().length() >= LONG
          ? Trouble.failed("its answer is too long, or no JSON")
          : Trouble.away("its answer is no JSON: " + said(answer.body()));
    }
  }

  private static Trouble trouble(int status, String reply) {
    if (status / 100 == 3) {
      return Trouble.away(reply + "; it points elsewhere, which Vigie does not follow");
    }
    if (OF_THE_CHANNEL.contains(status)) {
      return Trouble.away(reply);
    }
    return status / 100 == 5 || LATER.contains(status)
        ? Trouble.failed(reply)
        : Trouble.refused(reply);
  }

  private String said(String text) {
    String hidden = secret.isEmpty() ? text : text.replace(secret, "…");
    String line = hidden.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= MOST_SAID ? line : line.substring(0, MOST_SAID) + "…";
  }
}
