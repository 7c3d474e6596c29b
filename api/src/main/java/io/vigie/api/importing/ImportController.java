package io.vigie.api.importing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.act.Act;
import io.vigie.api.act.Acts;
import io.vigie.api.act.Refusal;
import io.vigie.api.app.Apps;
import io.vigie.api.node.NodeEdits;
import io.vigie.api.people.Groups;
import io.vigie.api.people.People;
import io.vigie.api.session.Person;
import io.vigie.contract.event.AuditAct;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Files of people, groups, apps and nodes, as the downloads of these lists have them. */
@Controller("/api/v1/import")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Person.ADMINISTRATOR)
@Tag(name = "people")
final class ImportController {
  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "people",
              List.of("fullName", "mail", "language", "role", "disabled"),
              List.of("groups", "lastSeen", "created"),
              People::line),
          new Kind("groups", List.of("description", "members"), List.of(), Groups::line),
          new Kind(
              "apps",
              List.of("description", "shared", "responsibles"),
              List.of("services", "unavailable", "nodes"),
              Apps::line),
          new Kind("nodes", NodeEdits.COLUMNS, NodeEdits.SHOWN, NodeEdits::line));

  private final Acts acts;

  ImportController(Acts acts) {
    this.acts = acts;
  }

  @Post("/{list}")
  @Consumes("text/csv")
  @Operation(
      operationId = "importList",
      summary = "Make and change people, groups, apps, nodes by a file, all its lines or none",
      description =
          "CSV with a header line; column id names the thing, the others are those of the list's"
              + " download. A column that is not there changes nothing; names in one cell are"
              + " separated by semicolons. Nothing is deleted, and a file makes no node. The answer has the fate of every"
              + " line.")
  @ApiResponse(responseCode = "200", description = "Done, or rehearsed")
  @ApiResponse(responseCode = "400", description = "No CSV with such a header")
  @ApiResponse(responseCode = "404", description = "There is no such list")
  @ApiResponse(responseCode = "422", description = "A line is refused: nothing was done")
  HttpResponse<Fate> put(
      HttpRequest<?> request,
      Authentication person,
      @Parameter(
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"people", "groups", "apps", "nodes"}))
          String list,
      @Nullable @QueryValue @Parameter(description = "true: say what would become of it")
          Boolean dryRun,
      @Body String text) {
    Kind kind = kind(list);
    List<FileLine> file = FileLine.read(text, kind);
    boolean rehearsal = Boolean.TRUE.equals(dryRun);
    Fate fate =
        acts.runIf(
            Person.of(person).from(request),
            act -> all(act, kind, file),
            came -> !rehearsal && came.refused() == 0);
    if (rehearsal) {
      return HttpResponse.ok(fate);
    }
    return fate.refused() == 0
        ? HttpResponse.ok(fate.done())
        : HttpResponse.<Fate>status(HttpStatus.UNPROCESSABLE_ENTITY).body(fate);
  }

  private static Fate all(Act act, Kind kind, List<FileLine> file) throws SQLException {
    List<Fate.Line> lines = new ArrayList<>();
    for (FileLine line : file) {
      lines.add(one(act, kind, line));
    }
    act.note(AuditAct.IMPORT, kind.list(), "", Map.of(), Map.of("lines", lines.size()));
    return Fate.of(lines);
  }

  private static Fate.Line one(Act act, Kind kind, FileLine line) throws SQLException {
    try {
      String fate = act.part(part -> kind.line().put(part, line.id(), line.cells())).wire();
      return new Fate.Line(line.number(), line.id(), fate, "");
    } catch (HttpStatusException e) {
      return new Fate.Line(line.number(), line.id(), Fate.Line.REFUSED, e.getMessage());
    }
  }

  private static Kind kind(String list) {
    return KINDS.stream()
        .filter(kind -> kind.list().equals(list))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.missing(
                    "import of",
                    list
                        + "; there is one of "
                        + KINDS.stream().map(Kind::list).collect(Collectors.joining(", "))));
  }
}
