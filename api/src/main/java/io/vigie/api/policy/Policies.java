package io.vigie.api.policy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Answering;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Snapshot;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.AlertRule;
import io.vigie.contract.event.AppPolicy;
import io.vigie.contract.event.ChainStep;
import io.vigie.contract.event.ChannelPolicy;
import io.vigie.contract.event.CheckThreshold;
import io.vigie.contract.event.Event;
import io.vigie.contract.event.GroupPolicy;
import io.vigie.contract.event.NodePolicy;
import io.vigie.contract.event.OnCall;
import io.vigie.contract.event.PersonPolicy;
import io.vigie.contract.event.Responsibles;
import io.vigie.contract.event.ServicePolicy;
import io.vigie.contract.event.Silence;
import io.vigie.contract.event.SilenceKind;
import io.vigie.contract.event.TicketRule;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.contract.ticket.Channel;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the tables of people hold, as Kafka is told of it: one thing, or all. */
public final class Policies {
  private static final String PERSON =
      "SELECT name,full_name,mail,language,disabled,least,on_call FROM person";
  private static final String GROUP = "SELECT name,description FROM person_group";
  private static final String MEMBER = "SELECT of_group,person FROM group_member";
  private static final String APP = "SELECT name,description,shared,chain FROM app";
  private static final String NODE =
      "SELECT node,app,site,building,room,rack,enclosure,slot,power,team,serial,asset,warranty_end,"
          + "maintenance_end FROM node_edit";
  private static final String RULE =
      "SELECT kind,disabled,hold_seconds,escalate_seconds,production,other FROM alert_rule";
  private static final String SILENCE =
      "SELECT id,kind,q,apps,begin_at,end_at,recurrence,zone,duration_seconds,counts,comment,by_whom"
          + " FROM silence";
  private static final String THRESHOLD =
      "SELECT id,kind,node,q,low,high,by_whom FROM check_threshold";
  private static final String TICKET_RULE =
      "SELECT id,app,kind,severity,production,after_seconds,closes,by_whom FROM ticket_rule";
  private static final String CHANNEL =
      "SELECT name,kind,address,plain,secret,template,settings,body,language,apps,least,enabled,by_whom,"
          + "made FROM channel";
  private static final TypeReference<Map<String, String>> SETTINGS = new TypeReference<>() {};
  private static final TypeReference<OnCall> ON_CALL = new TypeReference<>() {};
  private static final TypeReference<List<ChainStep>> CHAIN = new TypeReference<>() {};
  private static final String ANSWERABLE =
      "SELECT of_kind,of_id,who_kind,who FROM answerable WHERE NOT reader";

  private final Snapshot tables;
  private final Map<String, List<String>> members = new HashMap<>();
  private final Map<Answers, Responsibles> answers = new HashMap<>();

  /** Everything told of is among what these two conditions hold of. */
  private Policies(Snapshot tables, Sql member, Sql answerable) throws SQLException {
    this.tables = tables;
    tables.all(
        query(MEMBER + " WHERE ", member, " ORDER BY of_group,person"),
        row -> {
          String group = row.text("of_group");
          return members.computeIfAbsent(group, none -> new ArrayList<>()).add(row.text("person"));
        });
    tables.all(
        query(ANSWERABLE + " AND ", answerable, " ORDER BY of_kind,of_id,who_kind,who"),
        row ->
            answers.merge(
                new Answers(row.text("of_kind"), row.text("of_id")),
                one(row.text("who_kind"), row.text("who")),
                Policies::together));
  }

  private record Answers(String kind, String id) {}

  /** All there is to tell. */
  public static List<Event> all(Snapshot tables) throws SQLException {
    Policies policies = new Policies(tables, Sql.TRUE, Sql.TRUE);
    List<Event> all = new ArrayList<>();
    all.addAll(policies.people(Sql.TRUE));
    all.addAll(policies.groups(Sql.TRUE));
    all.addAll(policies.apps(Sql.TRUE));
    policies.answers.keySet().stream()
        .filter(of -> of.kind().equals("service"))
        .forEach(of -> all.add(policies.service(ServiceId.parse(of.id()))));
    all.addAll(policies.nodes(Sql.TRUE));
    all.addAll(tables.all(Sql.of(RULE + " ORDER BY kind"), Policies::rule));
    all.addAll(silences(tables));
    all.addAll(thresholds(tables));
    all.addAll(ticketRules(tables));
    all.addAll(channels(tables));
    return all;
  }

  /** What people say of a kind of alert; empty when they say nothing. */
  public static Optional<AlertRule> rule(Snapshot tables, AlertKind kind) throws SQLException {
    return tables.one(Sql.of(RULE + " WHERE kind=?", kind.wire()), Policies::rule);
  }

  private static AlertRule rule(Columns row) throws SQLException {
    return new AlertRule(
        AlertKind.parse(row.text("kind")),
        row.flag("disabled"),
        row.numberOrNull("hold_seconds"),
        row.numberOrNull("escalate_seconds"),
        severity(row.text("production")),
        severity(row.text("other")));
  }

  /** The oldest first. */
  public static List<Silence> silences(Snapshot tables) throws SQLException {
    return tables.all(Sql.of(SILENCE + " ORDER BY id"), Policies::silence);
  }

  public static Optional<Silence> silence(Snapshot tables, String id) throws SQLException {
    return tables.one(Sql.of(SILENCE + " WHERE id=?", id), Policies::silence);
  }

  private static Silence silence(Columns row) throws SQLException {
    return new Silence(
        row.text("id"),
        SilenceKind.parse(row.text("kind")),
        row.text("q"),
        row.json("apps", Answering.NAMES),
        row.moment("begin_at"),
        row.moment("end_at"),
        row.text("recurrence"),
        row.text("zone"),
        row.number("duration_seconds"),
        row.flag("counts"),
        row.text("comment"),
        row.text("by_whom"));
  }

  /** Of a kind the most particular first. */
  public static List<CheckThreshold> thresholds(Snapshot tables) throws SQLException {
    return tables.all(
        Sql.of(THRESHOLD + " ORDER BY kind,node='',node,q='',q,id"), Policies::threshold);
  }

  public static Optional<CheckThreshold> threshold(Snapshot tables, String id) throws SQLException {
    return tables.one(Sql.of(THRESHOLD + " WHERE id=?", id), Policies::threshold);
  }

  private static CheckThreshold threshold(Columns row) throws SQLException {
    String node = row.text("node");
    return new CheckThreshold(
        row.text("id"),
        row.text("kind"),
        node.isEmpty() ? null : NodeId.parse(node),
        row.text("q"),
        row.decimal("low"),
        row.decimal("high"),
        row.text("by_whom"));
  }

  /** The oldest first. */
  public static List<TicketRule> ticketRules(Snapshot tables) throws SQLException {
    return tables.all(Sql.of(TICKET_RULE + " ORDER BY id"), Policies::ticketRule);
  }

  public static Optional<TicketRule> ticketRule(Snapshot tables, String id) throws SQLException {
    return tables.one(Sql.of(TICKET_RULE + " WHERE id=?", id), Policies::ticketRule);
  }

  private static TicketRule ticketRule(Columns row) throws SQLException {
    String kind = row.text("kind");
    Long production = row.numberOrNull("production");
    return new TicketRule(
        row.text("id"),
        row.text("app"),
        kind.isEmpty() ? null : AlertKind.parse(kind),
        severity(row.text("severity")),
        production == null ? null : production != 0,
        row.numberOrNull("after_seconds"),
        row.flag("closes"),
        row.text("by_whom"));
  }

  /** By name. */
  public static List<ChannelPolicy> channels(Snapshot tables) throws SQLException {
    return tables.all(Sql.of(CHANNEL + " ORDER BY name"), Policies::channel);
  }

  public static Optional<ChannelPolicy> channel(Snapshot tables, String name) throws SQLException {
    return tables.one(Sql.of(CHANNEL + " WHERE name=?", name), Policies::channel);
  }

  private static ChannelPolicy channel(Columns row) throws SQLException {
    return new ChannelPolicy(
        row.text("name"),
        Channel.parse(row.text("kind")),
        row.text("address"),
        row.flag("plain"),
        row.text("secret"),
        row.text("template"),
        row.json("settings", SETTINGS),
        row.text("body"),
        row.text("language"),
        row.json("apps", Answering.NAMES),
        severity(row.text("least")),
        row.flag("enabled"),
        row.text("by_whom"),
        row.moment("made"));
  }

  /**
   * People, groups, apps and channels, and who answers for one service and one node.
   *
   * @param service null for none
   * @param node null for none
   */
  public static List<Event> concerning(Snapshot tables, ServiceId service, NodeId node)
      throws SQLException {
    Policies policies = new Policies(tables, Sql.TRUE, Sql.TRUE);
    List<Event> all = new ArrayList<>(policies.people(Sql.TRUE));
    all.addAll(policies.groups(Sql.TRUE));
    all.addAll(policies.apps(Sql.TRUE));
    all.addAll(channels(tables));
    if (service != null) {
      all.add(policies.service(service));
    }
    if (node != null) {
      all.addAll(policies.nodes(Sql.of("node=?", node.toString())));
    }
    return all;
  }

  private static Severity severity(String word) {
    return word.isEmpty() ? null : Severity.parse(word);
  }

  public static PersonPolicy person(Snapshot tables, String name) throws SQLException {
    Policies none = new Policies(tables, Sql.FALSE, Sql.FALSE);
    return none.people(Sql.of("name=?", name)).get(0);
  }

  public static GroupPolicy group(Snapshot tables, String name) throws SQLException {
    Policies policies = new Policies(tables, Sql.of("of_group=?", name), Sql.FALSE);
    return policies.groups(Sql.of("name=?", name)).get(0);
  }

  public static AppPolicy app(Snapshot tables, String name) throws SQLException {
    return answering(tables, "app", name).apps(Sql.of("name=?", name)).get(0);
  }

  public static ServicePolicy service(Snapshot tables, ServiceId id) throws SQLException {
    return answering(tables, "service", id.toString()).service(id);
  }

  public static NodePolicy node(Snapshot tables, NodeId id) throws SQLException {
    Policies policies = answering(tables, "node", id.toString());
    return policies.nodes(Sql.of("node=?", id.toString())).get(0);
  }

  /**
   * @param ids up to some hundreds
   */
  public static List<NodePolicy> nodes(Snapshot tables, List<String> ids) throws SQLException {
    String places = " IN (" + String.join(",", Collections.nCopies(ids.size(), "?")) + ")";
    List<Object> args = List.copyOf(ids);
    return new Policies(tables, Sql.FALSE, new Sql("of_kind='node' AND of_id" + places, args))
        .nodes(new Sql("node" + places, args));
  }

  private static Policies answering(Snapshot tables, String kind, String id) throws SQLException {
    return new Policies(tables, Sql.FALSE, Sql.of("of_kind=? AND of_id=?", kind, id));
  }

  private List<PersonPolicy> people(Sql which) throws SQLException {
    return tables.all(
        query(PERSON + " WHERE ", which, " ORDER BY name"),
        row ->
            new PersonPolicy(
                row.text("name"),
                row.text("full_name"),
                row.text("mail"),
                row.text("language"),
                row.flag("disabled"),
                severity(row.text("least")),
                row.json("on_call", ON_CALL)));
  }

  private List<GroupPolicy> groups(Sql which) throws SQLException {
    return tables.all(
        query(GROUP + " WHERE ", which, " ORDER BY name"),
        row ->
            new GroupPolicy(
                row.text("name"),
                row.text("description"),
                members.getOrDefault(row.text("name"), List.of())));
  }

  private List<AppPolicy> apps(Sql which) throws SQLException {
    return tables.all(
        query(APP + " WHERE ", which, " ORDER BY name"),
        row ->
            new AppPolicy(
                row.text("name"),
                row.text("description"),
                row.flag("shared"),
                answers("app", row.text("name")),
                row.json("chain", CHAIN)));
  }

  private ServicePolicy service(ServiceId id) {
    return new ServicePolicy(id, answers("service", id.toString()));
  }

  private List<NodePolicy> nodes(Sql which) throws SQLException {
    return tables.all(
        query(NODE + " WHERE ", which, " ORDER BY node"),
        row ->
            new NodePolicy(
                NodeId.parse(row.text("node")),
                row.text("app"),
                answers("node", row.text("node")),
                row.text("site"),
                row.text("building"),
                row.text("room"),
                row.text("rack"),
                row.text("enclosure"),
                row.text("slot"),
                row.json("power", Answering.NAMES),
                row.text("team"),
                row.text("serial"),
                row.text("asset"),
                row.day("warranty_end"),
                row.day("maintenance_end")));
  }

  private Responsibles answers(String kind, String id) {
    return answers.getOrDefault(new Answers(kind, id), Responsibles.NOBODY);
  }

  private static Responsibles one(String kind, String who) {
    return kind.equals("group")
        ? new Responsibles(List.of(), List.of(who))
        : new Responsibles(List.of(who), List.of());
  }

  private static Responsibles together(Responsibles some, Responsibles more) {
    return new Responsibles(
        joined(some.people(), more.people()), joined(some.groups(), more.groups()));
  }

  private static List<String> joined(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private static Sql query(String select, Sql which, String order) {
    return new Sql(select + which.text() + order, which.args());
  }
}
