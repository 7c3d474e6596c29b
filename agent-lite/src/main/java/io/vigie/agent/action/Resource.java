package io.vigie.agent.action;

import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.driver.Driver;
import io.vigie.contract.id.Rid;

/**
 * A resource with the driver that knows it.
 *
 * @param driver null when the configuration is wrong
 * @param problem what is wrong, one line; null when nothing is
 */
public record Resource(ResourceDefinition definition, Driver driver, String problem) {
  public Resource {
    if ((driver == null) == (problem == null)) {
      throw new IllegalArgumentException("a resource has a driver or a problem, not both");
    }
  }

  public Rid rid() {
    return definition.rid();
  }

  /** The same, left alone. */
  public Resource off() {
    return new Resource(definition.off(), driver, problem);
  }

  /** What it is in a few words; empty when nobody can tell. */
  public String label() {
    return driver == null ? "" : masked(driver.label());
  }

  /**
   * A text that is published, without the credentials that references brought into its keywords.
   */
  public String masked(String text) {
    return definition.keywords().masked(text);
  }
}
