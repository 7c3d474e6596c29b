package io.vigie.agent.driver;

import io.vigie.agent.config.ConfigException;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import java.util.Optional;
import java.util.Set;

/** Which drivers there are. A fleet brings its own, in memory. */
public interface Drivers {

  /** Keywords a type knows besides those every resource has; empty when there is no such type. */
  Optional<Set<String>> keywords(String type);

  /**
   * @throws ConfigException when there is no driver of that type, or its keywords are wrong
   */
  Driver create(ServiceDefinition service, ResourceDefinition resource) throws ConfigException;
}
