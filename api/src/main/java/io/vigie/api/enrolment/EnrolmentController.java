package io.vigie.api.enrolment;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
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
import io.vigie.api.list.Moment;
import io.vigie.api.list.Snapshots;
import io.vigie.api.session.Person;
import io.vigie.api.session.Secret;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.id.NodeId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Enrolment tokens: what new nodes are let in with. */
@Controller("/api/v1/enrolments")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Person.ADMINISTRATOR)
@Tag(name = "enrolment")
final class EnrolmentController {
  static final String KIND = "enrolment token";
  private static final int LONGEST_NAME = 100;
  private static final int MOST = 200;
  private static final int MOST_USES = 10_000;
  private static final int HOURS = 24;
  private static final int MOST_HOURS = 24 * 31;

  private final Acts acts;
  private final Snapshots snapshots;

  EnrolmentController(Acts acts, Snapshots snapshots) {
    this.acts = acts;
    this.snapshots = snapshots;
  }

  @Schema(name = "NewEnrolment")
  record Wish(
      @Schema(example = "web-farm", description = "What it is for") String name,
      @Schema(example = "prod", description = "Of nodes that join with it. Absent: default")
          String cluster,
      @Schema(
              example = "web*",
              description = "Names they may have; * stands for any characters, ? for one")
          String names,
      @Schema(example = "12", description = "How many nodes may join, 1 to 10000. Absent: 1")
          Integer uses,
      @Schema(example = "24", description = "It is good for so many, 1 to 744. Absent: 24")
          Integer hours,
      @Schema(
              description =
                  "Whether a machine may also join by the name of a node that is known, as one that"
                      + " was installed anew; what that node proved itself with is refused then."
                      + " Absent: no")
          Boolean known) {}

  @Schema(name = "Enrolment")
  record Known(
      String name,
      String cluster,
      String names,
      int uses,
      @Schema(description = "How many nodes joined with it") int used,
      @Schema(description = "It is refused from then on") @Moment Instant expires,
      boolean known,
      String madeBy,
      @Moment Instant created) {
    static Known of(Enrolment each) {
      return new Known(
          each.name(),
          each.cluster(),
          each.names().pattern(),
          each.uses(),
          each.used(),
          each.expires(),
          each.known(),
          each.madeBy(),
          each.created());
    }
  }

  @Schema(name = "MadeEnrolment")
  record Made(
      String name,
      @Moment Instant expires,
      @Schema(description = "Shown this once; only its digest is kept") String token) {}

  @Get
  @Operation(operationId = "listEnrolments", summary = "Enrolment tokens, by name")
  List<Known> list() {
    return snapshots.read(tables -> tables.all(Enrolment.ALL, Enrolment::read)).stream()
        .map(Known::of)
        .toList();
  }

  @Post
  @Operation(operationId = "makeEnrolment", summary = "Make an enrolment token")
  @ApiResponse(responseCode = "201", description = "The token; it is shown this once")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "409", description = "There is one of that name, or too many")
  HttpResponse<Made> make(HttpRequest<?> request, Authentication person, @Body Wish wish) {
    String secret = Secret.make();
    Enrolment wished = checked(wish, person.getName());
    acts.run(
        Person.of(person).from(request),
        act -> {
          keep(act, wished, Secret.digest(secret));
          return null;
        });
    return HttpResponse.created(new Made(wished.name(), wished.expires(), secret));
  }

  private static Enrolment checked(Wish wish, String by) {
    String name = wish.name() == null ? "" : wish.name().strip();
    if (name.isEmpty()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw Refusal.wrong("name must say what it is for, in 1 to 100 characters");
    }
    String cluster = wish.cluster() == null ? "default" : wish.cluster().strip();
    try {
      cluster = new NodeId(cluster, "any").cluster();
    } catch (IllegalArgumentException e) {
      throw Refusal.wrong(e.getMessage());
    }
    int uses = within("uses", wish.uses(), 1, MOST_USES);
    int hours = within("hours", wish.hours(), HOURS, MOST_HOURS);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return new Enrolment(
        name,
        cluster,
        NodeNames.wished(wish.names()),
        uses,
        0,
        now.plus(Duration.ofHours(hours)),
        Boolean.TRUE.equals(wish.known()),
        by,
        now);
  }

  private static int within(String field, Integer given, int otherwise, int most) {
    int number = given == null ? otherwise : given;
    if (number < 1 || number > most) {
      throw Refusal.wrong(field + " must be 1 to " + most + "; got " + number);
    }
    return number;
  }

  private static void keep(Act act, Enrolment wished, String digest) throws SQLException {
    List<Enrolment> all = act.all(Enrolment.ALL, Enrolment::read);
    if (all.stream().anyMatch(each -> each.name().equals(wished.name()))) {
      throw Refusal.conflict("there is an enrolment token of that name; delete it first");
    }
    if (all.size() >= MOST) {
      throw Refusal.conflict("there are " + MOST + " enrolment tokens; delete old ones first");
    }
    act.update(
        "INSERT INTO enrolment (name,digest,cluster,names,uses,used,expires,known,made_by,created)"
            + " VALUES (?,?,?,?,?,0,?,?,?,?)",
        wished.name(),
        digest,
        wished.cluster(),
        wished.names().pattern(),
        wished.uses(),
        wished.expires().toEpochMilli(),
        wished.known(),
        wished.madeBy(),
        wished.created().toEpochMilli());
    act.note(
        AuditAct.TOKEN_MAKE,
        KIND,
        wished.name(),
        Map.of(),
        Map.of(
            "cluster", wished.cluster(),
            "names", wished.names().pattern(),
            "uses", wished.uses(),
            "expires", wished.expires().toString(),
            "known", wished.known()));
  }

  @Delete("/{name}")
  @Operation(
      operationId = "deleteEnrolment",
      summary = "Delete an enrolment token; nodes that joined with it stay")
  @ApiResponse(responseCode = "204", description = "Deleted")
  @ApiResponse(responseCode = "404", description = "There is none of that name")
  HttpResponse<?> delete(HttpRequest<?> request, Authentication person, String name) {
    return acts.run(
        Person.of(person).from(request),
        act -> {
          if (act.update("DELETE FROM enrolment WHERE name=?", name) == 0) {
            throw Refusal.missing(KIND, name);
          }
          act.note(AuditAct.TOKEN_DELETE, KIND, name, Map.of(), Map.of());
          return HttpResponse.noContent();
        });
  }
}
