package io.vigie.api.silence;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigie.api.act.Act;
import io.vigie.api.act.Difference;
import io.vigie.api.act.Outcome;
import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.api.policy.Policies;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.event.Silence;
import io.vigie.contract.wire.Json;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What is silenced, who may say so, and what may become of it. */
final class Silences {
  private static final String KIND = "silence";

  /** Each is asked for every open alert. */
  private static final int MOST = 1_000;

  private Silences() {}

  /**
   * @param inForce those that are so now alone, nodes that somebody works on among them
   */
  static List<SilenceAnswer> all(Snapshot tables, Sight sight, boolean inForce, Instant now)
      throws SQLException {
    Map<String, Long> numbers = numbers(tables);
    Map<String, Long> hits = inForce ? Map.of() : hits(tables, Sql.TRUE, sight);
    List<SilenceAnswer> all = new ArrayList<>();
    for (Silence silence : Policies.silences(tables)) {
      if (sees(sight, silence)) {
        long n = numbers.get(silence.id());
        Long hit = inForce ? null : hits.getOrDefault(silence.id(), 0L);
        SilenceAnswer answer = answer(silence, n, hit, sight, now);
        if (answer.inForce() || !inForce) {
          all.add(answer);
        }
      }
    }
    if (inForce) {
      all.addAll(MaintainedNode.all(tables, sight));
    }
    return all;
  }

  private static Map<String, Long> numbers(Snapshot tables) throws SQLException {
    Map<String, Long> numbers = new HashMap<>();
    tables.all(
        Sql.of("SELECT id,n FROM silence"), row -> numbers.put(row.text("id"), row.number("n")));
    return numbers;
  }

  static SilenceAnswer one(Snapshot tables, String id, Sight sight, Instant now)
      throws SQLException {
    Silence silence =
        Policies.silence(tables, id)
            .filter(found -> sees(sight, found))
            .orElseThrow(() -> Refusal.missing(KIND, shown(id)));
    long hits = hits(tables, Sql.of("a.silenced_by=?", id), sight).getOrDefault(id, 0L);
    return answer(silence, n(tables, id), hits, sight, now);
  }

  private static SilenceAnswer answer(
      Silence silence, long n, Long hits, Sight sight, Instant now) {
    return SilenceAnswer.of(silence, n, hits, theirs(sight, silence), now);
  }

  /** How many open alerts each silences, of those that somebody sees; none is not told. */
  private static Map<String, Long> hits(Snapshot tables, Sql which, Sight sight)
      throws SQLException {
    Sql where = Sql.of("a.badness>0 AND a.silenced_by<>''").and(which).and(sight.alerts("a"));
    Map<String, Long> hits = new HashMap<>();
    tables.all(
        new Sql(
            "SELECT a.silenced_by,COUNT(*) AS total FROM alert a WHERE "
                + where.text()
                + " GROUP BY a.silenced_by",
            where.args()),
        row -> hits.put(row.text("silenced_by"), row.number("total")));
    return hits;
  }

  /** What mutes everything concerns everybody. */
  private static boolean sees(Sight sight, Silence silence) {
    return sight.everything()
        || silence.apps().isEmpty()
        || silence.apps().stream().anyMatch(sight.apps()::contains);
  }

  private static boolean theirs(Sight sight, Silence silence) {
    return sight.administrator()
        || !silence.apps().isEmpty() && sight.own().apps().containsAll(silence.apps());
  }

  /**
   * The apps a silence of theirs is of.
   *
   * @param wished null or empty when they say none
   * @throws io.micronaut.http.exceptions.HttpStatusException 403 naming one that is not theirs
   */
  static List<String> apps(Sight sight, List<String> wished) {
    List<String> named = wished == null ? List.of() : wished.stream().distinct().toList();
    if (named.stream().anyMatch(app -> app == null)) {
      throw Refusal.wrong("apps[" + wished.indexOf(null) + "] is null; leave it out");
    }
    if (sight.administrator()) {
      return named;
    }
    TreeSet<String> own = new TreeSet<>(sight.own().apps());
    own.remove("");
    if (own.isEmpty()) {
      throw Refusal.foreign("you answer for no app: there is nothing of yours to silence");
    }
    for (String app : named) {
      if (!own.contains(app)) {
        throw Refusal.foreign("you do not answer for app " + shown(app));
      }
    }
    return named.isEmpty() ? List.copyOf(own) : named;
  }

  private static String shown(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  private static long n(Snapshot tables, String id) throws SQLException {
    return tables
        .one(Sql.of("SELECT n FROM silence WHERE id=?", id), row -> row.number("n"))
        .orElse(0L);
  }

  static void create(Act act, Silence silence) throws SQLException {
    long there =
        act.one(Sql.of("SELECT COUNT(*) AS there FROM silence"), row -> row.number("there"))
            .orElse(0L);
    if (there >= MOST) {
      throw Refusal.conflict(
          "there are " + MOST + " silences, and may be no more: delete those that are over");
    }
    write(act, silence);
    note(act, AuditAct.CREATE, null, silence);
  }

  /**
   * @param seen number of the change that was seen last; null when it does not matter
   */
  static Outcome change(Act act, Silence wish, Sight sight, Long seen) throws SQLException {
    Silence before = editable(act, wish.id(), sight);
    Refusal.unless(seen, n(act.tables(), wish.id()), KIND, wish.id());
    if (wish.equals(before)) {
      return Outcome.UNCHANGED;
    }
    write(act, wish);
    note(act, AuditAct.CHANGE, before, wish);
    return Outcome.CHANGED;
  }

  static void delete(Act act, String id, Sight sight) throws SQLException {
    Silence before = editable(act, id, sight);
    act.update("DELETE FROM silence WHERE id=?", id);
    act.gone(before.key());
    note(act, AuditAct.DELETE, before, null);
  }

  private static Silence editable(Act act, String id, Sight sight) throws SQLException {
    Silence found =
        Policies.silence(act.tables(), id).orElseThrow(() -> Refusal.missing(KIND, shown(id)));
    if (!theirs(sight, found)) {
      throw Refusal.foreign("silence " + id + " is not of your apps alone");
    }
    return found;
  }

  private static void write(Act act, Silence silence) throws SQLException {
    act.update(
        "REPLACE INTO silence (id,kind,q,apps,begin_at,end_at,recurrence,zone,duration_seconds,"
            + "counts,comment,by_whom,n) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        silence.id(),
        silence.kind().wire(),
        silence.q(),
        json(silence.apps()),
        silence.begin().toEpochMilli(),
        silence.end() == null ? null : silence.end().toEpochMilli(),
        silence.recurrence(),
        silence.zone(),
        silence.durationSeconds(),
        silence.countsAsDowntime(),
        silence.comment(),
        silence.by(),
        act.n());
    act.tell(silence);
  }

  private static String json(List<String> names) {
    try {
      return Json.MAPPER.writeValueAsString(names);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void note(Act act, AuditAct what, Silence before, Silence after)
      throws SQLException {
    Difference difference = Difference.of(before, after);
    String id = before == null ? after.id() : before.id();
    act.note(what, KIND, id, difference.before(), difference.after());
  }
}
