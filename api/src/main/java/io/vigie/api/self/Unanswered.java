package io.vigie.api.self;

import io.vigie.api.filter.Sql;
import io.vigie.api.list.Answering;
import io.vigie.api.list.Snapshots;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.event.AppPolicy;
import io.vigie.contract.id.AlertId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applications that have services, and nobody who answers for them. */
@Singleton
final class Unanswered implements Source {
  /** Apps are found in an index alone; whether a service is in production is asked of few. */
  private static final Sql APPS =
      Sql.of(
          "SELECT p.app,EXISTS(SELECT 1 FROM service s WHERE s.app=p.app AND s.env='PRD')"
              + " production FROM (SELECT app FROM service GROUP BY app) p WHERE "
              + Answering.ofApp("p.app")
              + "='[]' ORDER BY p.app");

  private final Snapshots tables;

  Unanswered(Snapshots tables) {
    this.tables = tables;
  }

  @Override
  public Set<AlertKind> kinds() {
    return Set.of(AlertKind.APP_WITHOUT_RESPONSIBLE);
  }

  @Override
  public Optional<List<Trouble>> look() {
    return Optional.of(
        tables.read(
            snapshot -> snapshot.all(APPS, row -> of(row.text("app"), row.flag("production")))));
  }

  private static Trouble of(String app, boolean production) {
    String code = app.isEmpty() ? AppPolicy.NONE : app;
    return new Trouble(
        AlertId.of(AlertKind.APP_WITHOUT_RESPONSIBLE, code, ""),
        "it has services, and nobody answers for it",
        production ? "PRD" : "",
        List.of(code));
  }
}
