package io.vigie.agent.action;

import java.time.Duration;
import java.util.List;

/** Resources to which the same is done at once, one as a rule. */
record Stage(Turn turn, List<Resource> resources) {
  Stage {
    resources = List.copyOf(resources);
  }

  Duration timeout() {
    return resources.stream().map(turn::timeout).max(Duration::compareTo).orElse(Duration.ZERO);
  }
}
