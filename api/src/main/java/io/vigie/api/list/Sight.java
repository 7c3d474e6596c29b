package io.vigie.api.list;

import io.vigie.api.filter.Sql;
import io.vigie.contract.event.AppPolicy;
import io.vigie.contract.wire.Json;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a person may see, and what is theirs. As SQL and as a test of a row, which say the same; of
 * nodes the test knows the apps that ran there a minute ago at most.
 *
 * @param person whose it is; empty for nobody's
 * @param everything administrators, and whoever may see every app
 * @param manager their role lets them say who answers for their apps
 * @param administrator their role lets them do everything
 * @param apps codes of the apps they may see: their own, those they read, those all may see
 * @param services {@code cluster/service} they answer for or read
 * @param nodes {@code cluster/node} they answer for or read
 * @param own what of it they answer for
 */
public record Sight(
    String person,
    boolean everything,
    boolean manager,
    boolean administrator,
    Set<String> apps,
    Set<String> services,
    Set<String> nodes,
    Own own) {
  /**
   * What a person answers for: what they only read is left out.
   *
   * @param apps codes
   * @param services {@code cluster/service}
   * @param nodes {@code cluster/node}
   * @param called codes of the apps whose chain calls them when nobody else takes what is wrong
   */
  public record Own(Set<String> apps, Set<String> services, Set<String> nodes, Set<String> called) {
    public static final Own NOTHING = new Own(Set.of(), Set.of(), Set.of(), Set.of());

    public Own {
      apps = named(apps);
      services = Set.copyOf(services);
      nodes = Set.copyOf(nodes);
      called = named(called);
    }
  }

  /** Code that stands for every app. */
  public static final String EVERY_APP = "*";

  public static final Sight ALL =
      new Sight("", true, true, true, Set.of(), Set.of(), Set.of(), Own.NOTHING);

  public Sight {
    everything = everything || administrator || apps.contains(EVERY_APP);
    apps = named(apps);
    services = Set.copyOf(services);
    nodes = Set.copyOf(nodes);
  }

  /** Services that name no app have the app {@code none}. */
  private static Set<String> named(Set<String> codes) {
    if (!codes.contains(AppPolicy.NONE)) {
      return Set.copyOf(codes);
    }
    Set<String> all = new TreeSet<>(codes);
    all.add("");
    return Collections.unmodifiableSet(all);
  }

  public boolean sees(Scope scope) {
    return everything
        || scope.equals(Scope.FLEET) && something()
        || scope.apps().stream().anyMatch(apps::contains)
        || scope.services().stream().anyMatch(services::contains)
        || scope.nodes().stream().anyMatch(nodes::contains)
        || scope.people().contains(person);
  }

  private boolean something() {
    return !apps.isEmpty() || !services.isEmpty() || !nodes.isEmpty();
  }

  /** Whether they answer for one of these; administrators do for all. */
  public boolean answersFor(Scope scope) {
    return administrator
        || scope.apps().stream().anyMatch(own.apps()::contains)
        || scope.services().stream().anyMatch(own.services()::contains)
        || scope.nodes().stream().anyMatch(own.nodes()::contains);
  }

  /** Whether they may take care of it: who answers for one of these, or is called for its app. */
  public boolean takes(Scope scope) {
    return answersFor(scope)
        || scope.people().contains(person)
        || scope.apps().stream().anyMatch(own.called()::contains);
  }

  /**
   * Of rows that concern one service on one node.
   *
   * @param alias of a table with columns cluster, service and node
   * @param app the expression that holds the code of the app
   */
  public Sql instances(String alias, String app) {
    return any(
        in(app, apps),
        in("CONCAT(" + alias + ".cluster,'/'," + alias + ".service)", services),
        in("CONCAT(" + alias + ".cluster,'/'," + alias + ".node)", nodes));
  }

  /** Of rows of table {@code sync_copy}: whoever sees the service, its source or the target. */
  public Sql syncs(String alias) {
    return any(
        in(alias + ".app", apps),
        in("CONCAT(" + alias + ".cluster,'/'," + alias + ".service)", services),
        in("CONCAT(" + alias + ".cluster,'/'," + alias + ".source)", nodes),
        in("CONCAT(" + alias + ".cluster,'/'," + alias + ".target)", nodes));
  }

  /** Of rows of table {@code service}. */
  public Sql services(String alias) {
    Sql here = in("CONCAT(h.cluster,'/',h.node)", nodes);
    return any(
        in(alias + ".app", apps),
        in(alias + ".id", services),
        exists("h.service=" + alias + ".service AND h.cluster=" + alias + ".cluster", here));
  }

  /** Of rows of table {@code node}: whoever sees what runs there sees where. */
  public Sql nodes(String alias) {
    Sql carried = any(in("h.app", apps), in("CONCAT(h.cluster,'/',h.service)", services));
    return any(
        in(alias + ".id", nodes),
        exists("h.node=" + alias + ".node AND h.cluster=" + alias + ".cluster", carried));
  }

  /** Of rows of table {@code check_value}: whoever sees the node sees what it measures. */
  public Sql checks(String alias) {
    Sql carried = any(in("h.app", apps), in("CONCAT(h.cluster,'/',h.service)", services));
    return any(
        in("CONCAT(" + alias + ".cluster,'/'," + alias + ".node)", nodes),
        exists("h.node=" + alias + ".node AND h.cluster=" + alias + ".cluster", carried));
  }

  /**
   * Of rows of table {@code alert}: whoever sees its service, its node or one of its apps. One
   * about a site or the fleet is the root of theirs: whoever sees anything sees it.
   */
  public Sql alerts(String alias) {
    // one about no service, and without an app, is not of those that name no app
    String app = "IF(" + alias + ".app='' AND " + alias + ".service='',NULL," + alias + ".app)";
    Sql here = in("CONCAT(h.cluster,'/',h.node)", nodes);
    Sql carried = any(in("h.app", apps), in("CONCAT(h.cluster,'/',h.service)", services));
    return any(
        in(app, apps),
        something() ? Sql.of(fleet(alias)) : Sql.FALSE,
        overlapping(alias + ".apps", apps),
        in("CONCAT(" + alias + ".cluster,'/'," + alias + ".service)", services),
        in("CONCAT(" + alias + ".cluster,'/'," + alias + ".node)", nodes),
        exists("h.service=" + alias + ".service AND h.cluster=" + alias + ".cluster", here),
        exists("h.node=" + alias + ".node AND h.cluster=" + alias + ".cluster", carried));
  }

  /**
   * Of rows of table {@code ticket}: whoever sees its app, or answers for or reads a service or
   * node that one of its alerts is about, or is one of those it is for, or has it.
   */
  public Sql tickets(String alias) {
    return any(
        in(alias + ".app", apps),
        overlapping(alias + ".services", services),
        overlapping(alias + ".nodes", nodes),
        person.isEmpty() ? Sql.FALSE : Sql.of(isFor(alias), person, person));
  }

  private static String isFor(String alias) {
    return ("(%1$s.owner=? OR EXISTS (SELECT 1 FROM ticket_told w WHERE w.ticket=%1$s.id"
            + " AND w.person=? AND w.channel='mail'))")
        .formatted(alias);
  }

  private static String fleet(String alias) {
    return "(%1$s.service='' AND %1$s.node='' AND %1$s.app='' AND %1$s.anchor<>'collector')"
        .formatted(alias);
  }

  /** Of rows that whoever says who answers for something chooses among. */
  public Sql managed() {
    return manager ? Sql.TRUE : Sql.FALSE;
  }

  /** Of rows that are for administrators. */
  public Sql administered() {
    return administrator ? Sql.TRUE : Sql.FALSE;
  }

  /** Of rows that are apps. */
  public Sql apps(String code) {
    return any(in(code, apps));
  }

  private Sql any(Sql... conditions) {
    if (everything) {
      return Sql.TRUE;
    }
    return List.of(conditions).stream()
        .filter(condition -> !condition.equals(Sql.FALSE))
        .reduce(Sql::or)
        .orElse(Sql.FALSE);
  }

  private static Sql exists(String join, Sql condition) {
    return condition.equals(Sql.FALSE) || condition.equals(Sql.TRUE)
        ? condition
        : new Sql(
            "EXISTS (SELECT 1 FROM instance h WHERE " + join + " AND " + condition.text() + ")",
            condition.args());
  }

  /**
   * @param array expression whose value is a JSON array of names
   */
  private static Sql overlapping(String array, Collection<String> names) {
    if (names.isEmpty()) {
      return Sql.FALSE;
    }
    String text = Json.MAPPER.valueToTree(new TreeSet<>(names)).toString();
    return Sql.of("JSON_OVERLAPS(" + array + ",?)", text);
  }

  private static Sql in(String expression, Collection<String> values) {
    if (values.isEmpty()) {
      return Sql.FALSE;
    }
    List<Object> args = List.copyOf(new TreeSet<>(values));
    List<String> places = args.stream().map(Sql::place).toList();
    return new Sql(expression + " IN (" + String.join(",", places) + ")", args);
  }
}
