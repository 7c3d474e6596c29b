package io.vigie.api.custom;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.act.Act;
import io.vigie.api.act.Acts;
import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Sights;
import io.vigie.api.list.Snapshot;
import io.vigie.api.list.Snapshots;
import io.vigie.api.session.Person;
import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Severity;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.event.CustomAlert;
import io.vigie.contract.id.AlertId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Alerts that people and their programs raise: commands to the streams, said again and taken back.
 */
@Controller("/api/v1/alerts/custom")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Person.OPERATOR)
@Tag(name = "alerts")
final class CustomAlertController {
  private static final String KIND = "alert";

  /** Each is looked at whenever something of its thing changes. */
  private static final int MOST_OF_ONE_THING = 100;

  private final Sights sights;
  private final Snapshots snapshots;
  private final Acts acts;

  CustomAlertController(Sights sights, Snapshots snapshots, Acts acts) {
    this.sights = sights;
    this.snapshots = snapshots;
    this.acts = acts;
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "CustomAlertSaid")
  record Said(
      @Schema(example = "custom:prod/web:queue-full", description = "Id of the alert") String alert,
      @Schema(description = "Number of the act") long n) {}

  @Post
  @Operation(
      operationId = "raiseAlert",
      summary = "Raise an alert of a service or node one answers for, or say it anew")
  @ApiResponse(responseCode = "200", description = "Told to the streams, shown within seconds")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "You do not answer for it")
  @ApiResponse(responseCode = "404", description = "There is no such service or node")
  @ApiResponse(responseCode = "409", description = "It has too many, or what has its name has one")
  Said raise(HttpRequest<?> request, Authentication person, @Body CustomWish wish) {
    String name = wish.checkedName();
    Severity severity = wish.checkedSeverity();
    String summary = wish.checkedSummary();
    Instant until = wish.end(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    Sight sight = sights.of(person);
    Thing thing = thing(wish.thing(), wish.ofNode(), sight).mustBeAnsweredForBy(sight);
    AlertId id = AlertId.of(AlertKind.CUSTOM, thing.id(), name);
    Map<String, Object> said = new TreeMap<>();
    said.put("severity", severity.wire());
    said.put("summary", summary);
    if (until != null) {
      said.put("until", until.toString());
    }
    return acts.run(
        Person.of(person).from(request),
        act -> {
          boolean open = isOpen(act, id, thing);
          act.order(
              new CustomAlert(
                  id,
                  thing.service(),
                  thing.node(),
                  severity,
                  summary,
                  until,
                  thing.env(),
                  thing.apps(),
                  person.getName(),
                  false));
          act.note(open ? AuditAct.CHANGE : AuditAct.CREATE, KIND, id.toString(), Map.of(), said);
          return new Said(id.toString(), act.n());
        });
  }

  @Delete("/{id}")
  @Operation(operationId = "withdrawAlert", summary = "Take an alert that people raised back")
  @ApiResponse(responseCode = "204", description = "It ends, if it was not over already")
  @ApiResponse(responseCode = "400", description = "It is no id of an alert that people raised")
  @ApiResponse(responseCode = "403", description = "You do not answer for what it is about")
  @ApiResponse(responseCode = "404", description = "There is no such service or node")
  HttpResponse<?> withdraw(HttpRequest<?> request, Authentication person, String id) {
    AlertId alert = parse(id);
    Sight sight = sights.of(person);
    Thing thing = about(alert, sight).mustBeAnsweredForBy(sight);
    return acts.run(
        Person.of(person).from(request),
        act -> {
          act.order(
              new CustomAlert(
                  alert,
                  thing.service(),
                  thing.node(),
                  null,
                  "",
                  null,
                  thing.env(),
                  thing.apps(),
                  person.getName(),
                  true));
          act.note(AuditAct.DELETE, KIND, alert.toString(), Map.of(), Map.of());
          return HttpResponse.noContent();
        });
  }

  private static AlertId parse(String id) {
    try {
      AlertId alert = AlertId.parse(id);
      if (alert.word().equals(AlertKind.CUSTOM.wire()) && !alert.detail().isBlank()) {
        return alert;
      }
    } catch (IllegalArgumentException e) {
      throw wrongId(id);
    }
    throw wrongId(id);
  }

  private static RuntimeException wrongId(String id) {
    return Refusal.wrong(
        "only an alert that people raised is withdrawn: custom:cluster/name:its-name; got \""
            + (id.length() <= 80 ? id : id.substring(0, 80) + "…")
            + '"');
  }

  private Thing thing(String id, boolean ofNode, Sight sight) {
    return snapshots
        .read(tables -> Thing.find(tables, id, ofNode, sight))
        .orElseThrow(() -> missing(ofNode ? "node" : "service", id));
  }

  /** A service and a node may have the same name: as the alert says. */
  private Thing about(AlertId alert, Sight sight) {
    return snapshots
        .read(
            tables -> {
              Optional<Boolean> ofNode = isOfNode(tables, alert);
              return ofNode.isPresent()
                  ? Thing.find(tables, alert.anchor(), ofNode.get(), sight)
                  : either(tables, alert.anchor(), sight);
            })
        .orElseThrow(() -> missing("service or node", alert.anchor()));
  }

  /** Not recorded yet, if it is open: streams know of which of the two it is. */
  private static Optional<Thing> either(Snapshot tables, String id, Sight sight)
      throws SQLException {
    Optional<Thing> service = Thing.find(tables, id, false, sight);
    return service.isPresent() ? service : Thing.find(tables, id, true, sight);
  }

  private static RuntimeException missing(String kind, String id) {
    return Refusal.missing(kind, id.length() <= 80 ? id : id.substring(0, 80) + "…");
  }

  /** Empty when it is not open as far as is recorded. */
  private static Optional<Boolean> isOfNode(Snapshot tables, AlertId alert) throws SQLException {
    return tables.one(
        Sql.of("SELECT node FROM alert WHERE id=? AND badness>0", alert.toString()),
        row -> !row.text("node").isEmpty());
  }

  /**
   * Whether it is open already.
   *
   * @throws io.micronaut.http.exceptions.HttpStatusException 409 when it would be one too many, or
   *     one beside those of another thing of that name
   */
  private static boolean isOpen(Act act, AlertId id, Thing thing) throws SQLException {
    String custom = "SELECT COUNT(*) AS there FROM alert WHERE kind='custom' AND badness>0 AND ";
    Sql ofThing =
        thing.node() == null
            ? Sql.of(
                custom + "service=? AND cluster=?",
                thing.service().service(),
                thing.service().cluster())
            : Sql.of(custom + "node=? AND cluster=?", thing.node().node(), thing.node().cluster());
    String other = thing.node() == null ? "node" : "service";
    if (count(act, Sql.of(custom + "anchor=? AND " + other + "<>''", id.anchor())) > 0) {
      throw Refusal.conflict(
          "there is a "
              + other
              + ' '
              + id.anchor()
              + " too, which has alerts of this kind open under the same ids: they end first");
    }
    if (count(act, Sql.of(custom + "id=?", id.toString())) > 0) {
      return true;
    }
    if (count(act, ofThing) >= MOST_OF_ONE_THING) {
      throw Refusal.conflict(
          thing.id()
              + " has "
              + MOST_OF_ONE_THING
              + " alerts of this kind open, and may have no more: withdraw those that are over");
    }
    return false;
  }

  private static long count(Act act, Sql question) throws SQLException {
    return act.one(question, row -> row.number("there")).orElse(0L);
  }
}
