package io.vigie.contract.event;

import io.vigie.contract.id.ServiceId;
import java.util.List;
import java.util.Map;

/**
 * A person retires a service: what its nodes said of it up to these epochs counts no more, a newer
 * epoch of a node brings it back there.
 *
 * @param epochs of each of its nodes, by name, as known then; 0 where it was not known: of a node
 *     that is leaving or silent the last one it spoke in
 * @param by who did it
 */
public record ServiceRetire(ServiceId service, Map<String, Long> epochs, String by)
    implements Event {
  public ServiceRetire {
    Require.present("service", service);
    epochs = Require.sorted("epochs", epochs);
    Require.nodes("epochs", List.copyOf(epochs.keySet()));
    epochs.forEach((node, epoch) -> Require.epoch("epochs", epoch));
    by = Require.text(by);
  }

  @Override
  public EventType type() {
    return EventType.SERVICE_RETIRE;
  }

  @Override
  public String key() {
    return service.toString();
  }

  @Override
  public String anchor() {
    return service.toString();
  }
}
