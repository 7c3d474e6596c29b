package io.vigie.agent.action;

import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.driver.Provisionable;
import io.vigie.contract.id.InstanceId;
import io.vigie.contract.id.ResourceGroup;
import io.vigie.contract.id.Rid;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a request means for a service before anything is done. */
final class Rules {
  private Rules() {}

  /** A person who stops a service that would be started again means it to stay down. */
  static boolean freezesFirst(Subject subject, ActionRequest request) {
    return subject.orchestrated()
        && request.verb().takesDown()
        && request.personal()
        && request.only().isWhole();
  }

  /**
   * Why the request makes no sense for the service; empty when it does.
   *
   * @param subject as its file says
   */
  static String refusal(Subject subject, ServiceState state, ActionRequest request) {
    String why = missing(subject, request.only());
    if (why.isEmpty()) {
      why = disabled(subject, state.disabled(), request);
    }
    if (why.isEmpty() && request.verb() == Verb.UNPROVISION) {
      why = othersHave(Course.of(subject.without(state.disabled()), request));
    }
    if (why.isEmpty() && request.verb() == Verb.RUN) {
      why = noTask(subject, request.only());
    }
    if (why.isEmpty() && request.verb().copies()) {
      why = noSync(subject, request.only());
    }
    boolean byItself = request.verb().starts() && !request.personal();
    if (why.isEmpty() && byItself && state.startFailed().isPresent()) {
      why = "the last start of " + subject.id().service() + " failed here: clear it first";
    }
    return why;
  }

  private static String missing(Subject subject, Selection only) {
    String service = subject.id().service();
    List<Resource> all = subject.resources();
    Set<Rid> named = new TreeSet<>(only.rids());
    if (only.edge() != null && only.edge().rid() != null) {
      named.add(only.edge().rid());
    }
    for (Rid rid : named) {
      if (subject.resource(rid).isEmpty()) {
        return service + " has no resource " + rid + "; it has " + rids(all);
      }
    }
    for (ResourceGroup group : only.groups()) {
      if (all.stream().noneMatch(each -> each.rid().group() == group)) {
        return service + " has no resource of group " + group.wire() + "; it has " + rids(all);
      }
    }
    String subset =
        missing(only.subsets(), all, each -> Stream.of(each.subset()).filter(s -> !s.isEmpty()));
    if (!subset.isEmpty()) {
      return service + " has no subset " + subset;
    }
    String tag = missing(only.tags(), all, each -> each.tags().stream());
    return tag.isEmpty() ? "" : service + " has no resource with the tag " + tag;
  }

  /** The first that none of the resources has, with those there are. */
  private static String missing(
      Set<String> asked, List<Resource> all, Function<ResourceDefinition, Stream<String>> has) {
    Set<String> there =
        all.stream()
            .flatMap(each -> has.apply(each.definition()))
            .collect(Collectors.toCollection(TreeSet::new));
    return asked.stream()
        .filter(each -> !there.contains(each))
        .sorted()
        .findFirst()
        .map(each -> each + "; it has " + (there.isEmpty() ? "none" : String.join(", ", there)))
        .orElse("");
  }

  private static String disabled(Subject subject, Disabled here, ActionRequest request) {
    InstanceId id = subject.id();
    boolean enables = request.verb() == Verb.ENABLE;
    if (!request.verb().touches() && !enables) {
      return "";
    }
    if (subject.disabled() && (!enables || !request.only().picks())) {
      return id.service() + " is disabled in its configuration: take disable out to act on it";
    }
    if (here.all() && !enables) {
      return id.service() + " is disabled on this node: enable it to act on it";
    }
    for (Rid rid : request.only().rids()) {
      Optional<Resource> named = subject.resource(rid);
      if (named.isPresent() && named.get().definition().disabled()) {
        return rid + " is disabled in the configuration of " + id.service();
      }
      if (here.rids().contains(rid) && !enables) {
        return rid + " is disabled on this node: enable it to act on it";
      }
    }
    return "";
  }

  /** What may be in use elsewhere is not taken away, and nothing is stopped for it. */
  private static String othersHave(Course course) {
    for (Stage stage : course.stages()) {
      for (Resource each : stage.resources()) {
        if (stage.turn() == Turn.UNPROVISION && each.driver() instanceof Provisionable made) {
          String why = made.ownership().others();
          if (!why.isEmpty()) {
            return each.rid() + " " + why + ": set unprovision = false to leave it as it is";
          }
        }
      }
    }
    return "";
  }

  private static String noTask(Subject subject, Selection only) {
    List<Resource> tasks =
        subject.resources().stream()
            .filter(each -> each.rid().group() == ResourceGroup.TASK)
            .toList();
    for (Rid rid : only.rids()) {
      if (rid.group() != ResourceGroup.TASK) {
        return rid + " is no task; the tasks of " + subject.id().service() + ": " + rids(tasks);
      }
    }
    return "";
  }

  private static String noSync(Subject subject, Selection only) {
    for (Rid rid : only.rids()) {
      if (rid.group() != ResourceGroup.SYNC) {
        List<Resource> syncs =
            subject.resources().stream()
                .filter(each -> each.rid().group() == ResourceGroup.SYNC)
                .toList();
        return rid + " is no sync; those of " + subject.id().service() + ": " + rids(syncs);
      }
    }
    return "";
  }

  static String rids(Collection<Resource> resources) {
    return resources.isEmpty()
        ? "none"
        : resources.stream().map(each -> each.rid().toString()).collect(Collectors.joining(", "));
  }
}
