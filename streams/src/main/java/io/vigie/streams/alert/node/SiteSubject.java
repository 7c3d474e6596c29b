package io.vigie.streams.alert.node;

import io.vigie.contract.id.AlertId;
import io.vigie.contract.id.NodeId;
import io.vigie.contract.id.ServiceId;
import io.vigie.streams.alert.Subject;
import java.util.List;
import java.util.Map;

/**
 * A site, or the fleet, as alerts see it.
 *
 * @param anchor {@code site/NAME} or {@code fleet}
 * @param total nodes it has
 * @param silent of them now
 * @param burst of them that fell silent within a minute
 * @param open its alert is
 * @param root alert of the fleet, when this is a site and that is open; null for none
 */
public record SiteSubject(
    String anchor, int total, int silent, int burst, boolean open, boolean production, AlertId root)
    implements Subject {
  @Override
  public boolean gone() {
    return false;
  }

  @Override
  public String env() {
    return "";
  }

  @Override
  public List<String> apps() {
    return List.of();
  }

  @Override
  public ServiceId service() {
    return null;
  }

  @Override
  public NodeId node() {
    return null;
  }

  @Override
  public Map<String, String> before() {
    return Map.of();
  }

  @Override
  public Map<String, String> now() {
    return Map.of("nodes", Integer.toString(total), "silent", Integer.toString(silent));
  }
}
