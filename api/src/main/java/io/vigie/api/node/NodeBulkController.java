package io.vigie.api.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
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
import io.vigie.api.act.Difference;
import io.vigie.api.act.Refusal;
import io.vigie.api.app.Apps;
import io.vigie.api.list.Lists;
import io.vigie.api.list.Sights;
import io.vigie.api.list.Snapshot;
import io.vigie.api.list.Snapshots;
import io.vigie.api.session.Person;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The same said of many nodes at once. */
@Controller("/api/v1/nodes/said")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "nodes")
final class NodeBulkController {
  private static final int MOST = 2_000;
  private static final int NAMED = 5;

  private final Lists lists;
  private final Sights sights;
  private final Acts acts;
  private final Snapshots snapshots;

  NodeBulkController(Lists lists, Sights sights, Acts acts, Snapshots snapshots) {
    this.lists = lists;
    this.sights = sights;
    this.acts = acts;
    this.snapshots = snapshots;
  }

  @Introspected
  @Schema(name = "NodesSaidWish")
  record Wish(
      @Schema(description = "Ids of the nodes; or q instead") List<String> nodes,
      @Schema(description = "Filters as of the list: of every node they find that you may see")
          List<String> q,
      @Schema(description = "How many nodes q was seen to find: refused when it finds others")
          Integer count,
      @Schema(description = "What to say; what is left out stays as it is") NodeSaid set,
      @Schema(description = "App they belong to; left out: as it is") String app) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "NodesSaid", description = "What became of it")
  record Fate(
      @Schema(description = "Whether it was done; else nothing of it was") boolean kept,
      int changed,
      int unchanged,
      @Schema(description = "Of each node that changes") List<Changed> nodes) {
    Fate done() {
      return new Fate(true, changed, unchanged, nodes);
    }
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "NodeChanged", description = "The fields that change, before and after")
  record Changed(
      String id,
      @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS)
          Map<String, Object> before,
      @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS)
          Map<String, Object> after) {}

  @Post
  @Secured(Person.APP_MANAGER)
  @Operation(
      operationId = "sayOfNodes",
      summary = "Say the same of up to 2000 nodes, of all or of none",
      description =
          "Who is no administrator does so of nodes of their own apps. The audit has an entry for"
              + " each node that changes.")
  @ApiResponse(responseCode = "200", description = "Done, or rehearsed")
  @ApiResponse(responseCode = "400", description = "A value breaks a rule; the detail says which")
  @ApiResponse(responseCode = "403", description = "You do not answer for the app of a node")
  @ApiResponse(responseCode = "404", description = "There is no such node")
  @ApiResponse(responseCode = "409", description = "The filters find other nodes now")
  Fate say(
      HttpRequest<?> request,
      Authentication person,
      @Nullable @QueryValue @Parameter(description = "true: say what would become of it")
          Boolean dryRun,
      @Body Wish wish) {
    boolean rehearsal = Boolean.TRUE.equals(dryRun);
    if (wish.set() == null && wish.app() == null) {
      throw Refusal.wrong("set says nothing; name the fields to set, such as {\"rack\":\"R12\"}");
    }
    NodeSaid set = wish.set() == null ? null : wish.set().checked();
    Wish checked = new Wish(wish.nodes(), wish.q(), wish.count(), set, wish.app());
    // a filter may take its time: every other act would wait for it
    List<String> ids = snapshots.read(tables -> chosen(tables, person, checked));
    Fate fate =
        acts.runIf(
            Person.of(person).from(request),
            act -> all(act, person, checked, ids),
            came -> !rehearsal);
    return rehearsal ? fate : fate.done();
  }

  private Fate all(Act act, Authentication person, Wish wish, List<String> ids)
      throws SQLException {
    Map<String, NodeEdits.Known> known = NodeEdits.known(act.tables(), ids);
    refuse(foreign(person, wish, known));
    if (wish.app() != null) {
      Apps.require(act.tables(), wish.app().strip());
    }
    List<Changed> changed = new ArrayList<>();
    for (Map.Entry<String, NodeEdits.Known> node : known.entrySet()) {
      NodeEdit before = node.getValue().edit();
      NodeEdit after = after(before, wish);
      if (!after.equals(before)) {
        Difference difference = NodeEdits.put(act, node.getKey(), before, after);
        changed.add(new Changed(node.getKey(), difference.before(), difference.after()));
      }
    }
    NodeEdits.tell(act, changed.stream().map(Changed::id).toList());
    return new Fate(false, changed.size(), known.size() - changed.size(), changed);
  }

  private List<String> foreign(
      Authentication person, Wish wish, Map<String, NodeEdits.Known> known) {
    boolean into = wish.app() == null || sights.edits(person, wish.app().strip());
    return known.entrySet().stream()
        .filter(node -> !into || !sights.edits(person, node.getValue().edit().app()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static NodeEdit after(NodeEdit before, Wish wish) {
    return new NodeEdit(
        wish.app() == null ? before.app() : wish.app().strip(),
        wish.set() == null ? before.said() : wish.set().over(before.said()));
  }

  private static void refuse(List<String> foreign) {
    if (!foreign.isEmpty()) {
      throw Refusal.foreign(
          "you do not answer for the app of "
              + String.join(", ", foreign.subList(0, Math.min(NAMED, foreign.size())))
              + (foreign.size() > NAMED ? " and " + (foreign.size() - NAMED) + " others" : "")
              + "; nothing was changed");
    }
  }

  private List<String> chosen(Snapshot tables, Authentication person, Wish wish)
      throws SQLException {
    boolean named = wish.nodes() != null && !wish.nodes().isEmpty();
    if (named == (wish.q() != null)) {
      throw Refusal.wrong("name either nodes, or the filters q that find them");
    }
    if ((named ? wish.nodes() : wish.q()).stream().anyMatch(Objects::isNull)) {
      throw Refusal.wrong((named ? "nodes" : "q") + " has an entry that is null; leave it out");
    }
    List<String> ids =
        named
            ? wish.nodes().stream().distinct().sorted().toList()
            : lists.ids(tables, NodeTable.TABLE, wish.q(), sights.of(person), MOST + 1);
    if (ids.size() > MOST) {
      throw Refusal.wrong("that is more than " + MOST + " nodes; add a filter, do it in parts");
    }
    if (wish.count() != null && wish.count() != ids.size()) {
      throw Refusal.conflict(
          "the filters find "
              + ids.size()
              + " nodes now, you saw "
              + wish.count()
              + "; look again");
    }
    return ids;
  }
}
