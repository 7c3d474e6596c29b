package io.vigie.api.rename;

import io.vigie.api.act.Act;
import io.vigie.api.act.Difference;
import io.vigie.api.node.NodeEdits;
import io.vigie.api.people.Answers;
import io.vigie.contract.event.AuditAct;
import java.sql.SQLException;

/** What people said of a thing, and who answers for it, goes to its new name. */
final class Heritage {
  private Heritage() {}

  /** Field by field: what was said of the new name already stays. */
  static void pass(Act act, String kind, String was, String now) throws SQLException {
    boolean node = kind.equals(FormerNames.NODE);
    Answers.Of former = new Answers.Of(node ? Answers.NODE : Answers.SERVICE, was);
    Answers.Of next = new Answers.Of(former.kind(), now);
    Answers heritage = Answers.read(act.tables(), former);
    boolean edited = node && NodeEdits.pass(act, was, now);
    if (!edited && heritage.equals(Answers.NOBODY)) {
      return;
    }
    if (node) {
      act.update("INSERT IGNORE INTO node_edit (node,app,n) VALUES (?,'',?)", now, act.n());
    }
    if (!heritage.equals(Answers.NOBODY)) {
      Answers.NOBODY.write(act, former);
      Difference lost = Difference.of(heritage, Answers.NOBODY);
      act.note(AuditAct.CHANGE, kind, was, lost.before(), lost.after());
    }
    act.gone(kind + '/' + was);
    if (!Answers.read(act.tables(), next).or(heritage).change(act, next)) {
      Answers.tell(act, next);
    }
  }
}
