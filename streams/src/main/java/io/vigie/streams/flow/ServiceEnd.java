package io.vigie.streams.flow;

import io.vigie.contract.id.ServiceId;
import java.time.Instant;
import java.util.Map;

/**
 * A person retired a service, told to every task of the service stage.
 *
 * @param epochs by node: what it said of the service up to this one counts no more
 * @param at append time of the command
 * @param cause where the command stands
 */
public record ServiceEnd(ServiceId service, Map<String, Long> epochs, Instant at, String cause)
    implements Inflow {
  public ServiceEnd {
    epochs = Map.copyOf(epochs);
  }
}
