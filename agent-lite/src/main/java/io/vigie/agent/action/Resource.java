package io.vigie.agent.action;

import io.vigie.agent.config.Phase;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.driver.Driver;
import io.vigie.agent.driver.Observed;
import io.vigie.agent.driver.Step;
import io.vigie.contract.id.Rid;
import java.util.Optional;

/**
 * A resource with the driver that knows it.
 *
 * @param driver null when the configuration is wrong
 * @param problem what is wrong, one line; null when nothing is
 */
public record Resource(ResourceDefinition definition, Driver driver, String problem) {
  private static final Driver NOTHING =
      new Driver() {
        @Override
        public String label() {
          return "of the service";
        }

        @Override
        public Observed status() {
          return Observed.NOT_APPLICABLE;
        }

        @Override
        public void start(Step step) {
          throw new IllegalStateException("a service has resources to start");
        }

        @Override
        public void stop(Step step) {
          throw new IllegalStateException("a service has resources to stop");
        }
      };

  public Resource {
    if ((driver == null) == (problem == null)) {
      throw new IllegalArgumentException("a resource has a driver or a problem, not both");
    }
  }

  /** A service, of which nothing but its programs is known. */
  public static Resource service(ResourceDefinition itself) {
    return new Resource(itself, NOTHING, null);
  }

  /** The same with its programs of that phase and side alone; empty when there are none. */
  Optional<Resource> only(Phase phase, boolean before) {
    ResourceDefinition some = definition.only(phase, before);
    return some.manner(Phase.RUN).triggers().isEmpty()
        ? Optional.empty()
        : Optional.of(new Resource(some, NOTHING, null));
  }

  /** Null of a service. */
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
