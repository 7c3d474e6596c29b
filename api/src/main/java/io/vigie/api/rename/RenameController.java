package io.vigie.api.rename;

import io.micronaut.core.annotation.Introspected;
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
import io.vigie.api.act.Acts;
import io.vigie.api.act.Made;
import io.vigie.api.act.Outcome;
import io.vigie.api.act.Refusal;
import io.vigie.api.filter.Sql;
import io.vigie.api.list.Missing;
import io.vigie.api.list.Snapshot;
import io.vigie.api.retire.Retirement;
import io.vigie.api.session.Person;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import java.sql.SQLException;
import java.util.Map;

/**
 * A node or a service goes on under another name: the new one is there by its agent's word, a
 * person says what it was called before.
 */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Person.ADMINISTRATOR)
final class RenameController {
  private final Acts acts;

  RenameController(Acts acts) {
    this.acts = acts;
  }

  @Introspected
  @Schema(name = "FormerName")
  record Wish(
      @Schema(description = "Its former name; cluster/name where the cluster changed too")
          String name) {}

  @Post("/nodes/{cluster}/{name}/former-names")
  @Tag(name = "nodes")
  @Operation(
      operationId = "nameFormerNode",
      summary = "Say what a node was called before",
      description =
          "The former one is retired; what people said of it goes to the new one, field by field,"
              + " where they said nothing of that yet.")
  @ApiResponse(responseCode = "201", description = "Said")
  @ApiResponse(responseCode = "400", description = "There was no such node; the detail says which")
  @ApiResponse(responseCode = "404", description = "There is no such node")
  @ApiResponse(responseCode = "409", description = "One of both has another name already")
  HttpResponse<Made> node(
      HttpRequest<?> request, Authentication person, String cluster, String name, @Body Wish wish) {
    return say(request, person, FormerNames.NODE, cluster, name, wish);
  }

  @Post("/services/{cluster}/{name}/former-names")
  @Tag(name = "services")
  @Operation(
      operationId = "nameFormerService",
      summary = "Say what a service was called before",
      description =
          "The former one is retired where it is there still; who answers for it answers for the"
              + " new one, who reads it reads that, unless somebody does already.")
  @ApiResponse(responseCode = "201", description = "Said")
  @ApiResponse(responseCode = "400", description = "There was no such service")
  @ApiResponse(responseCode = "404", description = "There is no such service")
  @ApiResponse(responseCode = "409", description = "One of both has another name already")
  HttpResponse<Made> service(
      HttpRequest<?> request, Authentication person, String cluster, String name, @Body Wish wish) {
    return say(request, person, FormerNames.SERVICE, cluster, name, wish);
  }

  @Delete("/nodes/{cluster}/{name}/former-names/{was}")
  @Tag(name = "nodes")
  @Operation(operationId = "forgetFormerNode", summary = "It was never called so: both part again")
  @ApiResponse(responseCode = "204", description = "Parted; the former one stays retired")
  @ApiResponse(responseCode = "404", description = "It was not called so")
  HttpResponse<?> partNode(
      HttpRequest<?> request, Authentication person, String cluster, String name, String was) {
    return part(request, person, FormerNames.NODE, cluster, name, was);
  }

  @Delete("/services/{cluster}/{name}/former-names/{was}")
  @Tag(name = "services")
  @Operation(
      operationId = "forgetFormerService",
      summary = "It was never called so: both part again")
  @ApiResponse(responseCode = "204", description = "Parted; the former one stays retired")
  @ApiResponse(responseCode = "404", description = "It was not called so")
  HttpResponse<?> partService(
      HttpRequest<?> request, Authentication person, String cluster, String name, String was) {
    return part(request, person, FormerNames.SERVICE, cluster, name, was);
  }

  private HttpResponse<Made> say(
      HttpRequest<?> request,
      Authentication person,
      String kind,
      String cluster,
      String name,
      Wish wish) {
    String now = cluster + '/' + name;
    String was = id(cluster, wish.name());
    return Made.answer(
        acts.run(
            Person.of(person).from(request),
            act -> {
              check(act.tables(), kind, was, now);
              Retirement.ifThere(act, kind, was, person.getName());
              act.update(
                  "INSERT INTO former_name (of_kind,was,now,n) VALUES (?,?,?,?)",
                  kind,
                  was,
                  now,
                  act.n());
              Heritage.pass(act, kind, was, now);
              act.note(AuditAct.CHANGE, kind, now, Map.of("name", was), Map.of("name", now));
              return Made.by(act, Outcome.CREATED);
            }));
  }

  private HttpResponse<?> part(
      HttpRequest<?> request,
      Authentication person,
      String kind,
      String cluster,
      String name,
      String was) {
    String now = cluster + '/' + name;
    return acts.run(
        Person.of(person).from(request),
        act -> {
          String former = id(cluster, was);
          if (act.update(
                  "DELETE FROM former_name WHERE of_kind=? AND was=? AND now=?", kind, former, now)
              == 0) {
            throw Refusal.missing("former name", former + " of " + kind + ' ' + now);
          }
          act.note(AuditAct.DELETE, kind, now, Map.of("name", former), Map.of());
          return HttpResponse.noContent();
        });
  }

  private static String id(String cluster, String name) {
    if (name == null || name.isBlank()) {
      throw Refusal.wrong("name is the former name, or cluster/name; got nothing");
    }
    String typed = name.strip();
    return typed.contains("/") ? typed : cluster + '/' + typed;
  }

  private static void check(Snapshot tables, String kind, String was, String now)
      throws SQLException {
    try {
      Object id = kind.equals(FormerNames.NODE) ? NodeId.parse(was) : ServiceId.parse(was);
      if (id.toString().equals(now)) {
        throw Refusal.wrong(kind + ' ' + now + " has this name now");
      }
    } catch (IllegalArgumentException e) {
      throw Refusal.wrong(e.getMessage());
    }
    if (!known(tables, kind, now)) {
      throw Missing.object(kind, now);
    }
    if (!known(tables, kind, was)
        && !tables
            .one(Sql.of("SELECT 1 FROM " + kind + "_span WHERE id=? LIMIT 1", was), row -> true)
            .isPresent()) {
      throw Refusal.wrong("there never was a " + kind + ' ' + was);
    }
    for (String one : new String[] {was, now}) {
      String other = FormerNames.now(tables, kind, one);
      if (!other.isEmpty()) {
        throw Refusal.conflict(kind + ' ' + one + " is called " + other + " already");
      }
    }
  }

  private static boolean known(Snapshot tables, String kind, String id) throws SQLException {
    return tables
        .one(Sql.of("SELECT 1 FROM " + kind + " WHERE id=" + Sql.place(id), id), row -> true)
        .isPresent();
  }
}
