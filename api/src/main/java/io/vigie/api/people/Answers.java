package io.vigie.api.people;

import io.vigie.api.act.Act;
import io.vigie.api.act.Difference;
import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Snapshot;
import io.vigie.api.policy.Policies;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who answers for an app, a service or a node, and who may only see it.
 *
 * @param responsibles get its mails and tickets, act on it as their role lets them
 * @param readers see it
 */
public record Answers(Who responsibles, Who readers) {
  public static final String APP = "app";
  public static final String SERVICE = "service";
  public static final String NODE = "node";

  public static final Answers NOBODY = new Answers(Who.NOBODY, Who.NOBODY);

  /** What is answered for. */
  public record Of(String kind, String id) {}

  public Answers {
    responsibles = responsibles == null ? Who.NOBODY : responsibles;
    readers = readers == null ? Who.NOBODY : readers;
  }

  /** With those of another where nobody is named here. */
  public Answers or(Answers other) {
    return new Answers(
        responsibles.equals(Who.NOBODY) ? other.responsibles : responsibles,
        readers.equals(Who.NOBODY) ? other.readers : readers);
  }

  private record Line(String kind, String who, boolean reader) {}

  public static Answers read(Snapshot tables, Of what) throws SQLException {
    List<Line> lines =
        tables.all(
            Sql.of(
                "SELECT who_kind,who,reader FROM answerable WHERE of_kind=? AND of_id=?",
                what.kind(),
                what.id()),
            row -> new Line(row.text("who_kind"), row.text("who"), row.flag("reader")));
    return new Answers(who(lines, false), who(lines, true));
  }

  private static Who who(List<Line> lines, boolean reader) {
    return new Who(names(lines, "person", reader), names(lines, "group", reader));
  }

  private static List<String> names(List<Line> lines, String kind, boolean reader) {
    return lines.stream()
        .filter(line -> line.kind().equals(kind) && line.reader() == reader)
        .map(Line::who)
        .toList();
  }

  /** In the place of those before. */
  public void write(Act act, Of what) throws SQLException {
    act.update("DELETE FROM answerable WHERE of_kind=? AND of_id=?", what.kind(), what.id());
    List<Line> lines = Stream.concat(lines(responsibles, false), lines(readers, true)).toList();
    for (Line line : lines) {
      require(act.tables(), line);
      // who answers sees too: said twice, the answer counts
      act.update(
          "INSERT IGNORE INTO answerable (of_kind,of_id,who_kind,who,reader) VALUES (?,?,?,?,?)",
          what.kind(),
          what.id(),
          line.kind(),
          line.who(),
          line.reader());
    }
  }

  /**
   * In the place of those before, told and noted when they differ.
   *
   * @return whether they do
   */
  public boolean change(Act act, Of what) throws SQLException {
    Answers before = read(act.tables(), what);
    if (before.equals(this)) {
      return false;
    }
    write(act, what);
    tell(act, what);
    Difference difference = Difference.of(before, this);
    act.note(AuditAct.CHANGE, what.kind(), what.id(), difference.before(), difference.after());
    return true;
  }

  private static Stream<Line> lines(Who who, boolean reader) {
    return Stream.concat(
        who.people().stream().map(name -> new Line("person", name, reader)),
        who.groups().stream().map(name -> new Line("group", name, reader)));
  }

  static void require(Snapshot tables, Who who) throws SQLException {
    for (Line line : lines(who, false).toList()) {
      require(tables, line);
    }
  }

  private static void require(Snapshot tables, Line line) throws SQLException {
    if (line.who() == null) {
      throw Refusal.wrong("a " + line.kind() + " has a name; got null, leave it out");
    }
    String table = line.kind().equals("group") ? "person_group" : "person";
    if (tables
        .one(Sql.of("SELECT 1 FROM " + table + " WHERE name=?", line.who()), row -> true)
        .isEmpty()) {
      throw Refusal.wrong(
          "there is no " + line.kind() + " \"" + line.who() + "\"; make it first, or leave it out");
    }
  }

  /** Everything a person or group answers for; what they only read is left out. */
  static List<Of> by(Snapshot tables, String whoKind, String who) throws SQLException {
    return tables.all(
        Sql.of(
            "SELECT of_kind,of_id FROM answerable WHERE who_kind=? AND who=? AND NOT reader",
            whoKind,
            who),
        row -> new Of(row.text("of_kind"), row.text("of_id")));
  }

  /** As they are now. */
  static void tell(Act act, List<Of> changed) throws SQLException {
    for (Of what : changed) {
      tell(act, what);
    }
  }

  /** As it is now. */
  public static void tell(Act act, Of what) throws SQLException {
    switch (what.kind()) {
      case APP -> act.tell(Policies.app(act.tables(), what.id()));
      case SERVICE -> act.tell(Policies.service(act.tables(), ServiceId.parse(what.id())));
      case NODE -> act.tell(Policies.node(act.tables(), NodeId.parse(what.id())));
      default -> throw new IllegalStateException("nobody answers for a " + what.kind());
    }
  }
}
