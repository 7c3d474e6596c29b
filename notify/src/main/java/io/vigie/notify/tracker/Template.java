package io.vigie.notify.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.contract.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a kind of tracker is spoken to: a file beside this class, in whose texts {@code {holes}} are
 * filled.
 *
 * @param settings what a channel may set, with what goes without saying; null for what it must set
 * @param headers of every call but the login, which has its own
 * @param link to a ticket's page
 * @param login asked first; what it takes out of the answer fills the hole {@code session}; null
 *     where each call says who it is
 * @param find the tickets that have our key, oldest first
 * @param read one by its number; null where a search finds at once what was written
 * @param logout asked last; null where there is no session to end
 * @param says what was said on a ticket: ours is there when its mark is
 */
record Template(
    Map<String, String> settings,
    Map<String, String> headers,
    String link,
    Call login,
    Call find,
    Call read,
    Call open,
    Call says,
    Call comment,
    Call close,
    Call reopen,
    Call logout) {
  /** Names of those we have. */
  static final List<String> NAMES =
      List.of("rt", "glpi", "redmine", "jira", "jira-cloud", "servicenow");

  /**
   * One call, and where in its answer things are.
   *
   * @param path after the tracker's address
   * @param query encoded once its holes are filled
   * @param body JSON; null for none
   * @param list pointer to those found, or to what is searched for a mark
   * @param id pointer to the id, in one of the list or in the answer
   * @param number pointer to what people call it by; null where that is the id
   * @param closed pointer to what tells whether it is over
   * @param closedIs what stands there then
   */
  record Call(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      JsonNode body,
      String list,
      String id,
      String number,
      String closed,
      List<String> closedIs) {
    Call {
      query = query == null ? Map.of() : query;
      headers = headers == null ? Map.of() : headers;
      closedIs = closedIs == null ? List.of() : closedIs;
    }
  }

  /** Empty when we have none of that name. */
  static Optional<Template> named(String name) {
    if (!NAMES.contains(name)) {
      return Optional.empty();
    }
    try (InputStream in = Template.class.getResourceAsStream(name + ".json")) {
      return Optional.of(Json.MAPPER.readValue(in, Template.class));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the template " + name, e);
    }
  }

  /**
   * What is set, and what goes without saying.
   *
   * @param name of this template
   * @throws IllegalArgumentException when something is set that it does not know, or lacks
   */
  Map<String, String> settings(String name, Map<String, String> set) {
    for (String each : set.keySet()) {
      if (!settings.containsKey(each)) {
        throw new IllegalArgumentException(
            "settings of a tracker with template "
                + name
                + " are "
                + settings.keySet()
                + "; got \""
                + each
                + '"');
      }
    }
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(set);
    all.forEach(
        (key, value) -> {
          if (value == null) {
            throw new IllegalArgumentException(
                "settings." + key + " is missing: a tracker with template " + name + " needs it");
          }
        });
    return all;
  }
}
