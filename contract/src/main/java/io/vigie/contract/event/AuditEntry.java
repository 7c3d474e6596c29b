package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One act of a person: who did what to what, from where. Never a secret: a password, a token or a
 * key that changed is told by the name of its field alone.
 *
 * @param id UUIDv7
 * @param person who; of a refused sign-in the name as it was typed, which may be no one's or empty
 * @param role they acted in; empty when in none
 * @param address of their browser or program, as text
 * @param kind of the object: person, group, app, service, node, token, view, session …
 * @param object its id; empty when there is none
 * @param before fields that changed, as they were; empty for what was made
 * @param after fields that changed, as they are now; empty for what was deleted
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record AuditEntry(
    String id,
    Instant at,
    String person,
    String role,
    String address,
    AuditAct act,
    String kind,
    String object,
    Map<String, Object> before,
    Map<String, Object> after,
    AuditOutcome outcome)
    implements Event {
  /** Key of refused sign-ins: a name anybody may type chooses no partition. */
  public static final String UNKNOWN = "~unknown";

  public AuditEntry {
    Require.id("id", id);
    Require.present("at", at);
    Require.present("act", act);
    Require.present("outcome", outcome);
    person = act == AuditAct.SIGN_IN_REFUSED ? typed(person) : Require.label("person", person);
    role = Require.text(role);
    address = Require.text(address);
    kind = Require.text(kind, 100);
    object = Require.text(object, 600);
    before = told("before", before);
    after = told("after", after);
  }

  private static Map<String, Object> told(String field, Map<String, Object> fields) {
    Map<String, Object> told = new TreeMap<>(Require.sorted(field, fields));
    told.replaceAll((name, value) -> told(value));
    return Collections.unmodifiableMap(told);
  }

  // absent beats null at every depth: so it is written
  private static Object told(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> kept = new LinkedHashMap<>(map);
      kept.values().removeIf(Objects::isNull);
      kept.replaceAll((name, held) -> told(held));
      return kept;
    }
    return value instanceof List<?> list ? list.stream().map(AuditEntry::told).toList() : value;
  }

  private static String typed(String name) {
    return Require.text(name).replaceAll("\\p{Cntrl}", "\uFFFD");
  }

  @Override
  public EventType type() {
    return EventType.AUDIT_ENTRY;
  }

  @Override
  public String key() {
    return act == AuditAct.SIGN_IN_REFUSED ? UNKNOWN : person;
  }

  @Override
  public String anchor() {
    return key();
  }
}
