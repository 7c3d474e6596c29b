package io.vigie.agent.service;

import io.vigie.agent.action.Resource;
import io.vigie.agent.config.ConfigException;
import io.vigie.agent.config.Keyword;
import io.vigie.agent.config.Problem;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.driver.Drivers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A service's resources with their drivers.
 *
 * @param problems what is wrong with them, and keywords nobody reads
 */
public record Made(List<Resource> resources, List<Problem> problems) {

  public static Made of(ServiceDefinition service, Drivers drivers) {
    List<Resource> resources = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (ResourceDefinition each : service.resources()) {
      resources.add(resource(service, each, drivers, problems));
    }
    return new Made(resources, problems);
  }

  private static Resource resource(
      ServiceDefinition service,
      ResourceDefinition resource,
      Drivers drivers,
      List<Problem> problems) {
    try {
      Resource made = new Resource(resource, drivers.create(service, resource), null);
      problems.addAll(unknown(resource, drivers));
      return made;
    } catch (ConfigException e) {
      problems.addAll(e.problems());
      if (drivers.keywords(resource.type()).isPresent()) {
        problems.addAll(unknown(resource, drivers));
      }
      return new Resource(resource, null, e.getMessage().replace("\n", "; "));
    }
  }

  private static List<Problem> unknown(ResourceDefinition resource, Drivers drivers) {
    Set<String> known = new TreeSet<>(Keyword.names(ResourceDefinition.KEYWORDS));
    drivers.keywords(resource.type()).ifPresent(known::addAll);
    return resource.keywords().unknown(known);
  }
}
