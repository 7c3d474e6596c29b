package io.vigie.api.ticket;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vigie.api.acknowledge.Fate;
import io.vigie.api.acknowledge.Fate.Item;
import io.vigie.api.acknowledge.Fate.Outcome;
import io.vigie.api.acknowledge.Saying;
import io.vigie.api.act.Act;
import io.vigie.api.act.Acts;
import io.vigie.api.act.Refusal;
import io.vigie.api.list.Sight;
import io.vigie.api.list.Sights;
import io.vigie.api.list.Snapshot;
import io.vigie.api.list.Snapshots;
import io.vigie.api.people.Who;
import io.vigie.api.session.Person;
import io.vigie.contract.event.AuditAct;
import io.vigie.contract.event.TicketAct;
import io.vigie.contract.id.TicketId;
import io.vigie.contract.ticket.TicketState;
import io.vigie.contract.ticket.TicketVerb;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What people do to tickets: commands to the streams. */
@Controller("/api/v1/tickets")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Person.OPERATOR)
@Tag(name = "tickets")
final class TicketActController {
  private static final String KIND = "ticket";

  /** Streams forget a closed one then: nobody reopens it any more. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final Sights sights;
  private final Snapshots snapshots;
  private final Acts acts;

  TicketActController(Sights sights, Snapshots snapshots, Acts acts) {
    this.sights = sights;
    this.snapshots = snapshots;
    this.acts = acts;
  }

  @Introspected
  @Schema(name = "TicketActWish")
  record Wish(
      @Schema(description = "Ids, 1 to 1000") List<String> tickets,
      @Schema(description = "Whom it is assigned to; of no other verb") String to,
      @Schema(description = "Up to 2000 characters; may be left out of all but comment")
          String comment) {}

  @Post("/{verb}")
  @Operation(
      operationId = "actOnTickets",
      summary =
          "Take, assign, close or reopen tickets one answers for or was told of; comment those one"
              + " sees")
  @ApiResponse(responseCode = "200", description = "What became of each")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "For operators, app managers, administrators")
  @ApiResponse(responseCode = "404", description = "There is no such verb")
  @ApiResponse(responseCode = "409", description = "Who is to have one would not see it")
  Fate act(
      HttpRequest<?> request,
      Authentication person,
      @Parameter(
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"take", "assign", "comment", "close", "reopen"}))
          String verb,
      @Body Wish wish) {
    TicketVerb what = verb(verb);
    List<String> ids = Saying.several("tickets", wish.tickets());
    String comment = comment(what, wish.comment());
    String to = to(what, wish.to());
    Fate fate = fate(ids, what, to, sights.of(person));
    if (fate.done() > 0) {
      acts.run(
          Person.of(person).from(request),
          act -> order(act, fate, what, new Said(to, comment, person.getName())));
    }
    return fate;
  }

  private record Said(String to, String comment, String by) {
    Map<String, Object> of(TicketVerb verb) {
      Map<String, Object> said = new TreeMap<>(Map.of("verb", verb.wire()));
      if (!to.isEmpty()) {
        said.put("to", to);
      }
      if (!comment.isEmpty()) {
        said.put("comment", comment);
      }
      return said;
    }
  }

  private static TicketVerb verb(String word) {
    return Arrays.stream(TicketVerb.values())
        .filter(verb -> verb.wire().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.missing(
                    "verb",
                    (word.length() <= 80 ? word : word.substring(0, 80) + "…")
                        + "; verbs are "
                        + Arrays.stream(TicketVerb.values())
                            .map(TicketVerb::wire)
                            .collect(Collectors.joining(", "))));
  }

  private static String comment(TicketVerb verb, String text) {
    String said = Saying.words(text);
    if (said.isEmpty() && verb == TicketVerb.COMMENT) {
      throw Refusal.wrong("comment is missing: say what is to be kept with the ticket");
    }
    return said;
  }

  /** Empty for verbs that name nobody. */
  private String to(TicketVerb verb, String name) {
    if (verb != TicketVerb.ASSIGN) {
      return "";
    }
    if (name == null || name.isBlank()) {
      throw Refusal.wrong("to is missing: say whom the tickets are for");
    }
    snapshots.read(
        tables -> {
          new Who(List.of(name), List.of()).require(tables);
          return name;
        });
    return name;
  }

  private Fate fate(List<String> ids, TicketVerb verb, String to, Sight sight) {
    return snapshots.read(
        tables -> {
          Map<String, TicketRow> rows = Saying.seen(tables, TicketTable.TABLE, ids, sight);
          List<Item> items = new ArrayList<>();
          for (String id : ids) {
            items.add(new Item(id, outcome(tables, rows.get(id), verb, sight)));
          }
          Fate fate = Fate.of(items);
          if (!to.isEmpty()) {
            requireSight(tables, done(fate), to);
          }
          return fate;
        });
  }

  /** Whoever gets a ticket must have seen it without that: else anything is shown to anybody. */
  private static void requireSight(Snapshot tables, List<String> ids, String to)
      throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    Map<String, TicketRow> seen =
        Saying.seen(tables, TicketTable.TABLE, ids, Sights.of(tables, to));
    List<String> hidden = ids.stream().filter(id -> !seen.containsKey(id)).toList();
    if (!hidden.isEmpty()) {
      throw Refusal.conflict(
          to
              + " sees nothing of ticket "
              + hidden.get(0)
              + (hidden.size() > 1 ? " and " + (hidden.size() - 1) + " others" : "")
              + " and was not told of it; choose somebody who answers for its application, or make"
              + " them one of its readers first");
    }
  }

  private static Outcome outcome(Snapshot tables, TicketRow row, TicketVerb verb, Sight sight)
      throws SQLException {
    if (row == null) {
      return Outcome.MISSING;
    }
    // whoever sees it may say something of it
    if (verb != TicketVerb.COMMENT && !TicketReader.takes(tables, row, sight)) {
      return Outcome.NOT_YOURS;
    }
    boolean closed = row.state() == TicketState.CLOSED;
    return switch (verb) {
      case TAKE, ASSIGN, CLOSE -> closed ? Outcome.CLOSED : Outcome.DONE;
      case REOPEN -> closed ? reopened(row) : Outcome.NOT_CLOSED;
      case COMMENT -> closed && reopened(row) != Outcome.DONE ? Outcome.TOO_OLD : Outcome.DONE;
    };
  }

  private static Outcome reopened(TicketRow row) {
    boolean kept = row.closed() == null || row.closed().plus(KEPT).isAfter(Instant.now());
    return kept ? Outcome.DONE : Outcome.TOO_OLD;
  }

  private static List<String> done(Fate fate) {
    return fate.items().stream()
        .filter(item -> item.outcome() == Outcome.DONE)
        .map(Item::id)
        .toList();
  }

  private static int order(Act act, Fate fate, TicketVerb verb, Said said) throws SQLException {
    List<String> done = done(fate);
    for (String id : done) {
      act.order(new TicketAct(TicketId.parse(id), verb, said.to(), said.comment(), said.by()));
    }
    Saying.note(act, AuditAct.CHANGE, KIND, done, said.of(verb));
    return done.size();
  }
}
