package io.vigie.api.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vigie.api.act.Refusal;
import io.vigie.api.people.Who;
import io.vigie.contract.event.ChainStep;
import io.vigie.contract.event.Responsibles;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Who else is told of an alert of an app that nobody took. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "AppChainStep", description = "Who else is told of an alert that nobody took")
record AppStep(
    @Schema(description = "Since it was raised: 60 to 604800", example = "900") long afterSeconds,
    Who who) {
  static final TypeReference<List<AppStep>> CHAIN = new TypeReference<>() {};

  AppStep {
    who = who == null ? Who.NOBODY : who;
  }

  /** In the order of time; never null. */
  static List<AppStep> chain(List<AppStep> steps) {
    List<AppStep> all = steps == null ? List.of() : steps;
    if (all.stream().anyMatch(Objects::isNull)) {
      throw Refusal.wrong("chain has a step that is null; leave it out");
    }
    for (AppStep step : all) {
      if (step.who().equals(Who.NOBODY)) {
        throw Refusal.wrong(
            "the step of the chain after " + step.afterSeconds() + " s names nobody; leave it out");
      }
    }
    return all.stream().sorted(Comparator.comparingLong(AppStep::afterSeconds)).toList();
  }

  ChainStep step() {
    return new ChainStep(afterSeconds, new Responsibles(who.people(), who.groups()));
  }
}
