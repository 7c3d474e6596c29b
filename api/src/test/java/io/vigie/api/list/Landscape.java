package io.vigie.api.list;

import io.vigie.api.Lab;
import io.vigie.api.TestDatabase;
import io.vigie.embedded.RecordedFleet;
import java.sql.Connection;
import java.sql.SQLException;

/** The lab's database with a fleet in it. */
public final class Landscape {
  private Landscape() {}

  /** In the place of all that was recorded: see {@link RecordedFleet#fill}. */
  public static void make(int nodes, int actions) {
    TestDatabase.forget();
    try (Connection connection = Lab.get().database().connect(0)) {
      RecordedFleet.fill(connection, nodes, actions);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    audit(actions);
  }

  private static void audit(int acts) {
    TestDatabase.script(
        """
        TRUNCATE TABLE audit;
        INSERT INTO audit (part,n,topic_id,pos,appended,day,record,prev,hash,id,entry,at,person,role,\
        address,act,kind,object,before_json,after_json,outcome)
        SELECT seq%4,seq DIV 4,'t',seq,0,'2026-11-24','{}',SHA2(seq,256),SHA2(seq+1,256),\
        CONCAT(seq%4,'-',seq DIV 4),UUID(),1800000000000+1000*(seq DIV 2),CONCAT('p',seq%97),\
        'administrator','192.0.2.17',ELT(1+seq%3,'change','sign-in','create'),'app',\
        CONCAT('o',seq%1009),'{}','{}','ok' FROM seq_1_to_ACTS;
        ANALYZE TABLE audit;
        """
            .replace("ACTS", Integer.toString(acts)));
  }
}
