package io.vigie.api.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.list.Answering;
import io.vigie.api.list.Beside;
import io.vigie.api.list.Columns;
import io.vigie.api.list.Row;
import io.vigie.api.list.Scope;
import java.sql.SQLException;
import java.util.List;

/** One application: one that people made, or that a service names. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(description = "One application: one that people made, or that a service names")
record AppRow(
    @Schema(example = "payroll", description = "Its code; none: of services that name no app")
        String id,
    @Schema(description = "Act that touched it last; 0 while nobody did") long n,
    String description,
    boolean shared,
    @Schema(description = "Names of people and groups") List<String> responsibles,
    int services,
    @Schema(description = "How many of its services are down, or nobody knows") int unavailable,
    @Schema(description = "Nodes its services are on") int nodes)
    implements Row {
  /** Each once: those that people made, and those that services name. */
  static final String TABLE =
      "(SELECT name FROM app UNION SELECT IF(app='','none',app) FROM service GROUP BY app) p";

  static final Beside SET = new Beside("a", "LEFT JOIN app a ON a.name=p.name");

  private static final String OF_SERVICE = ".app=IF(p.name='none','',p.name)";
  static final String RESPONSIBLES = Answering.ofApp("p.name");

  /** For filters: every app has its own responsibles, * lacks none. */
  static final String ANSWERED = "IF(p.name='*','[\"\"]'," + RESPONSIBLES + ")";

  static final String SERVICES = "(SELECT COUNT(*) FROM service s WHERE s" + OF_SERVICE + ")";

  // one by one: then an index finds them
  static final String UNAVAILABLE =
      "(" + in("down") + "+" + in("undef") + "+" + in("stdby down") + ")";
  static final String NODES =
      "(SELECT COUNT(DISTINCT i.cluster,i.node) FROM instance i WHERE i" + OF_SERVICE + ")";
  static final String COLUMNS =
      "p.name,COALESCE(a.n,0) AS n,COALESCE(a.description,'') AS description,"
          + "COALESCE(a.shared,FALSE) AS shared,"
          + RESPONSIBLES
          + " AS responsibles,"
          + SERVICES
          + " AS services,"
          + UNAVAILABLE
          + " AS unavailable,"
          + NODES
          + " AS nodes";

  private static String in(String avail) {
    return "(SELECT COUNT(*) FROM service s WHERE s" + OF_SERVICE + " AND s.avail='" + avail + "')";
  }

  @Override
  public Scope scope() {
    return new Scope(List.of(id), List.of(), List.of());
  }

  static AppRow read(Columns columns) throws SQLException {
    return new AppRow(
        columns.text("name"),
        columns.number("n"),
        columns.text("description"),
        columns.flag("shared"),
        columns.json("responsibles", Answering.NAMES),
        (int) columns.number("services"),
        (int) columns.number("unavailable"),
        (int) columns.number("nodes"));
  }
}
