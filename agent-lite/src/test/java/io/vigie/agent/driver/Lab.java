package io.vigie.agent.driver;

import io.vigie.agent.config.ConfigException;
import io.vigie.agent.config.ResourceDefinition;
import io.vigie.agent.config.ServiceConf;
import io.vigie.agent.config.ServiceDefinition;
import io.vigie.agent.process.CommandRunner;
import io.vigie.contract.id.NodeId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Drivers as their service file makes them. */
final class Lab {
  static final Duration LONG = Duration.ofSeconds(30);

  private final Path var;
  private final CommandRunner runner;

  /** Of the drivers that were made. */
  final Set<Manual> manuals = new HashSet<>();

  Lab(Path var, CommandRunner runner) {
    this.var = var;
    this.runner = runner;
  }

  /**
   * @param section one resource, its {@code [rid]} line first
   */
  Driver driver(String section) throws ConfigException {
    return drivers(section).get(0);
  }

  /** Those of one service. */
  List<Driver> drivers(String sections) throws ConfigException {
    ServiceDefinition service =
        ServiceConf.parse("buoy.conf", sections, Instant.EPOCH, new NodeId("default", "lab1"));
    LocalDrivers all = new LocalDrivers(var, runner);
    List<Driver> drivers = new ArrayList<>();
    for (ResourceDefinition each : service.resources()) {
      drivers.add(all.create(service, each));
      manuals.add(all.types().get(each.type()).manual());
    }
    return drivers;
  }

  LabStep step() {
    return step(LONG);
  }

  LabStep step(Duration timeout) {
    return new LabStep(runner, false, timeout);
  }

  LabStep dry() {
    return new LabStep(runner, true, LONG);
  }

  LabStep start(Driver driver) throws StepFailed {
    LabStep step = step();
    driver.start(step);
    return step;
  }

  LabStep stop(Driver driver) throws StepFailed {
    LabStep step = step();
    driver.stop(step);
    return step;
  }
}
