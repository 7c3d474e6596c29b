package io.vigie.streams.alert.service;

import io.vigie.contract.alert.AlertKind;
import io.vigie.contract.alert.Rule;
import io.vigie.streams.alert.Finding;
import io.vigie.streams.alert.Watch;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Nodes have different configurations of one service. */
public final class ConfigDiffers implements Watch<ServiceSubject> {
  private static final int MOST_NODES = 20;

  @Override
  public AlertKind kind() {
    return AlertKind.CONFIG_DIFFERS;
  }

  @Override
  public void look(ServiceSubject subject, Rule rule, Consumer<Finding> found) {
    Map<String, String> checksums = subject.checksums();
    if (Set.copyOf(checksums.values()).size() > 1) {
      Finding finding = Finding.of(kind(), subject, "", rule);
      for (Map.Entry<String, String> node : checksums.entrySet()) {
        if (finding.facts().size() < MOST_NODES) {
          finding = finding.with(node.getKey(), node.getValue());
        }
      }
      found.accept(finding);
    }
  }
}
