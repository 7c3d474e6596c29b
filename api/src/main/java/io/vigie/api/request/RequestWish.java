package io.vigie.api.request;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.acknowledge.Saying;
import io.vigie.api.act.Refusal;
import io.vigie.api.act.Word;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What somebody wants done, and where. */
@Introspected
@Schema(name = "RequestWish")
record RequestWish(
    @Schema(example = "stop", description = "Left out in a rehearsal: only what could be asked")
        String action,
    @Schema(example = "[\"prod/web@n1\"]", description = "Services on nodes")
        List<String> instances,
    @Schema(
            example = "[\"prod/web\"]",
            description =
                "Services: a start on their preferred node, or where a flex one is not up; a stop"
                    + " where they are up; anything else on all their nodes")
        List<String> services,
    @Schema(example = "[\"prod/n1\"]", description = "Nodes: all services on them")
        List<String> nodes,
    @Schema(description = "Only these resources, fs#1, or groups, ip") List<String> rids,
    @Schema(description = "Only the resources of these subsets") List<String> subsets,
    @Schema(description = "Only the resources with one of these tags") List<String> tags,
    @Schema(description = "Why, for the audit; up to 2000 characters") String comment) {
  private static final int MOST = 1_000;

  RequestWish {
    instances = instances == null ? List.of() : instances;
    services = services == null ? List.of() : services;
    nodes = nodes == null ? List.of() : nodes;
  }

  /** Null when it is left out. */
  RequestAction wanted() {
    return Word.of("action", action, RequestAction.values(), RequestAction::wire);
  }

  RequestAction checkedAction() {
    RequestAction wanted = wanted();
    if (wanted == null) {
      throw Refusal.wrong("action is missing: say what is to be done, start for example");
    }
    return wanted;
  }

  Selectors selectors() {
    Selectors selectors = Selectors.checked(rids, subsets, tags);
    RequestAction wanted = wanted();
    if (wanted != null && !wanted.selects() && !selectors.whole()) {
      throw Refusal.wrong(wanted.wire() + " takes a whole service; leave rids, subsets, tags out");
    }
    return selectors;
  }

  String words() {
    return Saying.words(comment);
  }

  /** Something is named, not too much of it, and what narrows it down is such. */
  void check() {
    int all = instances.size() + services.size() + nodes.size();
    if (all == 0 || all > MOST) {
      throw Refusal.wrong(
          "instances, services and nodes name 1 to " + MOST + " together; got " + all);
    }
    if (Stream.of(instances, services, nodes).flatMap(List::stream).anyMatch(Objects::isNull)) {
      throw Refusal.wrong("one of instances, services or nodes is null; leave it out");
    }
    selectors();
  }
}
