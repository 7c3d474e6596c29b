package io.vigie.streams.alert.custom;

import io.vigie.contract.event.CustomAlert;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.streams.alert.Subject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A service, a node, an app, the collector, with what is told of it. */
public record CustomSubject(String anchor, Collection<CustomAlert> said) implements Subject {
  @Override
  public boolean gone() {
    return false;
  }

  /** Of all that was said, in whatever order. */
  @Override
  public String env() {
    return said.stream().map(CustomAlert::env).max(String::compareTo).orElse("");
  }

  @Override
  public boolean production() {
    return said.stream().anyMatch(custom -> custom.env().equals(PRODUCTION));
  }

  @Override
  public List<String> apps() {
    return said.stream().flatMap(custom -> custom.apps().stream()).distinct().sorted().toList();
  }

  @Override
  public ServiceId service() {
    return said.stream()
        .map(CustomAlert::service)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  @Override
  public NodeId node() {
    return said.stream().map(CustomAlert::node).filter(Objects::nonNull).findFirst().orElse(null);
  }

  @Override
  public Map<String, String> before() {
    return Map.of();
  }

  @Override
  public Map<String, String> now() {
    return Map.of();
  }
}
