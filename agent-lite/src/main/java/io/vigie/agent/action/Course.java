package io.vigie.agent.action;

import io.vigie.agent.config.Phase;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.contract.id.ResourceGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that an action does to resources, in its order.
 *
 * @param left what it leaves alone, each with the reason
 */
record Course(List<Stage> stages, Map<Resource, String> left) {
  private static final Set<ResourceGroup> STARTED =
      EnumSet.of(
          ResourceGroup.IP,
          ResourceGroup.DISK,
          ResourceGroup.FS,
          ResourceGroup.SHARE,
          ResourceGroup.CONTAINER,
          ResourceGroup.APP);

  static Course of(Subject subject, ActionRequest request) {
    Map<Resource, String> left = new LinkedHashMap<>();
    List<Resource> chosen = new ArrayList<>();
    for (Resource each : Sequence.of(subject.resources())) {
      String why = whyLeft(each, subject, request);
      if (why.isEmpty()) {
        chosen.add(each);
      } else {
        left.put(each, why);
      }
    }
    Resource itself = request.only().isWhole() ? subject.itself() : null;
    return new Course(stages(request, itself, chosen), left);
  }

  /** What the time-outs of its steps add up to. */
  Duration timeout() {
    return stages.stream().map(Stage::timeout).reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * @param itself the service where the action is one on all of it; else null
   */
  private static List<Stage> stages(ActionRequest request, Resource itself, List<Resource> chosen) {
    List<Resource> reversed = Sequence.reversed(chosen);
    List<Stage> stages = new ArrayList<>();
    switch (request.verb()) {
      case STARTSTANDBY -> {
        addTest(stages, chosen);
        stages.addAll(Sequence.stages(Turn.START, chosen));
      }
      case START -> {
        addTest(stages, chosen);
        around(stages, itself, Phase.START, Sequence.stages(Turn.START, chosen));
      }
      case STOP -> around(stages, itself, Phase.STOP, Sequence.stages(Turn.STOP, reversed));
      case RESTART -> {
        List<Resource> stopped = new ArrayList<>(reversed);
        stopped.removeIf(each -> staysUp(each, request));
        List<Resource> started = new ArrayList<>(chosen);
        started.removeIf(each -> !STARTED.contains(each.rid().group()));
        addTest(stages, started);
        around(stages, itself, Phase.STOP, Sequence.stages(Turn.STOP, stopped));
        around(stages, itself, Phase.START, Sequence.stages(Turn.START, started));
      }
      case PROVISION -> {
        addTest(stages, chosen);
        around(stages, itself, Phase.PROVISION, all(chosen, Turn.PROVISION, Turn.START));
      }
      case UNPROVISION ->
          around(stages, itself, Phase.UNPROVISION, all(reversed, Turn.STOP, Turn.UNPROVISION));
      case RUN -> around(stages, itself, Phase.RUN, all(chosen, Turn.RUN));
      case SYNCNODES, SYNCDRP, SYNCALL, SYNCUPDATE ->
          around(stages, itself, Phase.SYNC, all(chosen, Turn.SYNC));
      case ENABLE, DISABLE, FREEZE, THAW, CLEAR, ABORT -> {}
    }
    return List.copyOf(stages);
  }

  private static void addTest(List<Stage> stages, List<Resource> chosen) {
    List<Resource> tested = chosen.stream().filter(each -> suits(Turn.TEST, each)).toList();
    if (!tested.isEmpty()) {
      stages.add(new Stage(Turn.TEST, tested));
    }
  }

  /** With the service's own programs before and after. */
  private static void around(List<Stage> stages, Resource itself, Phase phase, List<Stage> work) {
    programs(stages, itself, phase, true);
    stages.addAll(work);
    programs(stages, itself, phase, false);
  }

  private static void programs(List<Stage> stages, Resource itself, Phase phase, boolean before) {
    Optional.ofNullable(itself)
        .flatMap(each -> each.only(phase, before))
        .ifPresent(each -> stages.add(new Stage(Turn.AROUND, List.of(each))));
  }

  private static List<Stage> all(List<Resource> chosen, Turn... turns) {
    List<Stage> stages = new ArrayList<>();
    for (Resource resource : chosen) {
      for (Turn each : turns) {
        if (suits(each, resource)) {
          stages.add(new Stage(each, List.of(resource)));
        }
      }
    }
    return stages;
  }

  // one whose configuration is wrong is tried, so that it is told
  private static boolean suits(Turn turn, Resource resource) {
    return resource.driver() == null || turn.suits(resource.driver());
  }

  private static String whyLeft(Resource resource, Subject subject, ActionRequest request) {
    ResourceGroup group = resource.rid().group();
    boolean touched =
        switch (request.verb()) {
          case RUN -> group == ResourceGroup.TASK;
          case SYNCNODES, SYNCDRP, SYNCALL, SYNCUPDATE -> group == ResourceGroup.SYNC;
          case STOP, RESTART, UNPROVISION -> STARTED.contains(group) || group == ResourceGroup.TASK;
          case START, STARTSTANDBY, PROVISION -> STARTED.contains(group);
          case ENABLE, DISABLE, FREEZE, THAW, CLEAR, ABORT -> false;
        };
    if (!touched) {
      return request.verb().word() + " touches no " + group.wire();
    }
    if (!request.only().names(resource.definition())) {
      return "not asked for";
    }
    Selection.Edge edge = request.only().edge();
    if (edge != null && Sequence.isBeyond(edge, resource, subject.resources())) {
      return "beyond --" + edge.option().word() + ' ' + edge.name();
    }
    if (resource.definition().disabled()) {
      return "disabled";
    }
    boolean named = request.only().picks();
    if (!named && resource.definition().tags().contains(ResourceDefinition.NO_ACTION)) {
      return "tagged " + ResourceDefinition.NO_ACTION;
    }
    if (request.verb() == Verb.STOP && staysUp(resource, request)) {
      return "standby: it stays up unless it is named";
    }
    if (request.verb() == Verb.STARTSTANDBY && !resource.definition().standby()) {
      return "not standby";
    }
    return "";
  }

  /** A standby resource stays up unless it is asked for. */
  private static boolean staysUp(Resource resource, ActionRequest request) {
    return resource.definition().standby() && !request.only().picks() && !request.force();
  }
}
