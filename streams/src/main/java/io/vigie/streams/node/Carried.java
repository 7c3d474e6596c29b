package io.vigie.streams.node;

import io.vigie.contract.event.NodeFacts;
import io.vigie.streams.alert.Subject;
import java.util.List;

/**
 * What a node ran since its boot, as far as it decides who is told of the node.
 *
 * @param production some of it is in production
 * @param apps of its services, in order of names
 */
public record Carried(boolean production, List<String> apps) {
  private static final int MOST_APPS = 100;

  public static final Carried NONE = new Carried(false, List.of());

  public static Carried of(NodeFacts facts) {
    return new Carried(
        facts.carried().stream().anyMatch(service -> service.env().equals(Subject.PRODUCTION)),
        facts.carried().stream()
            .map(service -> service.app().strip())
            .filter(app -> !app.isEmpty())
            .distinct()
            .sorted()
            .limit(MOST_APPS)
            .toList());
  }
}
