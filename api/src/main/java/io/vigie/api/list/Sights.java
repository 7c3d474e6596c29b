package io.vigie.api.list;

import com.fasterxml.jackson.core.type.TypeReference;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.security.authentication.Authentication;
import io.vigie.api.act.Acted;
import io.vigie.api.filter.Sql;
import io.vigie.contract.event.AppPolicy;
import io.vigie.contract.event.ChainStep;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who may see what. What was read is believed for {@link #BELIEVED}. */
@Singleton
public final class Sights {
  /** The role that sees everything. */
  private static final String ADMINISTRATOR = "administrator";

  /** The role that says who answers for their apps. */
  private static final String APP_MANAGER = "app-manager";

  private static final Duration BELIEVED = Duration.ofSeconds(5);
  private static final TypeReference<List<ChainStep>> CHAIN = new TypeReference<>() {};

  /** Those that answer for none come in for these. */
  private static final Sql UNANSWERED =
      Sql.of(
          "SELECT p.app FROM (SELECT app FROM service WHERE app<>'' GROUP BY app) p WHERE "
              + Answering.ofApp("p.app")
              + "='[]'");

  private static final int MOST_HELD = 10_000;

  private final Snapshots snapshots;
  private final Cache<Key, Sight> held =
      Caffeine.newBuilder().maximumSize(MOST_HELD).expireAfterWrite(BELIEVED).build();

  private record Key(String person, boolean manager) {}

  public Sights(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /**
   * @throws io.micronaut.http.exceptions.HttpStatusException 503 when the database does not answer
   */
  public Sight of(Authentication person) {
    return person.getRoles().contains(ADMINISTRATOR)
        ? Sight.ALL
        : held.get(
            new Key(person.getName(), person.getRoles().contains(APP_MANAGER)),
            key -> snapshots.read(tables -> read(tables, key)));
  }

  /** Whether a person may say who answers for an app, and what belongs to it. */
  public boolean edits(Authentication person, String app) {
    Sight sight = of(person);
    return sight.administrator() || sight.manager() && sight.own().apps().contains(app);
  }

  /** Of somebody else, by name; nothing for somebody there is not. */
  public static Sight of(Snapshot tables, String person) throws SQLException {
    String role =
        tables
            .one(Sql.of("SELECT role FROM person WHERE name=?", person), row -> row.text("role"))
            .orElse("");
    return role.equals(ADMINISTRATOR)
        ? Sight.ALL
        : read(tables, new Key(person, role.equals(APP_MANAGER)));
  }

  /** At once here, within {@link #BELIEVED} in other processes. */
  @EventListener
  void forget(Acted act) {
    held.invalidateAll();
  }

  /** The apps one of whose steps names them, or a group of theirs. */
  private static Set<String> called(Snapshot tables, String person) throws SQLException {
    List<String> groups =
        tables.all(
            Sql.of("SELECT of_group FROM group_member WHERE person=?", person),
            row -> row.text("of_group"));
    Set<String> apps = new HashSet<>();
    tables.all(
        Sql.of("SELECT name,chain FROM app WHERE chain<>'[]'"),
        row ->
            row.json("chain", CHAIN).stream()
                    .map(ChainStep::who)
                    .anyMatch(
                        who ->
                            who.people().contains(person)
                                || who.groups().stream().anyMatch(groups::contains))
                && apps.add(row.text("name")));
    return apps;
  }

  private static Sight read(Snapshot tables, Key key) throws SQLException {
    String person = key.person();
    Set<String> apps = new HashSet<>();
    Set<String> services = new HashSet<>();
    Set<String> nodes = new HashSet<>();
    Set<String> ownApps = new HashSet<>();
    Set<String> ownServices = new HashSet<>();
    Set<String> ownNodes = new HashSet<>();
    tables.all(
        Sql.of(
            "SELECT DISTINCT of_kind,of_id,reader FROM answerable"
                + " WHERE (who_kind='person' AND who=?) OR (who_kind='group' AND who IN"
                + " (SELECT of_group FROM group_member WHERE person=?))",
            person,
            person),
        row -> {
          String id = row.text("of_id");
          boolean reader = row.flag("reader");
          return switch (row.text("of_kind")) {
            case "app" -> (reader ? apps : ownApps).add(id);
            case "service" -> (reader ? services : ownServices).add(id);
            case "node" -> (reader ? nodes : ownNodes).add(id);
            default -> throw new SQLException("table answerable: of_kind of " + id);
          };
        });
    apps.addAll(ownApps);
    services.addAll(ownServices);
    nodes.addAll(ownNodes);
    Set<String> called = called(tables, person);
    if (ownApps.contains(AppPolicy.NONE)) {
      called.addAll(tables.all(UNANSWERED, row -> row.text("app")));
    }
    apps.addAll(called);
    Sight.Own own = new Sight.Own(ownApps, ownServices, ownNodes, called);
    apps.addAll(tables.all(Sql.of("SELECT name FROM app WHERE shared"), row -> row.text("name")));
    Sight sight = new Sight(person, false, key.manager(), false, apps, services, Set.of(), own);
    Sql theirs = sight.apps("app");
    nodes.addAll(
        tables.all(
            new Sql("SELECT node FROM node_edit WHERE app<>'' AND " + theirs.text(), theirs.args()),
            row -> row.text("node")));
    return new Sight(person, false, key.manager(), false, apps, services, nodes, own);
  }
}
