package io.vigie.notify.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.notify.tracker.Template.Call;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A tracker of tickets, as its template says it is spoken to. Used by several threads. */
final class Tracker {
  private static final Logger LOG = LoggerFactory.getLogger(Tracker.class);

  private final Template template;
  private final Holes known;
  private final Rest rest;

  /**
   * @param name of a template
   * @param address of the tracker; its settings stand in no question of it
   * @throws IllegalArgumentException when there is no such template, or the settings do not suit it
   */
  Tracker(String name, String address, Map<String, String> settings, String secret, Rest rest) {
    template =
        Template.named(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "template must be one of " + Template.NAMES + "; got \"" + name + '"'));
    known =
        Holes.of(template.settings(name, settings))
            .and(Map.of("base", address.replaceFirst("/+$", ""), "secret", secret));
    this.rest = rest;
  }

  /** Signs in, where that is a call of its own. */
  Visit visit() throws Trouble {
    if (template.login() == null) {
      return new Visit(known);
    }
    JsonNode answer = call(template.login(), known, template.login().headers());
    return new Visit(known.and(Map.of("session", text(answer, template.login().id()))));
  }

  /** What is done there for one step of a ticket. */
  final class Visit implements AutoCloseable {
    private final Holes signedIn;

    private Visit(Holes signedIn) {
      this.signedIn = signedIn;
    }

    /**
     * The ticket with that key.
     *
     * @param known what it may be; null when nothing is known of it
     */
    Optional<External> find(String key, External known) throws Trouble {
      Optional<External> read =
          known == null || template.read() == null ? Optional.empty() : read(key, known);
      return read.isPresent() ? read : search(key);
    }

    private Optional<External> read(String key, External known) throws Trouble {
      try {
        JsonNode one = call(template.read(), Map.of("number", known.number()));
        return one.toString().contains(key)
            ? Optional.of(external(template.read(), one))
            : Optional.empty();
      } catch (Trouble e) {
        if (e.isMissing()) {
          return Optional.empty();
        }
        throw e;
      }
    }

    /** The oldest; somebody may have copied it. */
    private Optional<External> search(String key) throws Trouble {
      Call find = template.find();
      JsonNode list = call(find, Map.of("key", key)).at(find.list());
      return list.isEmpty() ? Optional.empty() : Optional.of(external(find, list.get(0)));
    }

    External open(String key, String subject, String text) throws Trouble {
      JsonNode answer = call(template.open(), Map.of("key", key, "subject", subject, "text", text));
      return external(template.open(), answer);
    }

    private External external(Call call, JsonNode one) throws Trouble {
      String id = text(one, call.id());
      String number = call.number() == null ? id : text(one, call.number());
      String link =
          signedIn.fill("{base}")
              + signedIn.and(Map.of("id", id, "number", number)).path(template.link());
      boolean closed =
          call.closed() != null && call.closedIs().contains(one.at(call.closed()).asText());
      return new External(id, number, link, closed);
    }

    /** Whether a comment with that mark is there. */
    boolean says(External there, String mark) throws Trouble {
      Call says = template.says();
      return call(says, on(there, mark)).at(says.list()).toString().contains(mark);
    }

    void comment(External there, String mark, String text) throws Trouble {
      Map<String, String> holes = on(there, mark);
      holes.put("text", text);
      call(template.comment(), holes);
    }

    void close(External there) throws Trouble {
      call(template.close(), on(there, ""));
    }

    void reopen(External there) throws Trouble {
      call(template.reopen(), on(there, ""));
    }

    /** Signs out, where that is a call of its own. */
    @Override
    public void close() {
      if (template.logout() != null) {
        try {
          call(template.logout(), Map.of());
        } catch (Trouble e) {
          // it ends by itself after a while, and what was done stays done
          LOG.atDebug().addKeyValue("reason", e.getMessage()).log("a tracker's session stays open");
        }
      }
    }

    private Map<String, String> on(External there, String mark) {
      Map<String, String> holes = new HashMap<>();
      holes.put("id", there.id());
      holes.put("mark", mark);
      return holes;
    }

    private JsonNode call(Call call, Map<String, String> more) throws Trouble {
      return Tracker.this.call(call, signedIn.and(more), template.headers());
    }
  }

  private JsonNode call(Call call, Holes holes, Map<String, String> headers) throws Trouble {
    Map<String, String> filled = new HashMap<>(headers);
    filled.replaceAll((name, value) -> holes.fill(value));
    return rest.call(
        call.method(),
        address(call, holes),
        filled,
        call.body() == null ? null : holes.fill(call.body()));
  }

  private static URI address(Call call, Holes holes) {
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    call.query()
        .forEach(
            (name, value) ->
                query.add(Holes.encoded(name) + '=' + Holes.encoded(holes.fill(value))));
    return URI.create(holes.fill("{base}") + holes.path(call.path()) + query);
  }

  private static String text(JsonNode answer, String pointer) throws Trouble {
    String text = answer.at(pointer).asText();
    if (text.isEmpty()) {
      throw Trouble.failed("its answer has no " + pointer);
    }
    return text;
  }
}
