package io.vigie.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.id.ServiceId;

/**
 * Who answers for one service, beside those of its app.
 *
 * @param responsibles added to those of its app
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ServicePolicy(ServiceId service, Responsibles responsibles) implements Event {
  public ServicePolicy {
    Require.present("service", service);
    responsibles = responsibles == null ? Responsibles.NOBODY : responsibles;
  }

  @Override
  public EventType type() {
    return EventType.SERVICE_POLICY;
  }

  @Override
  public String key() {
    return "service/" + service;
  }

  @Override
  public String anchor() {
    return key();
  }
}
