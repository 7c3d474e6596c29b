package io.vigie.streams.alert.custom;

import io.vigie.contract.event.CustomAlert;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.streams.alert.Subject;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A service or a node with the alerts that people raised of it.
 *
 * @param newest of them: what it says of whom it concerns holds for all
 */
public record CustomSubject(Collection<CustomAlert> said, CustomAlert newest) implements Subject {
  @Override
  public String anchor() {
    return newest.anchor();
  }

  @Override
  public boolean gone() {
    return false;
  }

  @Override
  public String env() {
    return newest.env();
  }

  @Override
  public boolean production() {
    return newest.env().equals(PRODUCTION);
  }

  @Override
  public List<String> apps() {
    return newest.apps();
  }

  @Override
  public ServiceId service() {
    return newest.service();
  }

  @Override
  public NodeId node() {
    return newest.node();
  }

  @Override
  public Map<String, String> before() {
    return Map.of();
  }

  @Override
  public Map<String, String> now() {
    return Map.of("by", newest.by());
  }
}
