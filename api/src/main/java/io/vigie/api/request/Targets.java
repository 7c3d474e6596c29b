package io.vigie.api.request;

import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Snapshot;
import io.vigie.contract.availability.Topology;
import io.vigie.contract.event.NodeState;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Where a wish is to be done, and where it is not, and why. */
final class Targets {
  /** More instances than that are no request, but a change to be planned. */
  private static final int MOST = 1_000;

  private final Snapshot tables;
  private final Sight sight;
  private final RequestAction action;

  /**
   * @param action null: what could be asked at all
   */
  Targets(Snapshot tables, Sight sight, RequestAction action) {
    this.tables = tables;
    this.sight = sight;
    this.action = action;
  }

  List<Target> of(RequestWish wish) throws SQLException {
    Map<String, Target> found = named(wish.instances());
    for (String each : wish.services()) {
      String id = parse(each, ServiceId::parse).toString();
      ofService(seen("CONCAT(i.cluster,'/',i.service)", List.of(id)))
          .forEach(one -> found.putIfAbsent(one.id(), one));
    }
    for (String each : wish.nodes()) {
      String id = parse(each, NodeId::parse).toString();
      ofNode(seen("CONCAT(i.cluster,'/',i.node)", List.of(id)))
          .forEach(one -> found.putIfAbsent(one.id(), one));
    }
    if (found.size() > MOST) {
      throw Refusal.wrong(
          "a request has up to " + MOST + " services on nodes; these are " + found.size());
    }
    return judged(List.copyOf(found.values()));
  }

  /** Just these. */
  List<Target> of(List<String> instances) throws SQLException {
    return judged(List.copyOf(named(instances).values()));
  }

  private Map<String, Target> named(List<String> instances) throws SQLException {
    Map<String, Target> found = new LinkedHashMap<>();
    for (String each : instances) {
      InstanceId id = parse(each, InstanceId::parse);
      found.put(id.toString(), Target.missing(id));
    }
    seen("i.id", found.keySet()).forEach(each -> found.put(each.id(), each));
    return found;
  }

  private static <T> T parse(String text, Function<String, T> rule) {
    try {
      return rule.apply(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.wrong(e.getMessage());
    }
  }

  private List<Target> seen(String column, Collection<String> ids) throws SQLException {
    if (ids.isEmpty()) {
      return List.of();
    }
    String places = String.join(",", Collections.nCopies(ids.size(), "?"));
    Sql where =
        new Sql(column + " IN (" + places + ")", List.copyOf(ids))
            .and(sight.instances("i", "i.app"));
    return tables.all(
        new Sql(
            "SELECT "
                + Target.COLUMNS
                + " FROM "
                + Target.FROM
                + " WHERE "
                + where.text()
                + " ORDER BY i.id LIMIT "
                + (MOST + 1),
            where.args()),
        Target::read);
  }

  /** A service as a whole: where it makes sense. */
  private List<Target> ofService(List<Target> all) {
    if (action == null) {
      return all;
    }
    return switch (action) {
      case START, PROVISION -> toStart(all);
      case STOP, RESTART, SYNCNODES, SYNCDRP, SYNCALL, SYNCUPDATE -> narrowed(all, Target::serves);
      case STARTSTANDBY, UNPROVISION, RUN, ENABLE, DISABLE, FREEZE, THAW, CLEAR, ABORT -> all;
    };
  }

  private List<Target> toStart(List<Target> all) {
    if (all.stream().allMatch(each -> each.topology() == Topology.FLEX)) {
      return narrowed(all, each -> !each.serves());
    }
    return all.stream().anyMatch(Target::serves)
        ? all.stream().filter(Target::serves).toList()
        : narrowed(all, each -> each.node().equals(each.preferredNode()));
  }

  /** A node as a whole: what runs there is stopped, anything else concerns all that is there. */
  private List<Target> ofNode(List<Target> all) {
    boolean stops = action == RequestAction.STOP || action == RequestAction.RESTART;
    return stops ? narrowed(all, Target::serves) : all;
  }

  /** Those that fit; all of them when none does, so that it is seen what there is. */
  private static List<Target> narrowed(List<Target> all, Predicate<Target> fitting) {
    List<Target> some = all.stream().filter(fitting).toList();
    return some.isEmpty() ? all : some;
  }

  private List<Target> judged(List<Target> all) throws SQLException {
    List<Target> each = all.stream().map(one -> one.with(fate(one))).toList();
    if (action == null || !action.brings()) {
      return each;
    }
    Elsewhere elsewhere = Elsewhere.of(tables, each.stream().filter(Targets::alone).toList());
    return each.stream().map(one -> alone(one) ? one.with(elsewhere.fate(one)) : one).toList();
  }

  private static boolean alone(Target target) {
    return target.asked() && target.topology() == Topology.FAILOVER;
  }

  private Fate fate(Target target) {
    if (target.fate() == Fate.MISSING) {
      return Fate.MISSING;
    }
    if (!sight.answersFor(target.scope())) {
      return Fate.NOT_YOURS;
    }
    if (target.actions().isEmpty()) {
      return Fate.NO_REQUESTS;
    }
    if (action != null && !target.actions().contains(action.wire())) {
      return Fate.NOT_ALLOWED;
    }
    return target.nodeState() == NodeState.ALIVE ? Fate.DONE : Fate.NOT_ALIVE;
  }
}
