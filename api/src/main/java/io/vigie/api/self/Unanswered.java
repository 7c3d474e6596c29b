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
  /** Services are counted in an index alone; whether one is in production is asked of few. */
  private static final Sql APPS =
      Sql.of(
          "SELECT p.app,p.services,EXISTS(SELECT 1 FROM service s WHERE s.app=p.app AND s.env='PRD')"
              + " production FROM (SELECT app,COUNT(*) services FROM service GROUP BY app) p WHERE "
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
            snapshot ->
                snapshot.all(
                    APPS,
                    row -> of(row.text("app"), row.number("services"), row.flag("production")))));
  }

  private static Trouble of(String app, long services, boolean production) {
    String code = app.isEmpty() ? AppPolicy.NONE : app;
    return new Trouble(
        AlertId.of(AlertKind.APP_WITHOUT_RESPONSIBLE, code, ""),
        "services: " + services,
        production ? "PRD" : "",
        List.of(code));
  }
}
